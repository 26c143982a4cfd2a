"""Calendar files as a person gives them: by their path."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import pytest

from bot.domain.errors import Problem
from bot.files import limits, read_calendar
from tests.bot.files.writing import csv_bytes, ics_bytes, row, told, xlsx_file

TODAY = date(2026, 11, 23)
_EVENT = "UID:a1\nSUMMARY:Etäkahvit\nDTSTART:20261124T090000\nDTEND:20261124T093000"


def test_each_kind_of_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "k.csv").write_bytes(csv_bytes([row()]))
    (tmp_path / "K.ICS").write_bytes(ics_bytes(_EVENT))
    xlsx_file(tmp_path / "k k.xlsx", [row()])
    for name in ("k.csv", "K.ICS", "k k.xlsx"):
        file = read_calendar(tmp_path / name, TODAY)
        assert told(file) == []
        assert [one.key for one in file.drafts] == ["a1"]


def test_problems_come_through(tmp_path: Path) -> None:
    (tmp_path / "k.csv").write_bytes(csv_bytes([row(FORM="x")]))
    file = read_calendar(tmp_path / "k.csv", TODAY)
    assert file.problems == (Problem("bad_form", 2, "Muoto", {"value": "x"}),)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("k.xlsm", b"x", "unknown_suffix"),
        ("kalenteri", b"x", "unknown_suffix"),
        ("k.csv", b"", "empty_file"),
        ("k.ics", b"x" * (limits.MAX_BYTES + 1), "too_big"),
        ("k.xlsx", b"x" * 1000, "unreadable_xlsx"),
    ],
)
def test_files_that_cannot_be_used(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert told(read_calendar(tmp_path / name, TODAY)) == [f"- - {code}"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert told(read_calendar(tmp_path / "k.csv", TODAY)) == ["- - no_file"]
    (tmp_path / "folder.csv").mkdir()
    assert told(read_calendar(tmp_path / "folder.csv", TODAY)) == ["- - no_file"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "k.csv")
    assert told(read_calendar(tmp_path / "k.csv", TODAY)) == ["- - no_file"]


def test_endless_work_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", 2)
    never = _EVENT + "\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    events = [never.replace("UID:a1", f"UID:a{number}") for number in range(50)]
    (tmp_path / "k.ics").write_bytes(ics_bytes(*events))
    assert told(read_calendar(tmp_path / "k.ics", TODAY)) == ["- - too_heavy"]


def test_a_reader_that_breaks_down_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.files.calendar_reader._MODULE", "bot.files.no_such_module")
    (tmp_path / "k.csv").write_bytes(csv_bytes([row()]))
    assert told(read_calendar(tmp_path / "k.csv", TODAY)) == ["- - unreadable"]
