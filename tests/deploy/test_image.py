"""The image, built by the Dockerfile's own steps, is started read-only and without privileges, and works."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.processes import free_port
from tests.deploy.dockerfile import ROOT, health_check, of_kind, read_stages
from tests.deploy.sandbox import Sandbox, missing, packages, python_prefix

pytestmark = pytest.mark.image

BUILT, FINAL = read_stages()
CALENDAR = ROOT / "tests" / "questions" / "calendar_small.csv"
VERSION = BUILT[0].value.partition("python:")[2].partition("-")[0]
(USER,) = (step.value for step in of_kind(FINAL, "USER"))
START = [word for does in ("ENTRYPOINT", "CMD") for word in of_kind(FINAL, does)[0].words]


class Container:
    """The image with a user's settings; each command is a process with the image's environment and nothing else."""

    def __init__(self, image: Sandbox, port: int) -> None:
        self.image = image
        (env,) = (step.pairs for step in of_kind(FINAL, "ENV"))
        self.env = {
            **env,
            "PORT": str(port),
            "APP_ID": "11111111-2222-3333-4444-555555555555",
            "APP_TENANTID": "66666666-7777-8888-9999-000000000000",
            "APP_PASSWORD": "keksitty-salaisuus",
            # Microsoft is not asked: nobody listens here.
            "TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL": "http://127.0.0.1:9/",
            "HTTPS_PROXY": "http://127.0.0.1:9",
        }

    def run(self, words: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        """One command, to its end."""
        command = self.image.command(words, self.env, user=USER)
        return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, **options)

    def app(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The bot's own command line."""
        return self.run(["python", "app.py", *arguments])


@pytest.fixture(scope="module")
def container() -> Iterator[Container]:
    """The image, built once."""
    if reason := missing():
        if os.environ.get("IMAGE_TESTS") == "required":
            pytest.fail(f"IMAGE_TESTS=required, but {reason}.")
        pytest.skip(f"the image is not built here: {reason}")
    # Not pytest's folder, which is closed to other users.
    folder = Path(tempfile.mkdtemp(prefix="kahvibotti-image-"))
    try:
        folder.chmod(0o755)
        boxes: dict[str, Sandbox] = {}
        for name, stage in (("built", BUILT), ("final", FINAL)):
            (folder / name).mkdir()
            boxes[name] = Sandbox(folder / name, python_prefix(VERSION))
            boxes[name].build(stage, boxes)
        yield Container(boxes["final"], free_port())
    finally:
        assert str(folder) not in Path("/proc/self/mountinfo").read_text(), "something is still mounted there"
        shutil.rmtree(folder)


def test_the_packages_of_debian_are_those_that_this_was_seen_with() -> None:
    assert packages(FINAL) == ["libvoikko1", "voikko-fi"]
    if missing():
        pytest.skip("this is no Debian")
    subprocess.run(["dpkg-query", "--show", *packages(FINAL)], check=True, capture_output=True)


def test_it_holds_what_it_needs_and_no_tools(container: Container) -> None:
    root = container.image.folder
    assert sorted(path.name for path in (root / "app").iterdir() if path.name != "__pycache__") == [
        *("LICENSE", "README.md", "app.py", "bot", "constraints.txt", "dialogs", "requirements.txt", "storage")
    ]
    assert not list((root / "opt" / "venv" / "bin").glob("pip*"))
    assert not [name for name in ("pytest", "mypy", "playwright") if list((root / "opt").rglob(name))]


def test_its_python_is_the_one_that_is_named_where_this_machine_has_it(container: Container) -> None:
    said = container.run(["python", "--version"]).stdout.split()[1]
    assert said.startswith(f"{VERSION}.") or not (python_prefix(VERSION) / "bin" / f"python{VERSION}").exists()


def test_nothing_but_the_data_and_the_passing_can_be_written(container: Container) -> None:
    for place in ("/", "/app", "/opt/venv", "/usr/local", "/etc"):
        assert container.run(["touch", f"{place}/x"]).returncode, place
    for place in ("/data", "/tmp"):
        assert container.run(["touch", f"{place}/x"]).returncode == 0, place


def test_it_serves_is_found_well_and_ends_when_told(container: Container, tmp_path: Path) -> None:
    command = container.image.command(START, container.env, user=USER)
    with (tmp_path / "log").open("wb") as log:
        serving = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait_until_well(container, serving, tmp_path / "log")
        serving.send_signal(signal.SIGTERM)
        assert serving.wait(timeout=30) == 0
    finally:
        serving.kill()
    assert container.run(health_check(FINAL)).returncode != 0
    made = {path.name: path.stat() for path in (container.image.folder / "data").iterdir()}
    assert {"kahvibotti.db", "kahvibotti.key"} <= made.keys()
    assert {f"{one.st_uid}:{one.st_gid}" for one in made.values()} == {USER}


def test_its_other_commands_work_there_too(container: Container) -> None:
    shutil.copy(CALENDAR, container.image.folder / "data" / "kalenteri.csv")
    (container.image.folder / "data" / "kalenteri.csv").chmod(0o644)
    assert container.app("import", "/data/kalenteri.csv").stdout.startswith("Lisätty: 10")
    answer = container.app("ask", "Milloin on lumikenkiä?", "--at", "2028-03-21T13:00")
    assert "Lumikengät" in answer.stdout, answer.stderr
    assert container.app("backup", "/data/kahvibotti.backup").returncode == 0
    trying = "python app.py restore /data/kahvibotti.backup && python app.py ask 'Onko lumikenkiä?'"
    restored = container.run(["env", "DATABASE_URL=sqlite:////tmp/harjoitus.db", "sh", "-c", trying])
    assert "Lumikengät" in restored.stdout, restored.stderr
    server = container.run(["env", "DATABASE_URL=postgresql://a:b@127.0.0.1:9/c", "python", "app.py", "doctor"])
    assert "Tietokantaan ei saada yhteyttä" in server.stdout, server.stderr
    examined = container.app("doctor")
    assert "Tietokanta vastaa, ja se on oikeassa muodossa." in examined.stdout
    assert "login.botframework.com" in examined.stdout


def _wait_until_well(container: Container, serving: subprocess.Popen[bytes], log: Path) -> None:
    ends = time.monotonic() + 90
    while container.run(health_check(FINAL)).returncode:
        assert serving.poll() is None and time.monotonic() < ends, log.read_text(errors="replace")
        time.sleep(0.5)
