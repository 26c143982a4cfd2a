"""A year of peer-learning trips as sheets, without names and without anybody's own words."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import datetime

from bot.domain.sheets import Row, Sheet
from bot.domain.trip_period import Period
from bot.domain.trip_year import TripFact, summed
from bot.services.libraries import homes
from bot.services.ports import Store
from bot.services.trip_sheet_rows import (
    encouraged_columns,
    encouraged_rows,
    library_columns,
    library_rows,
    pair_columns,
    pair_rows,
    theme_columns,
    theme_rows,
    trip_columns,
    trip_row,
)
from bot.services.trip_year import AT_ONCE, encouraged
from bot.texts import Texts


class TripSheets:
    """A year's sheets, read from the store as they are written; all tell of the same trips."""

    def __init__(self, store: Store, texts: Texts, year: int) -> None:
        self._store, self._texts, self._period = store, texts, Period(year)
        self._facts: list[TripFact] = []

    async def sheets(self, now: datetime) -> AsyncIterator[Sheet]:
        """The five sheets, each to be written before the next is asked for."""
        texts = self._texts
        yield Sheet(texts("trip_sheets.trips"), trip_columns(texts), self._trips())
        told = summed(self._facts, homes(), self._period)
        async with self._store.begin() as uow:
            quiet = await encouraged(uow, now.date())
        yield Sheet(texts("trip_sheets.libraries"), library_columns(texts), _once(library_rows(texts, told)))
        yield Sheet(texts("trip_sheets.themes"), theme_columns(texts), _once(theme_rows(texts, told)))
        yield Sheet(texts("trip_sheets.pairs"), pair_columns(texts), _once(pair_rows(texts, told)))
        yield Sheet(texts("trip_sheets.encouraged"), encouraged_columns(texts), _once(encouraged_rows(texts, quiet)))

    async def _trips(self) -> AsyncIterator[Sequence[Row]]:
        """The trips, some at a time, each time in a transaction of their own."""
        after: int | None = 0
        while after is not None:
            async with self._store.begin() as uow:
                page = await uow.trips.counted(self._period.first, self._period.last, after, AT_ONCE)
            self._facts += page
            yield [trip_row(self._texts, one) for one in page]
            after = page[-1].id if len(page) == AT_ONCE else None


async def _once(rows: Sequence[Row]) -> AsyncIterator[Sequence[Row]]:
    yield rows
