"""What passed its last check and is to be sent now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.announcements import Announcement
from bot.domain.events import Event
from bot.domain.hands import Hands
from bot.domain.recipients import Recipient
from bot.services.calendar import Calendar
from bot.services.team import Team


@dataclass(frozen=True, slots=True)
class Proposal:
    """An announcement that waits to be approved, the channels that are known and how many people `everybody` is.

    With `corrects` it takes the place of one that has been sent.
    """

    announcement: Announcement
    channels: Sequence[Recipient]
    people: int
    corrects: bool


About = Event | Announcement | Proposal
"""What a notice can be about."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A notice's subject and its recipient.

    `message` in `conversation` is what an update changes; `thread` is what a new message to a channel goes on with.
    """

    about: About
    recipient: Recipient
    message: str = ""
    conversation: str = ""
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known besides the store when notices are checked: the calendar, the AKE team, whose hand is whose."""

    calendar: Calendar
    team: Team
    hands: Hands
