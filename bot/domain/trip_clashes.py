"""What is pointed out about a day for a peer-learning trip; none of it forbids the day."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.events import Event


class ClashKind(StrEnum):
    """What speaks against a day."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    CLOSED = "closed"
    """The host has told that it takes nobody in that month."""

    FULL = "full"
    """As many come to the host in that month as it takes, without this trip."""

    SAME_HOST = "same_host"
    """Somebody else comes to the same library that day."""

    SAME_TRAVELLER = "same_traveller"
    """The traveller goes to another library that day."""

    EVENT = "event"
    """Something of the calendar takes place."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One such thing: the event, or how many visitors a host takes in a month, where it is about that."""

    kind: ClashKind
    event: Event | None = None
    number: int = 0
