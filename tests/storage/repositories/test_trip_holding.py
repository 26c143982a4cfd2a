"""Several who hold trips at once on PostgreSQL: none waits for another in a ring, and nothing erased comes back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import text

from bot.domain.conversation import Person
from bot.domain.trip_hosts import AskedHost
from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import Agreed, Trip
from bot.services.trip_forgetting import forget_in_trips
from storage.store import SqlStore
from tests.dialogs.test_trip_persons import everything
from tests.support.journeys import HELMI, HOST, MAURI, TRAVELLER, Journey, open_journey

_WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")


@pytest.fixture
async def journey(postgres_url: str) -> AsyncIterator[Journey]:
    """People who have met the bot, over a PostgreSQL database: SQLite lets in one at a time."""
    store = SqlStore(postgres_url)
    async with open_journey(store) as opened:
        yield opened
    await store.close()


async def forget(journey: Journey, person: Person) -> None:
    async with journey.store.begin() as uow:
        await forget_in_trips(uow, person.id, person.name, journey.now)


async def waits(journey: Journey, task: asyncio.Task[Any]) -> None:
    """Let a task go on until it waits for somebody."""
    async with journey.store.begin() as uow:
        while not task.done():
            if (await uow.team._connection.execute(_WAITING)).scalar():
                return


async def taken(journey: Journey, who: Person = TRAVELLER) -> Trip:
    trip = await journey.requested(who)
    return await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI)


@pytest.mark.parametrize("person", [TRAVELLER, HELMI, HOST])
async def test_who_is_forgotten_holds_trips_in_the_order_of_others(journey: Journey, person: Person) -> None:
    """Own trips and others', told of last: each could be held before one of a lower number."""
    offer = await journey.offer()
    trips = [await taken(journey), await taken(journey, MAURI), await taken(journey)]
    for trip in trips:
        asked = [AskedHost(trip.id, offer.id, "Iisalmi", HOST.id, journey.now)]
        await journey.step(trip.id, Step.ASK_HOST, Actor.TEAM, HELMI, asked=asked)
    async with journey.store.begin() as uow:
        await uow.trips.by_id(trips[0].id)
        forgetting = asyncio.create_task(forget(journey, person))
        await waits(journey, forgetting)
        for trip in trips:
            assert await uow.trips.by_id(trip.id)
    await forgetting
    assert person.name not in (await everything(journey)).partition("recipients:")[0]


async def test_two_who_are_forgotten_at_the_same_moment_are_both_forgotten(journey: Journey) -> None:
    """Neither has a part in the trip any more, and what it was before a step names both."""
    trip = await taken(journey)
    host = Agreed("Iisalmi", MAURI.name, MAURI.id)
    await journey.step(trip.id, Step.FIND_HOST, Actor.TEAM, HELMI, agreed=host)
    await journey.step(trip.id, Step.LET_HOST_GO, Actor.TEAM, HELMI)
    await journey.step(trip.id, Step.PUT_BACK, Actor.TEAM, HELMI)
    async with journey.store.begin() as uow:
        await forget_in_trips(uow, HELMI.id, HELMI.name, journey.now)
        other = asyncio.create_task(forget(journey, MAURI))
        await waits(journey, other)
    await other
    left = await everything(journey)
    assert [one.name for one in (HELMI, MAURI) if one.name in left] == []


async def test_a_host_that_is_forgotten_while_a_trip_is_called_off_is_not_brought_back(journey: Journey) -> None:
    offer = await journey.offer()
    trip = await taken(journey)
    asked = [AskedHost(trip.id, offer.id, "Iisalmi", HOST.id, journey.now)]
    await journey.step(trip.id, Step.ASK_HOST, Actor.TEAM, HELMI, asked=asked)
    async with journey.store.begin() as uow:
        await forget_in_trips(uow, HOST.id, HOST.name, journey.now)
        other = asyncio.create_task(journey.step(trip.id, Step.CANCEL, Actor.TEAM, HELMI))
        await waits(journey, other)
    await other
    async with journey.store.begin() as uow:
        assert [one.account for one in await uow.trips.asked(trip.id)] == [""]
