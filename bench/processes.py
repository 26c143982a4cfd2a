"""The measured processes: started, waited for, weighed and ended."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
_WAIT_SECONDS = 60.0

Process = subprocess.Popen[bytes]


def free_port() -> int:
    """A port that nothing listens on at the moment."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
    return port


def demo_environment(folder: Path) -> dict[str, str]:
    """The environment of a bot whose database, with the demo calendar in it, is in the folder."""
    env = {**os.environ, "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'bench.db'}"}
    subprocess.run([sys.executable, "app.py", "demo"], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    return env


@contextmanager
def bot(port: int, env: Mapping[str, str]) -> Iterator[Process]:
    """This bot in local mode, from the moment it is ready for a question."""
    command = [sys.executable, "app.py", "serve", "--local", "--port", str(port)]
    with _process(command, env=env, stderr=subprocess.DEVNULL) as process:
        wait_for_health(process, port)
        yield process


@contextmanager
def channel_bot(port: int, env: Mapping[str, str]) -> Iterator[Process]:
    """This bot for the channel, whose tokens it checks, from the moment it is ready for a question."""
    command = [sys.executable, "-m", "bench.servers.channel_bot", str(port)]
    with _process(command, env=env, stderr=subprocess.DEVNULL) as process:
        wait_for_health(process, port)
        yield process


@contextmanager
def module(name: str, port: int) -> Iterator[Process]:
    """A server of `bench.servers`, from the moment it says that it is ready."""
    command = [sys.executable, "-m", f"bench.servers.{name}", str(port)]
    with _process(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        if process.stdout.readline() != b"ready\n":
            raise RuntimeError(f"{name} did not start")
        yield process


@contextmanager
def _process(
    command: Sequence[str],
    *,
    env: Mapping[str, str] | None = None,
    stdout: int | None = None,
    stderr: int | None = None,
) -> Iterator[Process]:
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=stdout, stderr=stderr)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for_health(process: Process, port: int) -> None:
    """Wait until the bot says that it is well; RuntimeError when it does not come to that."""
    end = time.monotonic() + _WAIT_SECONDS
    while process.poll() is None and time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.02)
    raise RuntimeError("the bot did not start")


def processor_seconds(process: Process) -> float | None:
    """The processor's time that the process has taken so far, None where the system does not tell."""
    try:
        told = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii")
    except OSError:
        return None
    # The fields after the program's name, which may hold blanks: the 12th and 13th are its own time and the system's.
    user, system = told.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def megabytes(process: Process) -> float | None:
    """The memory that the process holds (resident set), None where the system does not tell."""
    try:
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    except OSError:
        return None
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kilobytes) / 1024
