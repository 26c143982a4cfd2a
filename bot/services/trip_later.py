"""What is told of a peer-learning trip later by itself: before its day, after it, and months later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from bot.domain.intervals import HELSINKI, midnight
from bot.domain.reminders import works_on
from bot.domain.trip_steps import Step, Taken
from bot.domain.trip_words import Audience, TripWord
from bot.domain.trips import Trip
from bot.services.holidays import is_holiday

_MORNING = time(9, 0)
_BEFORE = {TripWord.WEEK_BEFORE: timedelta(days=7), TripWord.DAY_BEFORE: timedelta(days=1)}
_JUST_TOLD = timedelta(hours=12)
"""Whoever was told of the plan so shortly before needs no reminder of it."""

CLAIM_AFTER = timedelta(days=14)
LATER_AFTER = timedelta(days=91)
"""Three months, of whole weeks: the same day of the week."""

ASKED_FOR = timedelta(days=30)


def later_words(trip: Trip, taken: Taken) -> Iterator[tuple[TripWord, Audience, datetime, datetime]]:
    """Words that a step calls for later: each with who hears it, when it is due and until when it is of use."""
    day, now = trip.agreed.day, taken.at
    if taken.step is Step.AGREE and day is not None:
        for word, before in _BEFORE.items():
            due = _morning(_workday_until(day - before))
            if due > now + _JUST_TOLD:
                yield word, Audience.TRAVELLER, due, midnight(day)
                yield word, Audience.HOST, due, midnight(day)
        asked = _next_workday(day)
        yield TripWord.ASK_REPORT, Audience.TRAVELLER, asked, asked + ASKED_FOR
    if taken.step is Step.HAPPENED and day is not None:
        for word, later in ((TripWord.CLAIM, CLAIM_AFTER), (TripWord.LATER, LATER_AFTER)):
            due = max(_next_workday(day + later), now)
            yield word, Audience.TRAVELLER, due, due + ASKED_FOR


def _morning(day: date) -> datetime:
    return datetime.combine(day, _MORNING, HELSINKI)


def _workday_until(day: date) -> date:
    """The day, or the last working day before it: on other days nobody may be there to read."""
    while not works_on(day, is_holiday):
        day -= timedelta(days=1)
    return day


def _next_workday(day: date) -> datetime:
    day += timedelta(days=1)
    while not works_on(day, is_holiday):
        day += timedelta(days=1)
    return _morning(day)
