"""A calendar as .xlsx: the same columns as in .csv, on the first sheet. Formulas are not evaluated."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from bot.domain.calendar_file import CalendarFile
from bot.domain.errors import BadInput, Problem
from bot.files import limits
from bot.files.archives import check_archive
from bot.files.row import Row
from bot.files.table import read_table

# What the parsers of a zip's XML parts raise for broken ones.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    SyntaxError,
    LookupError,
    TypeError,
    ValueError,
    ArithmeticError,
    AttributeError,
    RuntimeError,
    OSError,
    EOFError,
)
_CODE_OF_TYPE = {"f": "formula", "e": "error_cell"}


def read_xlsx(path: Path) -> CalendarFile:
    """The events of the file."""
    try:
        check_archive(path)
        return read_table(_rows(path))
    except BadInput as error:
        return CalendarFile(problems=error.problems)


def _rows(path: Path) -> Iterator[Row]:
    try:
        yield from _rows_of_first_sheet(path)
    except _BROKEN as error:
        raise BadInput(Problem("unreadable_xlsx")) from error


def _rows_of_first_sheet(path: Path) -> Iterator[Row]:
    book = load_workbook(path, read_only=True, keep_links=False)
    try:
        sheet = book.worksheets[0]
        # The size that a file tells of itself need not be true.
        sheet.reset_dimensions()
        for number, row in enumerate(sheet.iter_rows(), start=1):
            if row:  # a sheet may end with a million rows that nothing is in
                yield _row(number, row)
    finally:
        book.close()


def _row(number: int, row: Sequence[Any]) -> Row:
    if any(cell.value is not None for cell in row[limits.MAX_COLUMNS :]):
        raise BadInput(Problem("too_many_columns", row=number, slots={"limit": str(limits.MAX_COLUMNS)}))
    row = row[: limits.MAX_COLUMNS]
    problems = tuple(
        Problem(_CODE_OF_TYPE[cell.data_type], number, slots={"cell": f"{get_column_letter(index)}{number}"})
        for index, cell in enumerate(row, start=1)
        if cell.value is not None and cell.data_type in _CODE_OF_TYPE
    )
    texts = [_text(cell.value) for cell in row]
    while texts and not texts[-1]:
        texts.pop()
    return Row(number, texts, problems)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return _moment_text(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _moment_text(value: datetime) -> str:
    # A sheet counts days as fractions, so that a full minute may lack a millisecond.
    even = (value + timedelta(milliseconds=500)).replace(microsecond=0)
    return even.date().isoformat() if even.time() == time() else even.isoformat(" ")
