"""The calendar as it is given out: read at most once in a few seconds, and each file made once, however many ask."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import islice

from bot.domain.calendar_entries import CalendarEntry, CalendarTold
from bot.domain.errors import StoreUnavailable
from bot.domain.events import Event
from bot.domain.intervals import Interval, midnight
from bot.services.calendar import Calendar, CalendarCache
from bot.services.calendar_outside import changed_at, entry_of, without_addresses
from bot.services.ports import Store
from bot.texts import Texts

PAST = timedelta(days=60)
"""How far back files tell: whoever follows them sees for a while what was, and what was cancelled."""

READ_AGAIN = timedelta(hours=4)
"""How often calendars elsewhere are asked to read the file again; each has a mind of its own."""

MOST_ENTRIES = 1000
"""In one file: years of a weekly programme."""

_FRESH_SECONDS = 5.0
_MOST_FILES = 24
"""Held at a time: the whole, single series, each in two languages and for two kinds of readers."""


@dataclass(frozen=True, slots=True)
class SharedFile:
    """A calendar file, what stands for just these bytes, and when what it tells of was changed last."""

    body: bytes
    tag: str
    changed: datetime


@dataclass(frozen=True, slots=True)
class Writer:
    """What writes calendar files: a part for each entry, and a file of the parts."""

    part: Callable[[CalendarEntry], bytes]
    whole: Callable[[CalendarTold, Iterable[bytes]], bytes]


class SharedCalendar:
    """Gives the picture of the calendar, and files of it."""

    def __init__(
        self, store: Store, calendars: CalendarCache, writer: Writer, *, fresh: float = _FRESH_SECONDS
    ) -> None:
        self._store, self._calendars, self._writer, self._fresh = store, calendars, writer, fresh
        self._reading, self._making = asyncio.Lock(), asyncio.Lock()
        self._calendar: Calendar | None = None
        self._read_at = 0.0
        self._parts: dict[tuple[int, str, bool], tuple[int, bytes]] = {}
        self._files: dict[tuple[object, ...], SharedFile] = {}
        self._made_of: tuple[object, ...] = ()

    async def picture(self) -> Calendar:
        """The calendar as it was a few seconds ago at most; StoreUnavailable when it was never read.

        While the database is away nobody can change the calendar, so what was read before is told.
        """
        async with self._reading:
            now = asyncio.get_running_loop().time()
            if self._calendar is None or now - self._read_at >= self._fresh:
                try:
                    async with self._store.begin() as uow:
                        self._calendar = await self._calendars.current(uow)
                except StoreUnavailable:
                    if self._calendar is None:
                        raise
                self._read_at = now
            return self._calendar

    async def file(
        self, calendar: Calendar, series: Sequence[str], texts: Texts, now: datetime, *, own: bool
    ) -> SharedFile:
        """The file of some series, or of all when none are named; `own` has what not everybody is told."""
        made_of, key = (calendar.revision, now.date()), (tuple(series), texts.language, own)
        async with self._making:
            if made_of != self._made_of:
                self._made_of, self._files = made_of, {}
            if key not in self._files:
                if len(self._files) >= _MOST_FILES:
                    del self._files[next(iter(self._files))]
                self._files[key] = await self._made(calendar, series, texts, now, own=own)
            return self._files[key]

    async def _made(
        self, calendar: Calendar, series: Sequence[str], texts: Texts, now: datetime, *, own: bool
    ) -> SharedFile:
        since = midnight((now - PAST).date())
        positions = islice(calendar.positions(Interval(start=since), series), MOST_ENTRIES)
        events = [calendar.events[position] for position in positions]
        await self._write_missing(events, texts, own=own)
        names = ", ".join(map(without_addresses, series))
        name = texts("outside.name_series", series=names) if series else texts("outside.name")
        described = texts("outside.described_own" if own else "outside.described")
        told = CalendarTold(name, described, texts.language, READ_AGAIN)
        body = self._writer.whole(told, (self._parts[event.id, texts.language, own][1] for event in events))
        # What has grown too old leaves the file at midnight.
        changed = max([midnight(now.date()), *map(changed_at, calendar.events)])
        return SharedFile(body, sha256(body).hexdigest()[:32], changed)

    async def _write_missing(self, events: Sequence[Event], texts: Texts, *, own: bool) -> None:
        """Write the parts of events that are new or have changed, aside of the loop."""
        missing = [one for one in events if self._part_of(one, texts, own=own) is None]
        if missing:
            entries = [entry_of(event, texts, own=own) for event in missing]
            written = await asyncio.to_thread(lambda: [self._writer.part(entry) for entry in entries])
            for event, part in zip(missing, written, strict=True):
                self._parts[event.id, texts.language, own] = (event.revision, part)

    def _part_of(self, event: Event, texts: Texts, *, own: bool) -> bytes | None:
        revision, part = self._parts.get((event.id, texts.language, own), (-1, b""))
        return part if revision == event.revision else None
