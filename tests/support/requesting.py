"""A traveller who asks for a trip by its form, and what was understood of a sentence, in tests."""

from __future__ import annotations

from typing import Any

from bot.domain.conversation import Person, Reply
from bot.services.trip_desk import BARE_TRIP_DESK, TripDesk
from bot.texts import texts_of
from bot.understanding.trips import TripKind, TripSaid
from dialogs.trips import TripTalk
from tests.support.journeys import TEAM, TRAVELLER, Journey

FI = texts_of("fi")
FORM = {
    "themes": "self_service",
    "words": "miten omatoimiajat hoidetaan",
    "hosts": "Iisalmi",
    "day1": "2026-12-01",
    "travel": "bus",
    "lodging": "no",
    "name": "Aino Esimerkki",
    "role": "kirjastovirkailija",
    "library": "Juva",
    "agreed": "yes",
}


async def answered(
    journey: Journey,
    said: TripSaid,
    *,
    person: Person = TRAVELLER,
    channel: bool = False,
    language: str = "fi",
    desk: TripDesk = BARE_TRIP_DESK,
) -> Reply:
    """What is answered to a sentence of which this was understood."""
    incoming = journey._incoming(person, channel=channel, locale=language)
    async with journey.store.begin() as uow:
        calendar = await journey.office.calendars.current(uow)
        return await TripTalk(incoming, texts_of(language), calendar, uow, TEAM, desk).answer(said)


async def opened(journey: Journey, person: Person = TRAVELLER, **said: Any) -> Reply:
    """The form that a wish opens."""
    return await answered(journey, TripSaid(TripKind.REQUEST, **said), person=person)


async def previewed(journey: Journey, person: Person = TRAVELLER, **fields: Any) -> Reply:
    """The preview of a request, or the form with what is wrong."""
    form = await opened(journey, person)
    return await journey.press(person, form, FI("trip_button.own.preview"), **{**FORM, **fields})


async def sent(journey: Journey, person: Person = TRAVELLER, **fields: Any) -> Reply:
    """The answer to a request that was sent by its form."""
    return await journey.press(person, await previewed(journey, person, **fields), FI("trip_button.own.send"))


async def number_of_last(journey: Journey, person: Person = TRAVELLER) -> int:
    """The number of a person's newest trip."""
    async with journey.store.begin() as uow:
        return (await uow.trips.of_traveller(person.id))[0].id


def field_of(card: Reply, name: str) -> dict[str, Any]:
    """A field of a card."""
    return next(one for one in card.card["body"] if one.get("id") == name)
