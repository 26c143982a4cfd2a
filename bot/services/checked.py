"""What passed its last check and is to be sent now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.announcements import Announcement
from bot.domain.events import Event
from bot.domain.recipients import Recipient


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
    """A notice's subject and its recipient. `message` in `conversation` is what an update changes."""

    about: About
    recipient: Recipient
    message: str = ""
    conversation: str = ""
