"""One row of a calendar as a table to an event."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from bot.domain.errors import BadInput, Problem
from bot.domain.events import EventDraft, Form, Recording, Registration, Status
from bot.domain.intervals import midnight
from bot.files import cells
from bot.files.columns import Column
from bot.files.moments import read_end, read_moment
from bot.files.row import Row

Value = TypeVar("Value")


class RowReader:
    """Reads one row; what is wrong in it gathers in `problems`."""

    def __init__(self, row: Row, columns: Mapping[Column, int], width: int) -> None:
        self._number = row.number
        self.problems = list(row.problems)
        self._texts = {
            column: cells.clean_text(row.cells[index]) for column, index in columns.items() if index < len(row.cells)
        }
        self._cells_beyond = any(cell.strip() for cell in row.cells[width:])

    @property
    def empty(self) -> bool:
        """Whether nothing at all is told."""
        return not (self.problems or self._cells_beyond or any(self._texts.values()))

    @property
    def key(self) -> str:
        """The event's key, empty when it is not told."""
        return cells.clean_line(self._texts.get(Column.KEY, ""))

    def report(self, problem: Problem, column: Column | None = None) -> None:
        """Add a problem of this row."""
        self.problems.append(replace(problem, row=self._number, column=column.value if column else ""))

    def draft(self) -> EventDraft | None:
        """The row's event, or None when anything is wrong in the row."""
        if self._cells_beyond:
            self.report(Problem("too_many_cells"))
        start = self._take(Column.STARTS, read_moment, None)
        end = None if start is None else self._take(Column.ENDS, lambda text: read_end(text, start), None)
        texts = {
            "key": self._take(Column.KEY, cells.read_required, ""),
            "series": self._take(Column.SERIES, cells.read_required, ""),
            "title": self._take(Column.TITLE, cells.read_required, ""),
            "place": self._take(Column.PLACE, cells.clean_line, ""),
            "host": self._take(Column.HOST, cells.clean_line, ""),
            "link": self._take(Column.LINK, cells.read_link, ""),
            "description": self._take(Column.DESCRIPTION, cells.clean_text, ""),
        }
        form = self._take(Column.FORM, cells.read_form, Form.REMOTE)
        registration = self._registration()
        recording = self._recording()
        status = self._take(Column.STATUS, cells.read_status, Status.PLANNED)
        if self.problems or start is None or end is None:
            return None
        return EventDraft(
            **texts,
            starts=start if isinstance(start, datetime) else midnight(start),
            ends=end,
            all_day=not isinstance(start, datetime),
            form=form,
            registration=registration,
            recording=recording,
            status=status,
        )

    def _registration(self) -> Registration:
        return Registration(
            url=self._take(Column.REGISTRATION, cells.read_link, ""),
            closes=self._take(Column.REGISTRATION_CLOSES, cells.read_optional_day, None),
            seats=self._take(Column.SEATS, cells.read_seats, None),
        )

    def _recording(self) -> Recording | None:
        url = self._take(Column.RECORDING, cells.read_link, "")
        if url:
            return Recording(url, self._take(Column.RECORDING_UNTIL, cells.read_recording_end, None))
        if self._texts.get(Column.RECORDING_UNTIL) and not self._texts.get(Column.RECORDING):
            self.report(Problem("recording_url_missing"), Column.RECORDING)
        return None

    def _take(self, column: Column, read: Callable[[str], Value], otherwise: Value) -> Value:
        text = self._texts.get(column, "")
        if len(text) > column.longest:
            self.report(Problem("too_long", slots={"limit": str(column.longest)}), column)
            return otherwise
        try:
            return read(text)
        except BadInput as error:
            for problem in error.problems:
                self.report(problem, column)
            return otherwise
