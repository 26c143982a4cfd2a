"""Who may do what: the one table of it, checked for every command and every pressed button."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """The staff of the libraries, and the team that develops them together (AKE)."""

    STAFF = "staff"
    AKE = "ake"


class Deed(StrEnum):
    """What not everybody may do."""

    EDIT_EVENTS = "edit_events"
    ANNOUNCE = "announce"
    REMIND_CHANNEL = "remind_channel"
    MANAGE_TEAM = "manage_team"
    ASK_FEEDBACK = "ask_feedback"
    CARE_FOR_WISHES = "care_for_wishes"
    READ_FEEDBACK = "read_feedback"
    HANDLE_TRIPS = "handle_trips"
    WRITE_ANSWERS = "write_answers"
    SYNC_CALENDAR = "sync_calendar"
    SEE_STATUS = "see_status"


_ALLOWED = {
    Deed.EDIT_EVENTS: frozenset({Role.AKE}),
    Deed.ANNOUNCE: frozenset({Role.AKE}),
    Deed.REMIND_CHANNEL: frozenset({Role.AKE}),
    Deed.MANAGE_TEAM: frozenset({Role.AKE}),
    Deed.ASK_FEEDBACK: frozenset({Role.AKE}),
    Deed.CARE_FOR_WISHES: frozenset({Role.AKE}),
    Deed.READ_FEEDBACK: frozenset({Role.AKE}),
    Deed.HANDLE_TRIPS: frozenset({Role.AKE}),
    Deed.WRITE_ANSWERS: frozenset({Role.AKE}),
    Deed.SYNC_CALENDAR: frozenset({Role.AKE}),
    Deed.SEE_STATUS: frozenset({Role.AKE}),
}


class NotAllowed(Exception):
    """The person may not do this; nothing was changed."""

    def __init__(self, deed: Deed) -> None:
        super().__init__(deed)
        self.deed = deed


def may(role: Role, deed: Deed) -> bool:
    """Whether a role may do a deed."""
    return role in _ALLOWED[deed]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who was added to the AKE team: an account of the channel's, and the name to show."""

    account: str
    name: str


@dataclass(frozen=True, slots=True)
class Change:
    """Who did what and when. `who` is an account, `what` a code with its data."""

    who: str
    at: datetime
    deed: Deed
    what: str
    data: str = ""
