"""Starts the bot with the demo calendar and the simulator, says what to open, and stops both on Ctrl-C."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from bot.settings import SettingsError, read_settings
from playground.simulator import FOLDER, command, environment, missing

_APP = [sys.executable, str(FOLDER.parent / "app.py")]
_PAGE_PORT = 56150
_WAIT_SECONDS = 60.0

Process = subprocess.Popen[bytes]


def main() -> int:
    """Run until one of the two ends or Ctrl-C is pressed; the exit code."""
    try:
        port = read_settings().port
    except SettingsError as error:
        print("\n".join(error.sentences), file=sys.stderr)
        return 2
    if code := subprocess.run([*_APP, "demo"], check=False).returncode:
        return code
    if reason := missing():
        print(_text("terminal", reason=reason, python=os.path.relpath(sys.executable)))
        return 0
    with tempfile.TemporaryDirectory() as work:
        return _run(port, Path(work))


def _run(port: int, work: Path) -> int:
    page = _free_port(_PAGE_PORT)
    env = {**os.environ, **environment(page, work / "events.log")}
    bot_command = [*_APP, "serve", "--local", "--port", str(port)]
    simulator_command = command(f"http://127.0.0.1:{port}/api/messages", page)
    running: list[Process] = []
    try:
        with (work / "simulator.log").open("wb") as log:
            running.append(subprocess.Popen(bot_command))
            if not _answers(f"http://127.0.0.1:{port}/health", running):
                return 1
            running.append(subprocess.Popen(simulator_command, env=env, stdout=log, stderr=log))
            if not _answers(f"http://127.0.0.1:{page}/", running):
                print((work / "simulator.log").read_text(errors="replace"), file=sys.stderr)
                return 1
            print(_text("run", page=f"http://127.0.0.1:{page}/"), flush=True)
            while _all_run(running):
                time.sleep(0.5)
            return 1
    except KeyboardInterrupt:
        return 0
    finally:
        _end(running)


def _answers(address: str, running: Sequence[Process]) -> bool:
    """Whether the address answers before its time is up and before a process ends."""
    end = time.monotonic() + _WAIT_SECONDS
    while _all_run(running) and time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=2):
                # Another program on the port answers too, but then ours ends.
                time.sleep(0.1)
                return _all_run(running)
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False


def _all_run(running: Sequence[Process]) -> bool:
    return all(process.poll() is None for process in running)


def _end(running: Sequence[Process]) -> None:
    for process in running:
        process.terminate()
    for process in running:
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()


def _free_port(wished: int) -> int:
    """The wished port, or another that is free."""
    for port in (wished, 0):
        with socket.socket() as listening:
            try:
                listening.bind(("127.0.0.1", port))
            except OSError:
                continue
            free: int = listening.getsockname()[1]
            return free
    raise AssertionError("the system always has a free port")


def _text(name: str, **slots: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8").format(**slots)


if __name__ == "__main__":
    sys.exit(main())
