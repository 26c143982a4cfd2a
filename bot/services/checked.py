"""What passed its last check and is to be sent now."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.announcements import Announced
from bot.domain.events import Event
from bot.domain.recipients import Recipient


@dataclass(frozen=True, slots=True)
class Checked:
    """A notice's subject and its recipient. `message` in `conversation` is what an update changes."""

    about: Event | Announced
    recipient: Recipient
    message: str = ""
    conversation: str = ""
