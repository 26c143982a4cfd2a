"""The calendar of a mailbox in Outlook, read by what has changed since the last time (`calendarView/delta`)."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from bot.domain.calendar_sync import Entry, Round
from bot.domain.errors import BadInput
from bot.domain.events import EventDraft
from bot.domain.intervals import Interval
from bot.graph.client import GraphClient, NotFoundError, ResyncError
from bot.graph.entry import facts_of, is_unanswered, lean, text_of
from bot.services.sync_ports import SyncError

READ_SECONDS = 150.0
"""How long one reading may take in all."""

_MOST_PAGES = 400
_MOST_ENTRIES = 20_000
# Series that are asked for one by one, since a round told of their occurrences alone.
_MOST_MASTERS = 100
_LONGEST_ID = 500

_Told = Mapping[str, Any]


class OutlookCalendar:
    """A mailbox's own calendar."""

    def __init__(self, client: GraphClient, mailbox: str) -> None:
        self._client = client
        self._mailbox = f"users/{quote(mailbox, safe='@')}"

    async def read(self, link: str, window: Interval, known_series: Collection[str]) -> Round:
        """What has changed since the link was given, or all within the window without one; SyncError when unread."""
        end = asyncio.get_running_loop().time() + READ_SECONDS
        try:
            told, next_link = await self._pages(link or self._first(window), end)
            return await self._round(told, known_series, end, window=window, link=next_link, whole=not link)
        except ResyncError as error:
            raise SyncError("resync", anew=True) from error
        except NotFoundError as error:
            raise SyncError("no_mailbox") from error

    async def entry(self, source: str, known_series: Collection[str]) -> Round:
        """One entry as it is now, wherever it has moved to: a round of it alone, or one in which it is gone."""
        end = asyncio.get_running_loop().time() + READ_SECONDS
        told = await self._found(source, end)
        alone = {source: told if told is not None else {"@removed": {}}}
        return await self._round(alone, known_series, end, window=Interval(), link="", whole=False)

    async def reached(self) -> None:
        """Nothing, when the calendar can be read; SyncError when it cannot."""
        end = asyncio.get_running_loop().time() + READ_SECONDS
        try:
            await self._client.get(self._client.address(f"{self._mailbox}/calendar", **{"$select": "id"}), end)
        except NotFoundError as error:
            raise SyncError("no_mailbox") from error

    def _first(self, window: Interval) -> str:
        bounds = {"startDateTime": _utc(window.start), "endDateTime": _utc(window.end)}
        return self._client.address(f"{self._mailbox}/calendarView/delta", **bounds)

    async def _pages(self, address: str, end: float) -> tuple[dict[str, _Told], str]:
        """All entries of a round by their ids, and the next round's link; of what is told twice the last counts."""
        told: dict[str, _Told] = {}
        for _ in range(_MOST_PAGES):
            page = await self._client.get(address, end)
            listed = page.get("value")
            if not isinstance(listed, list):
                raise SyncError("bad_answer")
            for one in listed:
                if isinstance(one, dict) and (source := _id(one, "id")):
                    told.pop(source, None)
                    told[source] = lean(one)
            if len(told) > _MOST_ENTRIES:
                break
            if last := text_of(page, "@odata.deltaLink"):
                return told, self._client.own(last)
            address = text_of(page, "@odata.nextLink")
            if not address:
                raise SyncError("bad_answer")
        raise SyncError("endless")

    async def _round(
        self, told: Mapping[str, _Told], known: Collection[str], end: float, *, window: Interval, link: str, whole: bool
    ) -> Round:
        masters = {source: one for source, one in told.items() if text_of(one, "type") == "seriesMaster"}
        wanted = {_id(one, "seriesMasterId") for one in told.values() if _bare(one)} - {""}
        others = await self._masters(wanted - masters.keys(), end)
        reading = _Reading({**masters, **others}, known)
        for source, one in told.items():
            if source not in masters:
                reading.add(source, one)
        return Round(
            window,
            link,
            whole,
            tuple(reading.entries),
            frozenset(reading.gone),
            frozenset(reading.unread),
            {source: reading.of_master(source) for source in masters if reading.readable(source)},
        )

    async def _masters(self, sources: Collection[str], end: float) -> dict[str, _Told | None]:
        if len(sources) > _MOST_MASTERS:
            raise SyncError("endless", anew=True)
        return {source: await self._found(source, end) for source in sorted(sources)}

    async def _found(self, source: str, end: float) -> _Told | None:
        try:
            return await self._client.get(self._client.address(f"{self._mailbox}/events/{quote(source, safe='')}"), end)
        except NotFoundError:
            return None


class _Reading:
    """Sorts what a round told into entries, what is gone, and what cannot be read."""

    def __init__(self, masters: Mapping[str, _Told | None], known: Collection[str]) -> None:
        self._masters, self._known = masters, known
        self.entries: list[Entry] = []
        self.gone: set[str] = set()
        self.unread: set[str] = set()

    def add(self, source: str, told: _Told) -> None:
        """Sort one in. What lacks a title is an occurrence that has it from its series."""
        master = _id(told, "seriesMasterId")
        if "@removed" in told:
            self.gone.add(source)
            return
        whole: _Told | None = told
        if _bare(told):
            series = self._masters.get(master)
            whole = {**series, **told} if series is not None else None
        try:
            facts = None if whole is None else facts_of(whole, self._known)
        except BadInput:
            self.unread.add(source)
            return
        if whole is None or facts is None:
            self.gone.add(source)
            return
        inherits = text_of(told, "type") == "occurrence"
        self.entries.append(Entry(source, facts, master, inherits=inherits, unanswered=is_unanswered(whole)))

    def of_master(self, source: str) -> EventDraft | None:
        """What a series tells its occurrences; None when it is not to be shown."""
        series = self._masters[source]
        return None if series is None else facts_of(series, self._known)

    def readable(self, source: str) -> bool:
        """Whether a series can be read; its occurrences stay as they are when not."""
        try:
            self.of_master(source)
        except BadInput:
            return False
        return True


def _bare(told: _Told) -> bool:
    """Whether it is an occurrence of which the round tells only its times."""
    return "@removed" not in told and "subject" not in told and bool(_id(told, "seriesMasterId"))


def _id(told: _Told, name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) and len(value) <= _LONGEST_ID else ""


def _utc(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
