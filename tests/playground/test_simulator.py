"""The simulator's files are such that any machine can install and start it."""

from __future__ import annotations

import json
from pathlib import Path

from playground.simulator import FOLDER, PEOPLE, command, environment


def test_the_lock_file_names_no_registry() -> None:
    lock = (FOLDER / "package-lock.json").read_text(encoding="utf-8")
    assert "http" not in lock
    wished = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    locked = json.loads(lock)["packages"]
    for name, version in wished.items():
        assert locked[f"node_modules/{name}"]["version"] == version
        assert locked[f"node_modules/{name}"]["integrity"]


def test_everyone_in_it_is_made_up() -> None:
    people = PEOPLE.read_text(encoding="utf-8")
    addresses = [line.split(": ")[1] for line in people.splitlines() if "@" in line and "thread" not in line]
    assert addresses
    assert all(address.endswith("@example.com") for address in addresses)
    assert "name: Kahvibotti" in people


def test_it_opens_no_browser_and_reports_to_no_one(tmp_path: Path) -> None:
    assert "--disable-telemetry" in command("http://127.0.0.1:3978/api/messages", 56150)
    told = environment(56150, tmp_path / "log")
    assert told["TEAMSAPPTESTER_BROWSER"] == "none"
    assert told["M365_AGENTS_PLAYGROUND_CONFIG_PATH"] == str(PEOPLE)
