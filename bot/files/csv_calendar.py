"""A calendar as .csv: UTF-8, its cells apart by semicolons or commas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from bot.domain.calendar_file import CalendarFile
from bot.domain.errors import BadInput, Problem
from bot.files import limits
from bot.files.columns import column_of
from bot.files.row import Row
from bot.files.table import read_table
from bot.files.utf8 import decode


def read_csv(data: bytes) -> CalendarFile:
    """The events of the file's bytes."""
    try:
        text = decode(data)
    except BadInput as error:
        return CalendarFile(problems=error.problems)
    return read_table(_rows(text))


def _rows(text: str) -> Iterator[Row]:
    records = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(records, None)
        except csv.Error as error:
            raise BadInput(Problem("bad_quotes", row=number)) from error
        if cells is None:
            return
        if len(cells) > limits.MAX_COLUMNS:
            raise BadInput(Problem("too_many_columns", row=number, slots={"limit": str(limits.MAX_COLUMNS)}))
        if cells:
            yield Row(number, cells)


def _delimiter(text: str) -> str:
    header = text.split("\n", 1)[0].rstrip("\r")

    def known_columns(delimiter: str) -> int:
        names = header.split(delimiter)[: limits.MAX_COLUMNS]
        return sum(column_of(name.strip('"')) is not None for name in names)

    return max(";,", key=known_columns)
