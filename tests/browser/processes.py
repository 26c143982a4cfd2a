"""Starts the processes of a browser test, waits until they answer, and ends them."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent

from playground.simulator import PEOPLE, command, environment

ROOT = Path(__file__).parents[2]

_WAIT_SECONDS = 30.0


class NotStartedError(Exception):
    """A process ended, or did not answer in time; the message holds what it last said."""


def free_port() -> int:
    """A port that nothing listens on at the moment."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
    return port


def chromium() -> str | None:
    """Where this machine has Chromium, None when it has none."""
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    return next((path for path in found if path), None)


@contextmanager
def running(
    arguments: Sequence[str], answers: str, log: Path, *, env: Mapping[str, str] | None = None
) -> Iterator[None]:
    """The process of the command while the block runs, from the moment its address answers with 200."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            arguments, cwd=ROOT, env={**os.environ, **(env or {})}, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            _wait(process, answers, log)
            yield
        finally:
            process.terminate()
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def simulator(bot: str, work: Path, person: str = "29:user-0") -> Iterator[str]:
    """The simulator of Teams, where a person sits, talking to the bot's address; gives the address of its page.

    It runs offline, opens no browser, sends no telemetry, and speaks the language of its environment.
    Its chat and channels are its own, so the bot remembers nothing of another simulator's.
    """
    port = free_port()
    page = f"http://127.0.0.1:{port}/"
    own = seated(PEOPLE.read_text(encoding="utf-8"), person)
    own = own.replace("a:personal-chat", f"a:chat-{port}").replace("@thread", f"-{port}@thread")
    people = work / "people.yml"
    people.write_text(own, encoding="utf-8")
    env = environment(port, work / "simulator-events.log", people)
    with running(command(bot, port), page, work / "simulator.log", env=env):
        yield page


def seated(people: str, person: str) -> str:
    """The simulator's people with another of them before the screen; KeyError when nobody has that id."""
    before, rest = people.split("currentUser:\n")
    sitting, users, after = re.split(r"users:\n|(?=personalChat:)", rest)
    everybody = [dedent(one).strip().splitlines() for one in (sitting, *users.replace("  - ", "~ ").split("~")[1:])]
    found = next((one for one in everybody if one[0].strip() == f"id: {person}"), None)
    if found is None:
        raise KeyError(person)
    others = [one for one in everybody if one is not found]
    listed = "".join("  - " + "\n    ".join(line.strip() for line in one) + "\n" for one in others)
    seat = "".join(f"  {line.strip()}\n" for line in found)
    return f"{before}currentUser:\n{seat}users:\n{listed}{after}"


def _wait(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    end = time.monotonic() + _WAIT_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        if _answers(address):
            return
        time.sleep(0.1)
    raise NotStartedError(f"{address} does not answer: {log.read_text(errors='replace')[-2000:]}")


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as response:
            answered: bool = response.status == 200
            return answered
    except (urllib.error.URLError, OSError):
        return False
