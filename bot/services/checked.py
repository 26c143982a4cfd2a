"""What passed its last check and is to be sent now."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.announcements import Announcement
from bot.domain.events import Event
from bot.domain.recipients import Recipient
from bot.domain.summaries import EventSummary

About = Event | Announcement | EventSummary
"""What a notice may be about."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A notice's subject and its recipient. `message` in `conversation` is what an update changes."""

    about: About
    recipient: Recipient
    message: str = ""
    conversation: str = ""
