"""Arithmetic of days, weeks, months and terms; no words."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

DAY = timedelta(days=1)
WEEK = timedelta(days=7)

# First month, last month: the season of the almanac and the wider term of schools and events.
SEASONS = {
    "spring": ((3, 5), (1, 5)),
    "summer": ((6, 8), (6, 8)),
    "autumn": ((9, 11), (8, 12)),
    "winter": ((12, 14), (11, 15)),
    "late_winter": ((2, 3), (2, 3)),
    "spring_term": ((1, 5), (1, 6)),
    "autumn_term": ((8, 12), (9, 12)),
    "school_year": ((8, 17), (8, 18)),
}


def monday(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def weeks_in(year: int) -> int:
    """How many ISO weeks a year has: 52 or 53."""
    return date(year, 12, 28).isocalendar().week


def week_of(year: int, week: int) -> tuple[date, date] | None:
    """Monday and Sunday of an ISO week, None when the year has no such week."""
    if not 1 <= week <= weeks_in(year):
        return None
    first = date.fromisocalendar(year, week, 1)
    return first, first + 6 * DAY


def month_of(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month; months count on from 12 into the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or that month's last day when it is shorter."""
    first, last = month_of(day.year, day.month + months)
    return first.replace(day=min(day.day, last.day))


def season_of(name: str, year: int, wide: bool) -> tuple[date, date]:
    """First and last day of the season that begins in a year."""
    first, last = SEASONS[name][1 if wide else 0]
    return month_of(year, first)[0], month_of(year, last)[1]


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth such weekday of a month, -1 being the last; None when there is none."""
    first, last = month_of(year, month)
    if nth < 0:
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return day if day.month == first.month else None
