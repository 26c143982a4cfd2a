"""What passed its last check and is to be sent now."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.announcements import Announcement
from bot.domain.events import Event
from bot.domain.outbox import Notice
from bot.domain.recipients import Recipient


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes of several events that a recipient hears of together, by the event that is held first."""

    each: tuple[tuple[Notice, Event], ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A notice's subject and its recipient. `message` in `conversation` is what an update changes.

    `notices` are all that this one sending tells, where that is not the checked one alone.
    """

    about: Event | Announcement | Changes
    recipient: Recipient
    message: str = ""
    conversation: str = ""
    notices: tuple[Notice, ...] = ()
