"""When an announcement is sent again: each week, each other week or each month, on working days only.

Unlike the dates of events (recurrence.py) these have no end of their own, and keep the day of the month.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import count

from bot.domain.intervals import on_clock
from bot.domain.reminders import Holiday, works_on

_DAY = timedelta(days=1)


class Repeat(StrEnum):
    """How often."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


_DAYS = {Repeat.WEEKLY: 7, Repeat.FORTNIGHTLY: 14}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time of several: the `day` that the repetition names, and the moment `at` which it is sent."""

    day: date
    at: datetime


def occurrences(
    first: datetime, repeat: Repeat, until: date | None, holiday: Holiday, after: datetime
) -> Iterator[Occurrence]:
    """Those after a moment, at the first one's time on Helsinki's clock.

    On a weekend or a holiday it is the next working day instead. Nothing is sent later than the day `until`.
    """
    for number in count(_skipped(first.date(), repeat, after.date())):
        day = _day_of(first.date(), repeat, number)
        sent_on = day
        while not works_on(sent_on, holiday):
            sent_on += _DAY
        if until is not None and sent_on > until:
            return
        at = on_clock(sent_on, first.time())
        if at.timestamp() > after.timestamp():
            yield Occurrence(day, at)


def _skipped(first: date, repeat: Repeat, day: date) -> int:
    """How many need not be looked at, since they are surely before a day."""
    if repeat is Repeat.MONTHLY:
        whole = 12 * (day.year - first.year) + day.month - first.month
    else:
        whole = (day - first).days // _DAYS[repeat]
    # A holiday may bring one into the next month, or near the next week's.
    return max(0, whole - 1)


def _day_of(first: date, repeat: Repeat, number: int) -> date:
    """A month that is too short for the day has it on its last."""
    if repeat is not Repeat.MONTHLY:
        return first + number * _DAYS[repeat] * _DAY
    months = first.month - 1 + number
    year, month = first.year + months // 12, months % 12 + 1
    return date(year, month, min(first.day, monthrange(year, month)[1]))
