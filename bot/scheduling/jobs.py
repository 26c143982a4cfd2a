"""The table of what the clock does and when; each job is a few lines around a use case."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.errors import StoreUnavailable
from bot.domain.intervals import HELSINKI
from bot.domain.retention import USUAL, Retention
from bot.services.alerts import Watch
from bot.services.calendar import CalendarCache
from bot.services.calendar_sync import CalendarFollowing
from bot.services.planning import plan_all
from bot.services.ports import Store
from bot.services.retention import forget_old
from bot.services.rosters import RosterReading
from bot.services.sending import Sender
from bot.services.usual_reminders import UsualReminders

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """Something done again and again, first when the clock starts. Its name is its id in the log."""

    name: str
    every: timedelta
    run: Callable[[], Awaitable[None]]


def jobs_of(
    store: Store,
    calendars: CalendarCache,
    sender: Sender,
    rosters: RosterReading,
    usual: UsualReminders,
    watch: Watch,
    kept_for: Retention = USUAL,
    calendar: CalendarFollowing | None = None,
) -> Sequence[Job]:
    """All jobs of a bot, in one place. Each does again in its next round what it could not do in this one.

    A `calendar` is followed where there is one.
    """

    async def forget() -> None:
        # Each hour, so that what is over goes by the day that was promised, even of a bot that is often started anew.
        async with store.begin() as uow:
            forgotten = await forget_old(uow, datetime.now(HELSINKI), kept_for)
        if any(forgotten.values()):
            _log.info("forgotten", extra={"fields": forgotten})

    async def plan() -> None:
        async with store.begin() as uow:
            await plan_all(uow, await calendars.current(uow), datetime.now(HELSINKI))

    # It looks for a round that is due, or was asked for: one is every ten minutes.
    followed = (
        [Job("calendar", every=timedelta(seconds=5), run=_or_later("calendar", calendar.tick))] if calendar else []
    )
    return (
        Job("send", every=timedelta(seconds=1), run=_or_later("send", sender.tick)),
        Job("rosters", every=timedelta(seconds=5), run=_or_later("rosters", rosters.tick)),
        Job("usual", every=timedelta(seconds=5), run=_or_later("usual", usual.tick)),
        Job("watch", every=timedelta(minutes=1), run=_or_later("watch", watch.tick)),
        Job("plan", every=timedelta(hours=6), run=_or_later("plan", plan)),
        Job("forget", every=timedelta(hours=1), run=_or_later("forget", forget)),
        *followed,
    )


def _or_later(name: str, run: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """A job that a database which is away only puts off."""

    async def attempt() -> None:
        try:
            await run()
        except* StoreUnavailable:
            _log.warning("job put off", extra={"fields": {"job": name}})

    return attempt
