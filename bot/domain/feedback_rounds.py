"""When feedback of an event is asked: soon after its end, once more gently, and weeks later what came of it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from bot.domain.intervals import HELSINKI, at_helsinki
from bot.domain.reminders import QUIET_FROM, QUIET_TO, Holiday, works_on


class Round(StrEnum):
    """What is asked: for feedback, once more of those who have not said anything, and what came of it."""

    FIRST = "first"
    AGAIN = "again"
    OUTCOME = "outcome"


SOON = timedelta(minutes=10)
"""After an event's end: people have left it, and still remember."""

_LATER = {Round.AGAIN: timedelta(days=2), Round.OUTCOME: timedelta(weeks=6)}
_MORNING = time(9, 0)
_USEFUL = {Round.FIRST: timedelta(days=2), Round.AGAIN: timedelta(days=3), Round.OUTCOME: timedelta(days=14)}


def asked_at(ends: datetime, which: Round, holiday: Holiday) -> datetime:
    """The moment of a round; the later ones are in the morning of a working day, and none in the quiet hours."""
    if which is Round.FIRST:
        return _out_of_quiet(at_helsinki(ends.astimezone(UTC) + SOON))
    day = ends.date() + _LATER[which]
    while not works_on(day, holiday):
        day += timedelta(days=1)
    return datetime.combine(day, _MORNING, HELSINKI)


def asked_until(ends: datetime, which: Round, holiday: Holiday) -> datetime:
    """From when on a round is not asked any more: nobody would know what it is about."""
    return at_helsinki(asked_at(ends, which, holiday).astimezone(UTC) + _USEFUL[which])


def _out_of_quiet(moment: datetime) -> datetime:
    if QUIET_TO <= moment.time() < QUIET_FROM:
        return moment
    day = moment.date() if moment.time() < QUIET_TO else moment.date() + timedelta(days=1)
    return datetime.combine(day, QUIET_TO, HELSINKI)
