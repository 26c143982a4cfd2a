"""A calendar as a table, row by row. Shared by .csv and .xlsx."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bot.domain.calendar_file import CalendarFile
from bot.domain.errors import BadInput, Problem
from bot.domain.events import EventDraft
from bot.files import limits
from bot.files.columns import Column, read_header
from bot.files.row import Row
from bot.files.row_reader import RowReader


def read_table(rows: Iterable[Row]) -> CalendarFile:
    """The events of a table whose first row that is not empty is its header.

    A BadInput raised by `rows` ends the reading.
    """
    numbered = iter(rows)
    drafts: list[EventDraft] = []
    problems: list[Problem] = []
    notes: list[Problem] = []
    try:
        header = next((row for row in numbered if any(row.cells)), Row(1, ()))
        columns, notes = read_header(header)
        for reader in _readers(numbered, columns, len(header.cells)):
            draft = reader.draft()
            problems.extend(reader.problems)
            if draft is not None:
                drafts.append(draft)
        if not drafts and not problems:
            problems.append(Problem("no_events"))
    except BadInput as error:
        problems.extend(error.problems)
    return CalendarFile(tuple(drafts), shortened(problems), tuple(notes))


def shortened(problems: list[Problem]) -> tuple[Problem, ...]:
    """The first of the problems, and how many more there were."""
    more = len(problems) - limits.MAX_PROBLEMS
    if more <= 0:
        return tuple(problems)
    return (*problems[: limits.MAX_PROBLEMS], Problem("more_problems", slots={"count": str(more)}))


def _readers(rows: Iterator[Row], columns: Mapping[Column, int], width: int) -> Iterator[RowReader]:
    first_rows: dict[str, int] = {}
    for row in rows:
        reader = RowReader(row, columns, width)
        if reader.empty:
            continue
        if row.number > limits.MAX_ROWS + 1:
            raise BadInput(Problem("too_many_rows", slots={"limit": str(limits.MAX_ROWS)}))
        first = first_rows.setdefault(reader.key, row.number)
        if reader.key and first != row.number:
            reader.report(Problem("repeated_key", slots={"value": reader.key, "first": str(first)}), Column.KEY)
        yield reader
