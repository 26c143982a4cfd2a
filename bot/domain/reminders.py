"""When people are reminded of an event: the leads that can be chosen, and the moments that they mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.intervals import HELSINKI
from bot.domain.recipients import Recipient


class Lead(StrEnum):
    """How long before an event one is reminded; NEVER takes something out of what else would cover it."""

    NEVER = "never"
    QUARTER = "quarter"
    HOUR = "hour"
    MORNING = "morning"
    WORKDAY_BEFORE = "workday_before"


class Scope(StrEnum):
    """What a subscription covers: one event, a series, or everything."""

    EVENT = "event"
    SERIES = "series"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Subscription:
    """What somebody wants to be reminded of, and when. `about` is an event's number, a series' name, or empty.

    The narrowest that covers an event decides: the event's own, else its series', else that of everything.
    """

    scope: Scope
    about: str
    leads: frozenset[Lead]


@dataclass(frozen=True, slots=True)
class ChannelReminders:
    """When a channel is reminded of all events."""

    channel: Recipient
    leads: frozenset[Lead]


MORNING_AT = time(8, 0)
WORKDAY_BEFORE_AT = time(9, 0)
SUMMARY_AT = time(8, 30)
QUIET_FROM, QUIET_TO = time(20, 0), time(7, 0)
"""Hours in which nobody is disturbed by a reminder of their own."""

LEADS = (Lead.QUARTER, Lead.HOUR, Lead.MORNING, Lead.WORKDAY_BEFORE)
"""The leads that can be chosen, the shortest first."""

_SATURDAY = 5

Holiday = Callable[[date], bool]
"""Whether a day is a public holiday."""


def due_at(starts: datetime, lead: Lead, holiday: Holiday) -> datetime:
    """The moment of a lead. Minutes are counted in real time, days on Helsinki's clock."""
    if lead in _MINUTES:
        return (starts.astimezone(UTC) - _MINUTES[lead]).astimezone(HELSINKI)
    if lead is Lead.MORNING:
        morning = datetime.combine(starts.date(), MORNING_AT, HELSINKI)
        # Of what begins at eight or before, one is told in time to come.
        return morning if morning < starts else due_at(starts, Lead.HOUR, holiday)
    day = starts.date() - timedelta(days=1)
    while not works_on(day, holiday):
        day -= timedelta(days=1)
    return datetime.combine(day, WORKDAY_BEFORE_AT, HELSINKI)


def works_on(day: date, holiday: Holiday) -> bool:
    """Whether a day is a working day."""
    return day.weekday() < _SATURDAY and not holiday(day)


def workday_after(day: date, holiday: Holiday) -> datetime:
    """The morning of the first working day after a day, when its feedback is told of."""
    day += timedelta(days=1)
    while not works_on(day, holiday):
        day += timedelta(days=1)
    return datetime.combine(day, SUMMARY_AT, HELSINKI)


_MINUTES = {Lead.QUARTER: timedelta(minutes=15), Lead.HOUR: timedelta(hours=1)}


def after_quiet(due: datetime, starts: datetime) -> datetime:
    """The moment itself, or the end of the quiet hours that it falls in, if time to get ready is left by then."""
    if QUIET_TO <= due.time() < QUIET_FROM:
        return due
    day = due.date() if due.time() < QUIET_TO else due.date() + timedelta(days=1)
    end = datetime.combine(day, QUIET_TO, HELSINKI)
    return end if end + _MINUTES[Lead.QUARTER] <= starts else due
