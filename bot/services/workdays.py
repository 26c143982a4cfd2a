"""Working days and their mornings, without weekends and public holidays."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.domain.intervals import HELSINKI, at_helsinki
from bot.domain.reminders import works_on
from bot.services.holidays import is_holiday

_MORNING = time(9, 0)
_DAY = timedelta(days=1)


def is_workday(day: date) -> bool:
    """Whether people are at work on a day."""
    return works_on(day, is_holiday)


def morning(day: date) -> datetime:
    """The hour of a day at which what is told by itself is told: people have come, and their day is ahead."""
    return datetime.combine(day, _MORNING, HELSINKI)


def workday_until(day: date) -> date:
    """The day, or the last working day before it: on other days nobody may be there to read."""
    while not is_workday(day):
        day -= _DAY
    return day


def workday_from(day: date) -> date:
    """The day, or the first working day after it."""
    while not is_workday(day):
        day += _DAY
    return day


def workdays_later(moment: datetime, number: int) -> datetime:
    """The morning so many working days later."""
    day = at_helsinki(moment).date()
    for _ in range(number):
        day = workday_from(day + _DAY)
    return morning(day)


def workdays_between(moment: datetime, now: datetime) -> int:
    """Working days since a moment: 0 on the same day."""
    day, today = at_helsinki(moment).date(), at_helsinki(now).date()
    return sum(is_workday(day + timedelta(days=n)) for n in range(1, (today - day).days + 1))
