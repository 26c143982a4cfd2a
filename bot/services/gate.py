"""A gate before the service: what was held up by a busy machine does not go out all at once behind it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from types import TracebackType

from bot.domain.pace import GATE_SECONDS


class Gate:
    """Lets one through at a time (`async with`), and the next not before its time. It is one process's own."""

    def __init__(
        self,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.monotonic,
        gap: float = GATE_SECONDS,
    ) -> None:
        self._sleep, self._clock, self._gap = sleep, clock, gap
        self._turn = asyncio.Lock()
        self._opens = 0.0

    async def __aenter__(self) -> None:
        await self._turn.acquire()
        try:
            wait = self._opens - self._clock()
            if wait > 0:
                await self._sleep(wait)
        except BaseException:
            self._turn.release()
            raise

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, steps: TracebackType | None
    ) -> None:
        self._opens = self._clock() + self._gap
        self._turn.release()
