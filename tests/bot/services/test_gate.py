"""Whoever comes in a crowd passes the gate one at a time."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest

from bot.services.gate import Gate


class Clock:
    """Time that passes by sleeping."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds


async def test_a_crowd_passes_at_the_gates_pace() -> None:
    clock, passed = Clock(), []
    gate = Gate(clock.sleep, clock, gap=0.5)

    async def come() -> None:
        async with gate:
            passed.append(clock.now)

    await asyncio.gather(*(come() for _ in range(5)))
    assert [later - earlier for earlier, later in pairwise(passed)] == [0.5] * 4
    clock.now += 9
    await come()
    assert passed[-1] == clock.now, "nobody waits for time that has passed"


async def test_who_fails_inside_or_gives_up_waiting_keeps_nobody_out() -> None:
    clock = Clock()
    gate = Gate(lambda _: asyncio.sleep(10), clock, gap=0.5)
    with pytest.raises(ZeroDivisionError):
        async with gate:
            raise ZeroDivisionError
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01), gate:
            pass
    clock.now += 1
    async with gate:
        pass
