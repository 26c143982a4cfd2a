"""Trips that were made, for tests of what a year comes to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import Agreed, Trip, TripReport
from tests.support.journeys import HELMI, TRAVELLER, Journey


async def agreed_trip(journey: Journey, host: str = "Iisalmi", days: int = 3, **wanted: Any) -> Trip:
    """A trip to a host whose day is so many days from now."""
    sent = await journey.requested(**wanted)
    agreed = Agreed(host=host, day=journey.now.date() + timedelta(days=days))
    for step in (Step.TAKE, Step.FIND_HOST):
        await journey.step(sent.id, step, Actor.TEAM, HELMI)
    return await journey.step(sent.id, Step.AGREE, Actor.TEAM, HELMI, agreed=agreed)


async def made_trip(journey: Journey, host: str = "Iisalmi", days: int = 3, **wanted: Any) -> Trip:
    """A trip that was made so many days after it was asked for."""
    trip = await agreed_trip(journey, host, days, **wanted)
    return await journey.step(trip.id, Step.HAPPENED, Actor.TRAVELLER, TRAVELLER)


async def reported_trip(journey: Journey, rating: int, later: str = "", **wanted: Any) -> Trip:
    """A trip whose report was sent."""
    trip = await made_trip(journey, **wanted)
    async with journey.store.begin() as uow:
        await uow.trips.keep_report(trip.id, TripReport("Opin paljon.", rating=rating, later=later))
    return await journey.step(trip.id, Step.REPORT, Actor.TRAVELLER, TRAVELLER)
