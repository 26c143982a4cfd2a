"""Runs the steps of the Dockerfile without a container engine: in a root folder of its own, in a mount namespace.

The root holds this machine's system folders to read, and beside them what the steps make, at the very places that an
image has. So the paths, the user and what can be written are those of a container; Debian is this machine's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.deploy.dockerfile import ROOT, Step, context, of_kind

_SYSTEM = ("bin", "sbin", "lib", "lib32", "lib64", "usr", "etc", "dev", "proc")
_ENTER = """
set -e
root=$1 prefix=$2 how=$3; shift 3
mount --bind "$root" "$root"
for place in usr etc; do mount --rbind /$place "$root/$place"; mount -o remount,bind,ro "$root/$place"; done
for place in dev proc; do mount --rbind /$place "$root/$place"; done
for place in bin sbin lib lib32 lib64; do
  if [ -d "$root/$place" ] && [ ! -h "$root/$place" ]; then mount --rbind /$place "$root/$place"; fi
done
if [ "$prefix" != /usr ]; then mount --bind "$prefix" "$root$prefix"; mount -o remount,bind,ro "$root$prefix"; fi
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
if [ "$how" = read-only ]; then
  mount --bind "$root/data" "$root/data"
  mount -o remount,bind,ro "$root"
fi
exec chroot "$root" "$@"
"""


def missing() -> str | None:
    """Why this machine cannot run the steps, None when it can."""
    if os.name != "posix" or os.geteuid() != 0:
        return "making a root of its own takes the system's administrator"
    if not (shutil.which("unshare") and shutil.which("setpriv") and shutil.which("dpkg-query")):
        return "this is no Debian with util-linux"
    tried = subprocess.run(["unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/tmp"], capture_output=True)
    return None if tried.returncode == 0 else "this machine lets nobody mount"


def python_prefix(version: str) -> Path:
    """Where a Python of that version lies, such as 3.13; where there is none, the Python that runs this."""
    name = f"python{version}"
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for found in (*pyenv.glob(f"{version}*/bin/{name}"), Path("/usr/local/bin") / name, Path("/usr/bin") / name):
        asked = subprocess.run([found, "-c", "import sys; print(sys.base_prefix)"], capture_output=True, text=True)
        if asked.returncode == 0:
            return Path(asked.stdout.strip())
    return Path(sys.base_prefix)


class Sandbox:
    """A root folder in which steps are taken and commands run; `folder` must be readable for everybody."""

    def __init__(self, folder: Path, prefix: Path) -> None:
        self.folder, self._prefix = folder, prefix
        for name in _SYSTEM:
            host = Path("/", name)
            if host.is_symlink():
                (folder / name).symlink_to(host.readlink())
            elif host.is_dir():
                (folder / name).mkdir()
        for place in ("tmp", "app", str(prefix).lstrip("/")):
            (folder / place).mkdir(parents=True, exist_ok=True)

    def command(
        self, words: Sequence[str], env: Mapping[str, str], *, user: str | None = None, work: str = "/app"
    ) -> list[str]:
        """The command that runs `words` in the root; a user (UID:GID) can write nothing but /data and /tmp."""
        how = "read-only" if user else "build"
        names = ["env", "-i", f"--chdir={work}", *(f"{name}={value}" for name, value in env.items())]
        uid, _, gid = (user or "").partition(":")
        drop = ["setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups", "--no-new-privs"] if user else []
        entering = ["unshare", "--mount", "--propagation", "private", "/bin/sh", "-c", _ENTER, "sh"]
        return [*entering, str(self.folder), str(self._prefix), how, *drop, *names, *words]

    def build(self, stage: Sequence[Step], stages: Mapping[str, Sandbox]) -> None:
        """Take the stage's COPY and RUN steps; Debian's packages are this machine's own."""
        path = f"/opt/venv/bin:{self._prefix}/bin:/usr/bin:/bin"
        env = {"HOME": "/tmp", "PATH": path, **_network()}
        for step in stage:
            if step.does == "COPY":
                self._copy(step.words, stages)
            elif step.does == "RUN" and "apt-get" not in step.value:
                subprocess.run(self.command(step.words, env), check=True, timeout=400)

    def _copy(self, words: list[str], stages: Mapping[str, Sandbox]) -> None:
        if words[0].startswith("--from="):
            origin, inside = stages[words[0].removeprefix("--from=")].folder, words[1].lstrip("/")
            # Links take no time, and nothing that was copied is written to afterwards.
            goal = self.folder / words[2].lstrip("/")
            shutil.copytree(origin / inside, goal, symlinks=True, dirs_exist_ok=True, copy_function=os.link)
            return
        *sources, target = map(Path, words)
        for file in context():
            for source in sources:
                if file == source or source in file.parents:
                    goal = self.folder / "app" / target / (file.relative_to(source) if file != source else file.name)
                    goal.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(ROOT / file, goal)


def packages(stage: Sequence[Step]) -> list[str]:
    """The packages that the stage installs from Debian."""
    lines = [step.value for step in of_kind(list(stage), "RUN") if "apt-get install" in step.value]
    named = [line.partition("apt-get install")[2].partition("&&")[0].split() for line in lines]
    return [word for words in named for word in words if not word.startswith("-")]


def _network() -> dict[str, str]:
    """What this machine says of how pip reaches its packages."""
    return {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy") or "PIP_" in name}
