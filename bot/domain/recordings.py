"""Recordings that can soon be watched no more: when the AKE team is told of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.events import Event
from bot.domain.intervals import HELSINKI, at_helsinki

TOLD_BEFORE = timedelta(days=14)
"""How long before the last day the team is told."""

_TOLD_AT = time(9, 0)


@dataclass(frozen=True, slots=True)
class EndingRecordings:
    """Events whose recordings end soon, told of together; the first to end is first."""

    events: tuple[Event, ...]


def told_at(until: date, now: datetime) -> datetime:
    """When it is told that a recording ends with a day: at nine, two weeks before.

    When that has passed, at the next nine o'clock: by then a slip is mended. On the last day itself, at once.
    """
    here = at_helsinki(now)
    day = max(until - TOLD_BEFORE, here.date())
    at = datetime.combine(day, _TOLD_AT, HELSINKI)
    if at < here:
        at = datetime.combine(day + timedelta(days=1), _TOLD_AT, HELSINKI)
    return at if at.date() <= until else here
