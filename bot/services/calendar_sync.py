"""Follows the calendar that the team keeps in Outlook: asks it every ten minutes, or at once when a member says so."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.calendar_sync import EVERY, Followed, Round, SyncState
from bot.domain.intervals import Interval, at_helsinki, midnight
from bot.services.calendar import CalendarCache
from bot.services.named_channels import NamedChannel
from bot.services.ports import Store
from bot.services.sync_differences import tell_of
from bot.services.sync_ports import FollowedCalendar, SyncError
from bot.services.sync_round import apply
from bot.tracing import span

LEASE = timedelta(minutes=8)
"""How long one replica may take for a round: longer than all its readings together may."""

BACK, AHEAD = timedelta(days=30), timedelta(days=400)
"""The window that is followed, around the day when all was read last."""

RENEWED = timedelta(days=7)
"""After how long all is read again, since the window stands still until then."""

MANY = 10
"""Coming events; if that many follow a calendar that is all of a sudden empty, nothing is believed of it."""

MOST_LOOKED_UP = 60
"""Entries that are asked for one by one because they seem to be gone; of more at once the calendar is believed."""

_log = logging.getLogger(__name__)


class CalendarFollowing:
    """Follows one calendar; `tick` never runs twice at once in a process, and of several replicas one reads."""

    def __init__(
        self,
        store: Store,
        calendars: CalendarCache,
        outlook: FollowedCalendar,
        ake_channel: NamedChannel,
        clock: Callable[[], datetime],
    ) -> None:
        self._store, self._calendars, self._outlook = store, calendars, outlook
        self._ake_channel, self._clock = ake_channel, clock

    async def tick(self) -> None:
        """Do the round that is due, if any. StoreUnavailable ends it; nothing of it is kept then."""
        began = self._clock()
        async with self._store.begin() as uow:
            state = await uow.calendar_sync.claim(began, began + LEASE)
            series = (await self._calendars.current(uow)).by_series.keys() if state is not None else ()
        if state is not None:
            with span("calendar") as marked:
                marked.tell("outcome", await self._round(state, series, began))

    async def _round(self, state: SyncState, series: Collection[str], began: datetime) -> str:
        """Do the round; what came of it, as a code."""
        try:
            round_ = await self._read(state, series, began)
            if await self._lacks(round_):
                round_ = await self._outlook.read("", _window(began), series)
            round_ = await self._looked_up(round_, series, began)
        except SyncError as error:
            await self._failed(error, began)
            return error.code
        await self._finish(round_, began)
        return "read"

    async def _read(self, state: SyncState, series: Collection[str], now: datetime) -> Round:
        """What has changed; all when there is no link, when it has grown old, or is of no use any more."""
        start = state.window.start
        if state.link and start is not None and start > midnight(at_helsinki(now).date() - BACK - RENEWED):
            try:
                return await self._outlook.read(state.link, state.window, series)
            except SyncError as error:
                if not error.anew:
                    raise
                _log.info("calendar is read anew", extra={"fields": {"reason": error.code}})
        return await self._outlook.read("", _window(now), series)

    async def _lacks(self, round_: Round) -> bool:
        """Whether it tells of a series alone whose events were never taken: it was private, or not accepted yet."""
        if round_.whole or not round_.alone:
            return False
        async with self._store.begin() as uow:
            followed = {row.master for row in await uow.calendar_sync.of_masters(round_.alone)}
        return not round_.alone <= followed

    async def _looked_up(self, round_: Round, series: Collection[str], now: datetime) -> Round:
        """The round with what seems to be gone looked up: it may only have moved out of the window."""
        doubtful = await self._doubtful(round_, now)
        if round_.whole and not (round_.entries or round_.unread) and len(doubtful) >= MANY:
            raise SyncError("emptied", anew=True)
        entries, unread = list(round_.entries), set(round_.unread)
        # Of more than can be looked up, what a whole round had to tell of is believed to be gone.
        gone = set(round_.gone) | {row.source for row in doubtful if round_.whole and _within(row, round_)}
        for row in doubtful[:MOST_LOOKED_UP]:
            found = await self._outlook.entry(row.source, series)
            entries += found.entries
            unread |= found.unread
            gone = (gone - {row.source}) | found.gone
        return replace(round_, entries=tuple(entries), unread=frozenset(unread), gone=frozenset(gone))

    async def _doubtful(self, round_: Round, now: datetime) -> list[Followed]:
        """What is still to come and follows an entry that the round says is gone, or does not tell of."""
        async with self._store.begin() as uow:
            if round_.whole:
                rows = list(await uow.calendar_sync.all())
            else:
                rows = [
                    *await uow.calendar_sync.by_sources(round_.gone),
                    *await uow.calendar_sync.of_masters(round_.gone),
                ]
        seen = {entry.source for entry in round_.entries} | round_.unread
        coming = {row.source: row for row in rows if row.ends.timestamp() > now.timestamp()}
        return sorted(
            (row for source, row in coming.items() if source not in seen), key=lambda row: (row.ends, row.source)
        )

    async def _finish(self, round_: Round, began: datetime) -> None:
        now = self._clock()
        async with self._store.begin() as uow:
            await uow.events.lock()
            if not await uow.calendar_sync.holds(began + LEASE):
                _log.warning("calendar round let go of", extra={"fields": {"reason": "lease_lapsed"}})
                return
            calendar = await self._calendars.current(uow)
            outcome = await apply(uow, calendar, round_, at_helsinki(now))
            await tell_of(uow, outcome.kept, self._ake_channel, now)
            if round_.whole and round_.window.start is not None:
                await uow.calendar_sync.forget_before(round_.window.start)
            await uow.calendar_sync.succeed(round_, outcome.tally, began, now, now + EVERY)
        tally = outcome.tally
        if tally.anything or round_.whole:
            fields = {name: getattr(tally, name) for name in ("added", "changed", "cancelled", "kept", "unread")}
            _log.info("calendar followed", extra={"fields": {**fields, "whole": round_.whole}})

    async def _failed(self, error: SyncError, began: datetime) -> None:
        now = self._clock()
        pause = max(EVERY, timedelta(seconds=error.wait or 0))
        async with self._store.begin() as uow:
            if await uow.calendar_sync.holds(began + LEASE):
                await uow.calendar_sync.fail(error.code, began, now, now + pause, anew=error.anew)
        _log.warning("calendar not followed", extra={"fields": {"reason": error.code}})


def _window(now: datetime) -> Interval:
    """Whole days, so that the window says nothing of the moment."""
    today = at_helsinki(now.astimezone(UTC)).date()
    return Interval(midnight(today - BACK), midnight(today + AHEAD))


def _within(row: Followed, round_: Round) -> bool:
    """Whether a whole round had to tell of it: what begins before the window's end and ends within it is told."""
    return round_.window.contains(row.ends)
