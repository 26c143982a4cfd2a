"""Teams of Microsoft Teams in which the bot is installed: who belongs to them, and which channels they have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.recipients import Address

LEFT_TEAM = "left_team"
"""Why somebody cannot be written to who was known from rosters alone, and is on none of them any more."""

FORGOTTEN = "forgotten"
"""Why somebody cannot be written to who wanted to be forgotten: a roster does not bring them back, writing does."""


class Heard(StrEnum):
    """What an activity tells of a roster: that there is such a one, that it has changed, or that the bot is out."""

    MET = "met"
    CHANGED = "changed"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Roster:
    """Where a team's roster is read. `account` is the team's lasting id, which is that of its first channel."""

    account: str
    service_url: str
    bot: str
    tenant: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class DueRoster:
    """A stored roster whose turn to be read has come, held until a moment; `failures` were made in a row before."""

    id: int
    roster: Roster
    failures: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Listed:
    """A whole roster as it was read: people who can be written to, without guests and bots, and channels."""

    people: tuple[Address, ...]
    channels: tuple[Address, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A roster could not be read: a code for the log, whether later may do better, and what wait was asked for."""

    reason: str
    later: bool
    wait: timedelta | None = None
