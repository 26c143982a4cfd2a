"""Picks the reader of a calendar file by its suffix."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.domain.calendar_file import CalendarFile
from bot.domain.errors import BadInput, Problem
from bot.files import limits
from bot.files.csv_calendar import read_csv
from bot.files.ics_calendar import read_ics
from bot.files.xlsx_calendar import read_xlsx

SUFFIXES = (".csv", ".xlsx", ".ics")


def read_file(path: Path, today: date) -> CalendarFile:
    """The events of the file, read in this process; what is wrong with it is among the problems."""
    try:
        data = _bytes(path)
    except BadInput as error:
        return CalendarFile(problems=error.problems)
    match path.suffix.casefold():
        case ".csv":
            return read_csv(data)
        case ".ics":
            return read_ics(data, today)
        case _:
            return read_xlsx(path)


def _bytes(path: Path) -> bytes:
    if path.suffix.casefold() not in SUFFIXES:
        raise BadInput(Problem("unknown_suffix", slots={"value": path.suffix}))
    try:
        if not path.is_file():  # a pipe would be waited for
            raise BadInput(Problem("no_file", slots={"value": str(path)}))
        with path.open("rb") as file:
            data = file.read(limits.MAX_BYTES + 1)
    except OSError as error:
        raise BadInput(Problem("no_file", slots={"value": str(path)})) from error
    if len(data) > limits.MAX_BYTES:
        limit = str(limits.MAX_BYTES // 1_000_000)
        raise BadInput(Problem("too_big", slots={"limit": limit}))
    if not data:
        raise BadInput(Problem("empty_file"))
    return data
