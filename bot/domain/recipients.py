"""Whom the bot can write to unasked: people and channels, by the addresses that their messages brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RecipientKind(StrEnum):
    """A person, who is written to in a chat of two, or a channel of a team."""

    PERSON = "person"
    CHANNEL = "channel"


GENERAL = "General"
"""What the first channel of a team is called, which has the team's own id."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where the channel's service reaches somebody, as an activity told it last.

    `account` is the channel's own lasting id: `29:...` of a person, `19:...` of a channel. `conversation` is
    empty for a person whose own chat with the bot is not known yet: it is opened when it is needed first.
    `directory_id` is the person's id in the organisation's directory, where told. `name` is a channel's, where told.
    """

    kind: RecipientKind
    account: str
    conversation: str
    service_url: str
    bot: str
    tenant: str = ""
    directory_id: str = ""
    language: str = "fi"
    name: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody stored. `unreachable` is the service's reason why nothing can be sent; it is empty when it can.

    No reminder is sent before `paused_until`. `library` is the municipality of a person's own library, where told;
    who `declines` gets no announcements.
    """

    id: int
    address: Address
    unreachable: str = ""
    paused_until: datetime | None = None
    library: str = ""
    declines: bool = False

    def paused(self, now: datetime) -> bool:
        """Whether the person has asked for quiet just now."""
        return self.paused_until is not None and now < self.paused_until
