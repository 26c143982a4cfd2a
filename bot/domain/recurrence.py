"""Dates that repeat: by weeks or by months, until a day or a number of times, never more than a bounded many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, islice

MOST_DATES = 60
LAST = -1
_FURTHEST = timedelta(days=5 * 366)


@dataclass(frozen=True, slots=True)
class Repetition:
    """How dates repeat.

    `every` is the number of weeks, or with `monthly` of months, between them. `weekdays` are 0 for Monday and so on;
    none means that of the first date. `nth` is which such weekday of a month, LAST for the last one; 0 means the same
    as the first date is. It ends with `until`, the last possible day, or after `times` dates.
    """

    every: int = 1
    monthly: bool = False
    weekdays: tuple[int, ...] = ()
    nth: int = 0
    until: date | None = None
    times: int | None = None

    @property
    def ends(self) -> bool:
        """Whether it is told when it ends."""
        return self.until is not None or self.times is not None


def dates(repetition: Repetition, first: date) -> list[date]:
    """The dates from the first possible one on; at most one more than MOST_DATES, so that too many are seen."""
    until = repetition.until or first + _FURTHEST
    days = _monthly(repetition, first, until) if repetition.monthly else _weekly(repetition, first, until)
    most = min(repetition.times or MOST_DATES + 1, MOST_DATES + 1)
    return list(islice(days, most))


def _weekly(repetition: Repetition, first: date, until: date) -> Iterator[date]:
    weekdays = sorted(set(repetition.weekdays)) or [first.weekday()]
    start = next(first + timedelta(days=n) for n in range(7) if (first + timedelta(days=n)).weekday() in weekdays)
    monday = start - timedelta(days=start.weekday())
    for week in count(0, repetition.every):
        for weekday in weekdays:
            day = monday + timedelta(days=7 * week + weekday)
            if day > until:
                return
            if day >= start:
                yield day


def _monthly(repetition: Repetition, first: date, until: date) -> Iterator[date]:
    weekday = repetition.weekdays[0] if repetition.weekdays else first.weekday()
    nth = repetition.nth or _nth_of(first)
    # When this month's day has gone already, the months are counted from the next one.
    skipped = 0 if _day_of(first.year, first.month, weekday, nth) >= first else 1
    for month in count(first.month - 1 + skipped, repetition.every):
        year = first.year + month // 12
        if year > until.year:
            return
        day = _day_of(year, month % 12 + 1, weekday, nth)
        if day > until:
            return
        yield day


def _nth_of(day: date) -> int:
    number = (day.day - 1) // 7 + 1
    return number if number < 5 else LAST


def _day_of(year: int, month: int, weekday: int, nth: int) -> date:
    if nth == LAST:
        last = (date(year + month // 12, month % 12 + 1, 1)) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
