"""What is kept of a person: in numbers, and by which traces and in which parts it is found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one person. `reached` is whether the bot knows where to write to them.

    `library` is the municipality of their own library; who `declines` wants no announcements. `sent` and `waiting`
    count the messages sent unasked, `readings` the announcements told to be read, `deeds` the changes recorded under
    their account. `member_name` is the name under which they were added to the AKE team. `answers` counts the feedback
    that they can still change. `trips` are the person's own requests and trips, `trip_parts` those of others in which
    they have a part, `offers` what they offer to visitors, and `asked` how often their library was asked through them.
    `awaited` counts the questions of whose answer they want to hear.
    `calendar_key` is whether they follow the calendar elsewhere by a key of their own.
    """

    reached: bool = False
    library: str = ""
    declines: bool = False
    subscriptions: int = 0
    talked: bool = False
    waiting: int = 0
    sent: int = 0
    readings: int = 0
    deeds: int = 0
    member_name: str = ""
    answers: int = 0
    trips: int = 0
    trip_parts: int = 0
    offers: int = 0
    asked: int = 0
    awaited: int = 0
    calendar_key: bool = False


class Part(StrEnum):
    """What is told of a person together, in the order in which it is told."""

    CONTACT = "contact"
    TEAMS = "teams"
    SUBSCRIPTIONS = "subscriptions"
    CALENDAR_KEY = "calendar_key"
    NOTICES = "notices"
    TALKED = "talked"
    ANSWERS = "answers"
    MARKS = "marks"
    OUTCOMES = "outcomes"
    SUPPORTS = "supports"
    AWAITED = "awaited"
    READINGS = "readings"
    MEMBER = "member"
    DEEDS = "deeds"
    MEMBERSHIP = "membership"
    ANNOUNCEMENTS = "announcements"
    TRIPS = "trips"
    TRIP_STEPS = "trip_steps"
    TRIP_REPORTS = "trip_reports"
    TRIP_NOTICES = "trip_notices"
    TRIP_PARTS = "trip_parts"
    TRIP_PART_STEPS = "trip_part_steps"
    OFFERS = "offers"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Traces:
    """By what a person is found: the account, keys of what was talked of, hands of answers, wishes and questions."""

    account: str
    talks: Sequence[str] = ()
    hands: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a part, by the names of their fields, and after which key the rest comes; None when none does."""

    rows: Sequence[Mapping[str, Any]]
    after: Sequence[Any] | None = None
