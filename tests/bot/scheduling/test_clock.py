"""The clock runs its jobs, one at a time, and outlives their errors."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import pytest

from bot.scheduling import clock
from bot.scheduling.clock import Clock
from bot.scheduling.jobs import Job

SOON = timedelta(seconds=0.02)


async def test_a_job_runs_at_once_and_again() -> None:
    times = asyncio.Queue[int]()

    async def tick() -> None:
        times.put_nowait(1)

    async with Clock([Job("tick", SOON, tick)]):
        for _ in range(3):
            await asyncio.wait_for(times.get(), 5)


async def test_a_slow_job_is_not_run_twice_at_once() -> None:
    running = 0
    most = 0
    rounds = asyncio.Queue[int]()

    async def slow() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.1)
        running -= 1
        rounds.put_nowait(1)

    async with Clock([Job("slow", SOON, slow)]):
        for _ in range(3):
            await asyncio.wait_for(rounds.get(), 5)
    assert most == 1


async def test_a_failing_job_is_reported_without_its_words_and_runs_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    times = asyncio.Queue[int]()

    async def fail() -> None:
        times.put_nowait(1)
        raise LookupError("Aino kysyi")

    with caplog.at_level(logging.ERROR, logger="bot.scheduling"):
        async with Clock([Job("fail", SOON, fail)]):
            for _ in range(2):
                await asyncio.wait_for(times.get(), 5)
    (first, *_) = [record for record in caplog.records if record.name == "bot.scheduling.clock"]
    fields = getattr(first, "fields", {})
    assert (fields["job"], fields["error"]) == ("fail", "LookupError")
    assert "Aino" not in str(fields)


async def test_nothing_runs_when_the_block_has_ended() -> None:
    times = 0

    async def tick() -> None:
        nonlocal times
        times += 1

    async with Clock([Job("tick", SOON, tick)]):
        await asyncio.sleep(0.1)
    ended = times
    await asyncio.sleep(0.1)
    assert ended
    assert times == ended


async def test_a_job_under_way_may_finish() -> None:
    begun, done = asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        begun.set()
        await asyncio.sleep(0.2)
        done.set()

    async with Clock([Job("slow", timedelta(hours=1), slow)]):
        await asyncio.wait_for(begun.wait(), 5)
    assert done.is_set()


@pytest.mark.parametrize("stubborn", [False, True])
async def test_a_job_that_takes_too_long_is_broken_off(stubborn: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_FINISH_SECONDS", 0.05)
    monkeypatch.setattr(clock, "_BREAK_OFF_SECONDS", 0.05)
    begun, broken_off = asyncio.Event(), asyncio.Event()

    async def hang() -> None:
        begun.set()
        try:
            await asyncio.sleep(3600)
        finally:
            broken_off.set()
            await asyncio.sleep(3600 if stubborn else 0)

    async with asyncio.timeout(10):
        async with Clock([Job("hang", timedelta(hours=1), hang)]):
            await begun.wait()
    assert broken_off.is_set()
