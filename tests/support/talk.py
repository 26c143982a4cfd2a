"""A person who talks to the bot: says, presses, and lets time pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from bot.domain.conversation import Incoming, Person, Reply
from bot.domain.hands import Hands
from bot.domain.intervals import HELSINKI
from bot.domain.recipients import Address, RecipientKind
from dialogs.conversation import BotConversation

START = datetime(2027, 9, 15, 10, tzinfo=HELSINKI)
AINO = Person("29:aino", "Aino Esimerkki")
HANDS = Hands(b"a secret of the tests'" * 2)


def address_of(person: Person, locale: str = "fi-FI") -> Address:
    """Where a person is reached."""
    service, chat = "https://service.example/emea/", f"a:{person.id}"
    return Address(RecipientKind.PERSON, person.id, chat, service, "28:bot", "t", person.aad_id, locale[:2])


@dataclass
class Talk:
    """One person in one conversation."""

    conversation: BotConversation
    person: Person = AINO
    place: str = "personal-chat"
    now: datetime = START
    locale: str = "fi-FI"
    in_channel: bool = False
    numbers: count[int] = field(default_factory=count)

    def incoming(self, text: str = "", pressed: Mapping[str, Any] | None = None) -> Incoming:
        """A message or a pressed button, not yet delivered."""
        return Incoming(
            f"activity-{next(self.numbers)}",
            self.place,
            self.person,
            self.now,
            text,
            pressed or {},
            self.locale,
            self.in_channel,
            addresses=(address_of(self.person, self.locale),),
        )

    async def deliver(self, said: Incoming) -> Reply | None:
        """What the bot answers to it; the answer reaches the person."""
        reply = await self.conversation.on_message(said)
        if reply is not None:
            self.conversation.on_answered(said)
        return reply

    async def say(self, text: str) -> Reply:
        """Say something and hear the answer."""
        reply = await self.deliver(self.incoming(text))
        assert reply is not None
        return reply

    async def press(self, data: Mapping[str, Any]) -> Reply:
        """Press a button with this data and see the answer."""
        reply = await self.deliver(self.incoming(pressed=data))
        assert reply is not None
        return reply

    def wait(self, **time: float) -> None:
        """Let time pass."""
        self.now += timedelta(**time)

    def elsewhere(self, place: str, person: Person | None = None) -> Talk:
        """The same bot in another conversation, or with another person."""
        return replace(self, place=place, person=person or self.person, numbers=count(10_000))


def data_of(element: Mapping[str, Any], title: str) -> dict[str, Any]:
    """The data of a card's button."""
    return next(one["data"] for one in buttons_of(element) if one["title"] == title)


def buttons_of(element: Mapping[str, Any]) -> list[dict[str, Any]]:
    """All buttons of a card, wherever they are on it."""
    inner = [*element.get("body", ()), *element.get("items", ())]
    return [*element.get("actions", ()), *(one for item in inner for one in buttons_of(item))]


def titles_of(card: Reply) -> list[str]:
    """What is written on the buttons of a card."""
    return [one["title"] for one in buttons_of(card.card)]
