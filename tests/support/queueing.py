"""The AKE team's queue as tests press it: its buttons, the card of a trip, and trips as far as they have come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.conversation import Person, Reply
from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import Agreed, Trip
from bot.texts import texts_of
from tests.support.journeys import HELMI, HOST, Journey
from tests.support.talk import buttons_of

FI = texts_of("fi")
DAY = {
    "day": "2026-12-09",
    "starts": "09:00",
    "ends": "15:00",
    "contact": HOST.name,
    "plan": "Tavataan pääovella, opitaan omatoimiaukiolot.",
}


def title(name: str) -> str:
    """The title of a button of the team."""
    return FI(f"queue_button.{name}")


def titles(card: Reply | Mapping[str, Any]) -> list[str]:
    """The titles of all buttons of a card."""
    return [one["title"] for one in buttons_of(card.card if isinstance(card, Reply) else card)]


def fields(card: Reply) -> dict[str, dict[str, Any]]:
    """The fields of a card by their names."""
    return {one["id"]: one for one in card.card["body"] if one["type"].startswith("Input.")}


async def opened(journey: Journey, trip: Trip, who: Person = HELMI) -> Reply:
    """A trip's card with all its buttons."""
    return await journey.press_data(who, {"do": "queue_more", "trip": trip.id})


async def taken(journey: Journey, **wanted: Any) -> Trip:
    """A request that Helmi has taken, and whose words have been told."""
    trip = await journey.requested(**wanted)
    facts = {"handler": HELMI.id, "handler_name": HELMI.name}
    done = await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI, **facts)
    await journey.tick(minutes=5)
    return done


async def with_host(journey: Journey, **facts: Any) -> Trip:
    """A request whose host has been found."""
    trip = await taken(journey)
    agreed = Agreed("Iisalmi", HOST.name, HOST.id)
    return await journey.step(trip.id, Step.FIND_HOST, Actor.TEAM, HELMI, agreed=agreed, **facts)


async def steps(journey: Journey, trip: Trip) -> list[Step]:
    """The steps that were taken with a trip."""
    async with journey.store.begin() as uow:
        return [one.step for one in await uow.trips.steps(trip.id)]
