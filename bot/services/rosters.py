"""Learns whom the bot can reach from the rosters of the teams where it is installed, beside the turns."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.domain.rosters import DueRoster, Heard, Listed, Roster, Unread
from bot.services.ports import RosterReader, Store

AGAIN = timedelta(days=1)
"""How long a roster is taken to be as it was read, unless Teams tells of a change."""

LEASE = timedelta(minutes=5)
"""How long one replica may read a roster: many times the longest."""

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=1)

_MOST_KNOWN = 1000

_log = logging.getLogger(__name__)


class RosterNews:
    """What the turns have told of rosters since it was stored last. Telling it costs a turn nothing."""

    def __init__(self) -> None:
        self._known: set[Roster] = set()
        self._news: dict[str, tuple[Roster, Heard]] = {}

    def heard(self, roster: Roster, what: Heard) -> None:
        """An activity has come from a team."""
        if what is Heard.MET and (roster in self._known or roster.account in self._news):
            return
        self._news[roster.account] = (roster, what)

    def take(self) -> list[tuple[Roster, Heard]]:
        """The news, which are the taker's to store."""
        news = list(self._news.values())
        self._news = {}
        return news

    def stored(self, news: list[tuple[Roster, Heard]]) -> None:
        """These are kept; meeting them again is no news."""
        gone = {roster.account for roster, what in news if what is Heard.LEFT}
        known = self._known if len(self._known) < _MOST_KNOWN else set()
        met = {roster for roster, what in news if what is not Heard.LEFT}
        self._known = {one for one in known if one.account not in gone} | met

    def not_stored(self, news: list[tuple[Roster, Heard]]) -> None:
        """These could not be kept; what has been heard since goes before them."""
        self._news = {roster.account: (roster, what) for roster, what in news} | self._news


class RosterReading:
    """Stores what was told of rosters, and reads those whose turn has come. `tick` never runs twice at once."""

    def __init__(self, store: Store, reader: RosterReader, news: RosterNews, clock: Callable[[], datetime]) -> None:
        self._store, self._reader, self._news, self._clock = store, reader, news, clock

    async def tick(self) -> None:
        """Do what is due. StoreUnavailable ends it; nothing is lost by that."""
        await self._store_news()
        while (due := await self._claim()) is not None:
            try:
                told = await self._reader.read(due.roster)
            except asyncio.CancelledError:
                # The bot stops: another replica may read it at once.
                await self._give_back(due)
                raise
            await self._settle(due, told)

    async def _store_news(self) -> None:
        news = self._news.take()
        if not news:
            return
        try:
            async with self._store.begin() as uow:
                for roster, what in news:
                    if what is Heard.LEFT:
                        await uow.rosters.left(roster.account)
                    else:
                        await uow.rosters.met(roster, self._clock(), changed=what is Heard.CHANGED)
        except BaseException:
            self._news.not_stored(news)
            raise
        self._news.stored(news)

    async def _claim(self) -> DueRoster | None:
        now = self._clock()
        async with self._store.begin() as uow:
            return await uow.rosters.claim(now, now + LEASE)

    async def _give_back(self, due: DueRoster) -> None:
        async with self._store.begin() as uow:
            await uow.rosters.again(due, self._clock(), due.failures)

    async def _settle(self, due: DueRoster, told: Listed | Unread) -> None:
        now = self._clock()
        async with self._store.begin() as uow:
            if isinstance(told, Listed):
                await uow.rosters.keep(due.id, told)
                await uow.rosters.again(due, now + AGAIN)
            else:
                failures = due.failures + 1 if told.later else 0
                await uow.rosters.again(due, now + _pause_after(due, told), failures)
        if isinstance(told, Unread):
            _log.warning("roster not read", extra={"fields": {"roster": due.id, "reason": told.reason}})
        else:
            fields = {"roster": due.id, "people": len(told.people), "channels": len(told.channels)}
            _log.info("roster read", extra={"fields": fields})


def _pause_after(due: DueRoster, told: Unread) -> timedelta:
    """How long until it is tried again; what was refused for good is asked once a day all the same."""
    if not told.later:
        return AGAIN
    longer: timedelta = FIRST_PAUSE * (1 << min(due.failures, 16))
    return max(told.wait or timedelta(), min(longer, LONGEST_PAUSE))
