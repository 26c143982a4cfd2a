"""What goes in and out of the conversation, free of any SDK."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.domain.recipients import Address

MAX_TEXT = 2000
"""Characters of what is said: a question is a line or two, and what follows cannot change what is asked."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who speaks. `id` is the channel's own id (`29:...`), `aad_id` the directory's, where told."""

    id: str
    name: str = ""
    aad_id: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing that a person said or pressed.

    `activity_id` and `conversation_id` are the channel's own and name the turn together: the channel
    may deliver the same turn again. `text` is without the mention of the bot. `pressed` is the data of
    a card's button (hostile until checked), empty for a message. `locale` is the client's, as "fi-FI".
    `addresses` tell where the person, and the channel it was said in, can be written to later. `mentions` are the
    people whom the text mentions.
    """

    activity_id: str
    conversation_id: str
    person: Person
    at: datetime
    text: str = ""
    pressed: Mapping[str, Any] = field(default_factory=dict)
    locale: str = ""
    in_channel: bool = False
    addresses: tuple[Address, ...] = ()
    mentions: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What the bot says: one Adaptive Card and the same as text.

    `card` is JSON-ready. `summary` is the one line of a notification. `text` holds all that the card
    shows, for a terminal. `intent` goes to the log, and holds nothing a person wrote.
    """

    card: dict[str, Any]
    summary: str
    text: str
    intent: str = ""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is searched for to be put into any conversation, by somebody whom nobody needs to know.

    `words` are empty before anything has been written; `skip` and `count` say which part of what is found is wanted.
    """

    words: str
    at: datetime
    locale: str = ""
    skip: int = 0
    count: int = 25


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that a search found: its card, and the title and the line by which it is chosen."""

    card: dict[str, Any]
    title: str
    line: str


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found; `told` is a sentence for when that is nothing."""

    hits: tuple[Hit, ...] = ()
    told: str = ""


class Claim(StrEnum):
    """Whose a turn is: the asker's to answer, answered already, or being answered by another."""

    OURS = "ours"
    ANSWERED = "answered"
    UNDER_WAY = "under way"
