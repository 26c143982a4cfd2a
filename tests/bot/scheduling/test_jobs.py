"""The table of jobs, over the real store."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import cast

from bot.domain.conversation import Claim
from bot.domain.errors import StoreUnavailable
from bot.domain.intervals import HELSINKI
from bot.scheduling.jobs import jobs_of
from bot.services.alerts import Watch
from bot.services.calendar import CalendarCache
from bot.services.ports import Store, UnitOfWork
from bot.services.rosters import RosterReading
from bot.services.sending import Sender
from bot.services.usual_reminders import UsualReminders
from storage.store import SqlStore
from tests.support.world import base_analyzer


async def test_what_is_old_is_forgotten_and_what_is_new_is_kept(store: SqlStore) -> None:
    now = datetime.now(HELSINKI)
    async with store.begin() as uow:
        await uow.turns.claim("old", now - timedelta(days=3))
        await uow.turns.claim("new", now - timedelta(hours=1))
        await uow.turns.settle("new", now - timedelta(hours=1))
        await uow.memories.keep("old", "{}", now - timedelta(days=2))
        await uow.memories.keep("new", "{}", now - timedelta(hours=1))
    rosters, usual, watch = cast(RosterReading, Idle()), cast(UsualReminders, Idle()), cast(Watch, Idle())
    for job in jobs_of(store, CalendarCache(base_analyzer()), cast(Sender, Idle()), rosters, usual, watch):
        await job.run()
    async with store.begin() as uow:
        assert await uow.memories.recall("old", now - timedelta(days=30)) is None
        assert await uow.memories.recall("new", now - timedelta(days=30)) == "{}"
        assert await uow.turns.claim("new", now) is Claim.ANSWERED


class Idle:
    """A sender or a reader with nothing to do."""

    async def tick(self) -> None:
        """Nothing."""


class Failing:
    """A sender whose database is away."""

    async def tick(self) -> None:
        """As the sender's group of tasks raises it."""
        raise ExceptionGroup("sending", [StoreUnavailable()])


async def test_a_database_that_does_not_answer_is_tried_next_time() -> None:
    class Away:
        def begin(self) -> AbstractAsyncContextManager[UnitOfWork]:
            raise StoreUnavailable

    rosters, usual, watch = cast(RosterReading, Idle()), cast(UsualReminders, Idle()), cast(Watch, Idle())
    for job in jobs_of(
        cast(Store, Away()), CalendarCache(base_analyzer()), cast(Sender, Failing()), rosters, usual, watch
    ):
        await job.run()
