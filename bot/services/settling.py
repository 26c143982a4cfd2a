"""Turns that have been answered, kept by the next transaction, or in one of their own when none comes soon."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from bot.domain.errors import StoreUnavailable
from bot.services.ports import Store, UnitOfWork
from bot.tracing import span

# Long enough that a busy bot always has a next transaction. A turn's channel is told at once that it is
# answered and does not deliver it again, so nothing hangs on these milliseconds.
_WAIT_SECONDS = 0.05
_LONGEST_PAUSE_SECONDS = 4.0
_CLOSE_SECONDS = 2.0


class Settling:
    """Opens the transactions of turns, and settles in each what has been answered since the last.

    A transaction for settling alone would cost as much as a third of a turn's own.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[tuple[str, datetime]] = []
        self._aside: asyncio.Task[None] | None = None

    def add(self, turn: str, answered_at: datetime) -> None:
        """The turn has been answered; what is added is tried until the database takes it."""
        self._waiting.append((turn, answered_at))
        if self._aside is None or self._aside.done():
            self._aside = asyncio.create_task(self._settle_aside())

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[UnitOfWork]:
        """Open a transaction in which all that was answered is settled already. StoreUnavailable as the store."""
        # Taken away, so that of two transactions that are open at once only one settles it.
        taken, self._waiting = self._waiting, []
        try:
            with span("transaction"):
                async with self._store.begin() as uow:
                    for turn, answered_at in taken:
                        await uow.turns.settle(turn, answered_at)
                    yield uow
        except BaseException:
            self._waiting += taken
            raise

    async def close(self) -> None:
        """Settle what waits, but do not wait for a database that is away."""
        if self._aside is None:
            return
        self._aside.cancel()
        await asyncio.gather(self._aside, return_exceptions=True)
        try:
            async with asyncio.timeout(_CLOSE_SECONDS):
                await self._settle()
        except (TimeoutError, StoreUnavailable):
            self._waiting.clear()

    async def _settle_aside(self) -> None:
        pause = _WAIT_SECONDS
        while self._waiting:
            await asyncio.sleep(pause)
            try:
                await self._settle()
            except StoreUnavailable:
                pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)

    async def _settle(self) -> None:
        if self._waiting:
            async with self.begin():
                pass
