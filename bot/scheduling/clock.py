"""Runs jobs on time in the bot's own loop. What is due lives elsewhere; this is only the clock."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from types import TracebackType

from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.logs import path_of
from bot.scheduling.jobs import Job

# Longer than the longest sending: a chat that is opened, and the message into it.
_FINISH_SECONDS = 10.0
_BREAK_OFF_SECONDS = 1.0

_log = logging.getLogger(__name__)


class Clock:
    """The jobs run while the block of `async with` does.

    A job never runs twice at once, and runs missed while the machine slept are made up by one.
    Jobs under way at the end of the block may finish, but those that take long are broken off.
    """

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._running: set[asyncio.Task[None]] = set()
        defaults = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self._scheduler = AsyncIOScheduler(job_defaults=defaults, timezone=UTC)
        self._scheduler.add_listener(_report, EVENT_JOB_ERROR)
        for job in jobs:
            self._scheduler.add_job(
                self._run,
                IntervalTrigger(seconds=job.every.total_seconds(), timezone=UTC),
                args=[job],
                id=job.name,
                next_run_time=datetime.now(UTC),
            )

    async def __aenter__(self) -> Clock:
        self._scheduler.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, steps: TracebackType | None
    ) -> None:
        self._scheduler.pause()
        # What the scheduler has just handed to the loop begins now, and can then be waited for.
        await asyncio.sleep(0)
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=_FINISH_SECONDS)
            await _break_off(late)
        self._scheduler.shutdown(wait=False)
        # The scheduler shuts down by a call of the loop's next round.
        await asyncio.sleep(0)

    async def _run(self, job: Job) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._running.add(task)
        try:
            await job.run()
        finally:
            self._running.discard(task)


async def _break_off(late: set[asyncio.Task[None]]) -> None:
    for task in late:
        task.cancel()
    if late:
        await asyncio.wait(late, timeout=_BREAK_OFF_SECONDS)


def _report(event: JobExecutionEvent) -> None:
    """Say that a job failed; it runs again in its turn."""
    fields = {
        "job": event.job_id,
        "error": type(event.exception).__name__,
        "at": path_of(event.exception.__traceback__),
    }
    _log.error("job failed", extra={"fields": fields})
