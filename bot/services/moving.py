"""When a moved event was first to be, which is what people remember of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache

from bot.domain.events import Event, Status
from bot.domain.intervals import Interval
from bot.understanding.dates import find_times
from bot.understanding.dates.reading import TimeReading

_CACHED = 256
_BEFORE = timedelta(days=60)
"""From how long before its new time an event's old time is looked for, when its description tells no year."""


def is_moved(event: Event) -> bool:
    """Whether it takes place at another time than was first told."""
    return event.facts.status is Status.MOVED or event.moved_from is not None


def was_at(event: Event, times: Sequence[TimeReading]) -> bool:
    """Whether an event was first to be at one of these times: as the bot knew it, or as its description tells."""
    if not is_moved(event):
        return False
    return any(old.intersection(time.interval) for old in _old_times(event) for time in times)


def _old_times(event: Event) -> Sequence[Interval]:
    if event.moved_from:
        return [Interval(event.moved_from, event.moved_from + event.duration)]
    return _told_in(event.facts.description, event.facts.starts - _BEFORE)


@lru_cache(_CACHED)
def _told_in(description: str, moment: datetime) -> tuple[Interval, ...]:
    """The times that a description tells; remembered, for it is asked again for each question that finds nothing."""
    return tuple(time.interval for time in find_times(description, moment))
