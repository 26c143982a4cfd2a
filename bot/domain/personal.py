"""What is kept of a person, in numbers that the person can be told."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.trip_forgetting import KEEP_MONTHS


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one person. `reached` is whether the bot knows where to write to them.

    `library` is the municipality of their own library; who `declines` wants no announcements. `sent` and `waiting`
    count the messages sent unasked, `readings` the announcements told to be read, `deeds` the changes recorded under
    their account. `member_name` is the name under which they were added to the AKE team. `answers` counts the feedback
    that they can still change. `trips` are the person's own requests and trips, `trip_parts` those of others in which
    they have a part, `offers` what they offer to visitors, and `asked` how often their library was asked through them.
    `awaited` counts the questions of whose answer they want to hear.
    A trip keeps names for `trip_months`.
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
    trip_months: int = KEEP_MONTHS
