"""A peer-learning trip played by people: a traveller, a host and two members of the AKE team talk to one bot."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from urllib.parse import unquote

from bot.domain.conversation import Incoming, Person, Reply
from bot.domain.recipients import RecipientKind
from bot.domain.trip_hosts import Offer
from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import Travel, Trip, Wanted
from bot.services.desks import Desks
from bot.services.named_channels import NamedChannel
from bot.services.personal_files import BARE_PERSONAL_DESK, PersonalDesk
from bot.services.team import Team
from bot.services.trip_desk import BARE_TRIP_DESK, TripDesk
from bot.services.trips import By, take_step
from dialogs.conversation import BotConversation
from storage.store import SqlStore
from tests.support.drafts import helsinki
from tests.support.office import Office, open_office
from tests.support.talk import HANDS, address_of, data_of

NOW = helsinki(2026, 11, 24, 10, 0)
"""A Tuesday."""

TRAVELLER = Person("29:aino", "Aino Esimerkki", "aad-aino")
HOST = Person("29:heikki", "Heikki Mallikas", "aad-heikki")
HELMI = Person("29:helmi", "Helmi Laineke", "aad-helmi")
MAURI = Person("29:mauri", "Mauri Malliaho", "aad-mauri")
FOREMAN = Person("29:eero", "Eero Sivula", "aad-eero")
EVERYBODY = (TRAVELLER, HOST, HELMI, MAURI, FOREMAN)
TEAM = Team(["aad-helmi", "aad-mauri"])
AKE_CHANNEL = "19:ake@thread.tacv2"

WANTED = Wanted(
    name="Aino Esimerkki",
    role="kirjastovirkailija",
    library="Juva",
    themes=("self_service",),
    words="miten omatoimiajat hoidetaan pienessä talossa",
    travel=Travel.BUS,
)


@dataclass
class Journey:
    """The people, the bot, and the clock that all of them share."""

    office: Office
    conversation: BotConversation
    numbers: count[int] = field(default_factory=count)

    @property
    def store(self) -> SqlStore:
        """Where it is stored."""
        return self.office.store

    @property
    def now(self) -> datetime:
        """The moment that it is for everybody."""
        return self.office.now

    def wait(self, **time: float) -> None:
        """Let time pass."""
        self.office.now += timedelta(**time)

    async def meet(self) -> None:
        """Let the bot know everybody, and the AKE team's channel."""
        for person in EVERYBODY:
            await self.office.recipient(
                RecipientKind.PERSON, person.id, f"a:{person.id}", directory_id=person.aad_id, language="fi"
            )
        await self.office.recipient(RecipientKind.CHANNEL, AKE_CHANNEL, AKE_CHANNEL)

    async def say(self, person: Person, text: str, *, channel: bool = False, locale: str = "fi-FI") -> Reply:
        """Let somebody say something, and hear the answer."""
        return await self._answered(self._incoming(person, channel=channel, locale=locale, text=text))

    async def press(self, person: Person, card: Reply | Mapping[str, Any], title: str, /, **fields: Any) -> Reply:
        """Let somebody press a button of a card, an answer's or one that was sent, with its fields filled in."""
        shown = card.card if isinstance(card, Reply) else card
        return await self.press_data(person, {**data_of(shown, title), **fields})

    async def press_data(self, person: Person, data: Mapping[str, Any], *, channel: bool = False) -> Reply:
        """Let somebody press anything."""
        return await self._answered(self._incoming(person, channel=channel, locale="fi-FI", pressed=data))

    async def tick(self, **later: float) -> list[tuple[str, str]]:
        """Let time pass and send what is due: to which conversation, and each card's one line."""
        self.wait(**later)
        return [one for _ in range(2) for one in await self.office.tick()]

    def cards(self, conversation: str) -> list[Mapping[str, Any]]:
        """The cards that were sent unasked to a conversation ("a:29:aino", a channel's id), the first first."""
        found = []
        for path, body in self.office.service.sent:
            activity = body.get("activity", body)
            to = unquote(path).partition("/v3/conversations/")[2].split("/")[0]
            if not to:  # A new thread of a channel.
                to = body.get("channelData", {}).get("channel", {}).get("id", "")
            if to == conversation:
                found.append(activity["attachments"][0]["content"])
        return found

    def last_card(self, person: Person) -> Mapping[str, Any]:
        """The card that was sent unasked to somebody last."""
        return self.cards(f"a:{person.id}")[-1]

    async def offer(self, library: str = "Iisalmi", *themes: str, who: Person = HOST, **facts: Any) -> Offer:
        """An offer of a library."""
        key = f"offer-{next(self.numbers)}"
        made = Offer(0, key, 1, who.id, who.name, library, themes or ("self_service",), **facts)
        async with self.store.begin() as uow:
            return await uow.offers.save(made)

    async def requested(self, who: Person = TRAVELLER, **wanted: Any) -> Trip:
        """A request that a traveller has sent."""
        key = f"trip-{next(self.numbers)}"
        async with self.store.begin() as uow:
            draft = await uow.trips.add(key, who.id, replace(WANTED, **wanted), "", self.now)
        return await self.step(draft.id, Step.SEND, Actor.TRAVELLER, who)

    async def step(self, number: int, step: Step, actor: Actor, who: Person, **facts: Any) -> Trip:
        """Take a step with a trip as the use case does."""
        async with self.store.begin() as uow:
            return await take_step(uow, number, None, step, By(actor, who.id, who.name), self.now, **facts)

    async def trip(self, number: int) -> Trip:
        """A stored trip."""
        async with self.store.begin() as uow:
            found = await uow.trips.by_id(number)
        assert found is not None
        return found

    async def _answered(self, said: Incoming) -> Reply:
        reply = await self.conversation.on_message(said)
        assert reply is not None
        self.conversation.on_answered(said)
        return reply

    def _incoming(self, person: Person, *, channel: bool, locale: str, **said: Any) -> Incoming:
        address = replace(address_of(person, locale), service_url=self.office.service.url)
        place = AKE_CHANNEL if channel else f"a:{person.id}"
        activity = f"activity-{next(self.numbers)}"
        return Incoming(
            activity, place, person, self.now, locale=locale, in_channel=channel, addresses=(address,), **said
        )


@asynccontextmanager
async def open_journey(
    store: SqlStore, desk: TripDesk = BARE_TRIP_DESK, personal: PersonalDesk = BARE_PERSONAL_DESK
) -> AsyncIterator[Journey]:
    """People who have met the bot, over a store, with the channel's service on loopback while the block runs."""
    async with open_office(store) as office:
        office.now, office.team = NOW, TEAM
        office.trip_files = desk.files
        office.ake_channel = NamedChannel("AKE_CHANNEL_ID", AKE_CHANNEL)
        conversation = BotConversation(store, office.calendars, TEAM, HANDS, Desks(trips=desk, personal=personal))
        journey = Journey(office, conversation)
        await journey.meet()
        yield journey
        await conversation.close()
