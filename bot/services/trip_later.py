"""What is told of a peer-learning trip later by itself: before its day, after it, and months later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from bot.domain.intervals import at_helsinki, midnight
from bot.domain.trip_reports import claims
from bot.domain.trip_steps import Step, Taken
from bot.domain.trip_words import Audience, TripWord
from bot.domain.trips import Trip, TripState
from bot.services.workdays import morning, workday_from, workday_until

_DAY = timedelta(days=1)
_BEFORE = {TripWord.WEEK_BEFORE: timedelta(days=7), TripWord.DAY_BEFORE: _DAY}
_JUST_TOLD = timedelta(hours=12)
"""Whoever was told of the plan so shortly before needs no reminder of it."""

CLAIM_AFTER = timedelta(days=14)
SILENT_AFTER = timedelta(days=14)
"""Of a traveller of whom there is no report, from the trip's day or, when that was told later, from then."""

UNPAID_AFTER = timedelta(days=60)
LATER_AFTER = timedelta(days=91)
"""Three months, of whole weeks: the same day of the week."""

ASKED_FOR = timedelta(days=30)

_Later = tuple[TripWord, Audience, datetime, datetime]


def later_words(trip: Trip, taken: Taken) -> Iterator[_Later]:
    """Words that a step calls for later: each with who hears it, when it is due and until when it is of use."""
    day = trip.agreed.day
    if taken.step is Step.AGREE and day is not None:
        yield from _of_agreed(day, taken.at)
    if taken.step is Step.HAPPENED and day is not None:
        yield from _of_made(trip, day, at_helsinki(taken.at).date())
    if taken.step is Step.REPORT and taken.before.state is not TripState.REPORTED:
        due = morning(workday_from(at_helsinki(taken.at).date() + UNPAID_AFTER))
        yield TripWord.UNPAID, Audience.HANDLER, due, due + ASKED_FOR


def reminders(day: date, agreed_at: datetime) -> Mapping[TripWord, datetime]:
    """By which words both sides are reminded of a day that was agreed at a moment, and when."""
    dues = {word: morning(workday_until(day - before)) for word, before in _BEFORE.items()}
    return {word: due for word, due in dues.items() if due > agreed_at + _JUST_TOLD}


def _of_agreed(day: date, now: datetime) -> Iterator[_Later]:
    for word, due in reminders(day, now).items():
        yield word, Audience.TRAVELLER, due, midnight(day)
        yield word, Audience.HOST, due, midnight(day)
    asked = morning(workday_from(day + _DAY))
    yield TripWord.ASK_REPORT, Audience.TRAVELLER, asked, asked + ASKED_FOR


def _of_made(trip: Trip, day: date, today: date) -> Iterator[_Later]:
    """Of a trip that is told of late, not while it is told, but the next working day."""
    claimed, changed = (morning(workday_from(max(day + later, today + _DAY))) for later in (CLAIM_AFTER, LATER_AFTER))
    if claims(trip.wanted):
        yield TripWord.CLAIM, Audience.TRAVELLER, claimed, claimed + ASKED_FOR
    yield TripWord.LATER, Audience.TRAVELLER, changed, changed + ASKED_FOR
    silent = morning(workday_from(max(day, today) + SILENT_AFTER))
    yield TripWord.NO_REPORT, Audience.HANDLER, silent, silent + ASKED_FOR
