"""The columns of a calendar as a table, by the names that people see."""

from __future__ import annotations

from enum import StrEnum

from bot.domain.errors import BadInput, Problem
from bot.files import limits
from bot.files.cells import clean_line
from bot.files.row import Row

_SHOWN_OF_NAME = 40


class Column(StrEnum):
    """The columns; their order and case in a file are free."""

    KEY = "Tunnus"
    SERIES = "Sarja"
    TITLE = "Otsikko"
    STARTS = "Alkaa"
    ENDS = "Päättyy"
    FORM = "Muoto"
    PLACE = "Paikka"
    HOST = "Vetäjä"
    LINK = "Linkki"
    DESCRIPTION = "Kuvaus"
    REGISTRATION = "Ilmoittautuminen"
    REGISTRATION_CLOSES = "Ilmoittautuminen päättyy"
    SEATS = "Paikkoja"
    RECORDING = "Tallenne"
    RECORDING_UNTIL = "Tallenne voimassa"
    STATUS = "Tila"

    @property
    def longest(self) -> int:
        """How many characters a cell may have."""
        return _LONGEST.get(self, limits.MAX_LINE)


REQUIRED = (Column.KEY, Column.SERIES, Column.TITLE, Column.STARTS, Column.ENDS)

_BY_NAME = {column.casefold(): column for column in Column}
_LONGEST = {
    Column.KEY: limits.MAX_KEY,
    Column.DESCRIPTION: limits.MAX_DESCRIPTION,
    Column.LINK: limits.MAX_LINK,
    Column.REGISTRATION: limits.MAX_LINK,
    Column.RECORDING: limits.MAX_LINK,
}


def column_of(name: str) -> Column | None:
    """The column of this name, in any case."""
    return _BY_NAME.get(" ".join(clean_line(name).casefold().split()))


def read_header(header: Row) -> tuple[dict[Column, int], list[Problem]]:
    """Where each column is, and a note of those that are not known."""
    columns: dict[Column, int] = {}
    unknown: list[str] = []
    for index, name in enumerate(header.cells):
        column = column_of(name)
        if column is None:
            unknown.append(clean_line(name)[:_SHOWN_OF_NAME])
        elif column in columns:
            raise BadInput(Problem("repeated_column", row=header.number, column=column.value))
        else:
            columns[column] = index
    if missing := [column for column in REQUIRED if column not in columns]:
        raise BadInput(Problem("missing_columns", row=header.number, slots={"columns": ", ".join(missing)}))
    named = ", ".join(filter(None, unknown))
    return columns, [Problem("unknown_columns", row=header.number, slots={"columns": named})] if named else []
