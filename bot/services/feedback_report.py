"""A year's feedback as sheets: the summary, the events, the answers without their libraries, the coverage."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import datetime

from bot.domain.events import Event
from bot.domain.sheets import Row, Sheet
from bot.services.calendar import CalendarCache
from bot.services.feedback_summary import Summaries
from bot.services.ports import Store
from bot.services.report_rows import (
    answer_columns,
    answer_row,
    coverage_columns,
    coverage_rows,
    event_columns,
    event_rows,
    summary_rows,
)
from bot.texts import Texts

_AT_ONCE = 500
"""Answers that are read in one transaction: turns of the conversation go in between."""


class YearReport:
    """A year's sheets, read from the store as they are written."""

    def __init__(self, store: Store, calendars: CalendarCache, texts: Texts, year: int, smallest: int) -> None:
        self._store, self._calendars, self._texts = store, calendars, texts
        self._year, self._smallest = year, smallest

    async def sheets(self, now: datetime) -> AsyncIterator[Sheet]:
        """The four sheets, each to be written before the next is asked for."""
        texts = self._texts
        async with self._store.begin() as uow:
            summaries = Summaries(uow, await self._calendars.current(uow), now, self._smallest)
            told, events = await summaries.of_year(self._year), summaries.held_in(self._year)
            rows = event_rows(events, await uow.feedback.tallies([event.id for event in events]))
        whats = [(texts("report.what"), 60), (texts("report.number"), 14)]
        yield Sheet(texts("report.summary"), whats, _once(summary_rows(texts, told)))
        yield Sheet(texts("report.events"), event_columns(texts), _once(rows))
        yield Sheet(texts("report.answers"), answer_columns(texts), self._answers(events))
        yield Sheet(texts("report.coverage"), coverage_columns(texts), _once(coverage_rows(texts, told)))

    async def _answers(self, events: Sequence[Event]) -> AsyncIterator[Sequence[Row]]:
        """The answers, some at a time. Beside what somebody said a library could tell who it was: there is none."""
        page: list[Row] = []
        for event in events:
            after: str | None = ""
            while after is not None:
                async with self._store.begin() as uow:
                    given = await uow.feedback.page(event.id, after, _AT_ONCE)
                page += [answer_row(event, one.answer) for one in given]
                after = given[-1].hand if len(given) == _AT_ONCE else None
                if len(page) >= _AT_ONCE:
                    yield page
                    page = []
        yield page


async def _once(rows: Sequence[Row]) -> AsyncIterator[Sequence[Row]]:
    yield rows
