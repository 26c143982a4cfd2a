"""What of trips is counted, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest

from bot.domain.trip_steps import Actor, Step
from bot.domain.trip_year import TripFact, TripQueue
from bot.domain.trips import Travel, TripReport, TripState
from bot.services.trips import By, undo
from storage.store import SqlStore
from tests.support.journeys import HELMI, NOW, TRAVELLER, WANTED, Journey, open_journey
from tests.support.trip_years import agreed_trip, made_trip, reported_trip

TODAY = NOW.date()
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
async def journey(store: SqlStore) -> AsyncIterator[Journey]:
    async with open_journey(store) as opened:
        yield opened


async def counted(journey: Journey, first: date = YEAR[0], last: date = YEAR[1]) -> list[TripFact]:
    async with journey.store.begin() as uow:
        return list(await uow.trips.counted(first, last, 0, 99))


async def test_a_trip_is_told_without_who_went(journey: Journey) -> None:
    trip = await reported_trip(journey, 4, "Omatoimiajat pitenivät.", lodging=True)
    made_on = TODAY + timedelta(days=3)
    (fact,) = await counted(journey)
    assert fact == TripFact(
        trip.id,
        TripState.REPORTED,
        "Juva",
        "Iisalmi",
        ("self_service",),
        Travel.BUS,
        True,
        TODAY,
        made_on,
        reported=True,
        rating=4,
        later=True,
    )


async def test_drafts_never_count_whatever_became_of_them(journey: Journey) -> None:
    async with journey.store.begin() as uow:
        await uow.trips.add("k1", TRAVELLER.id, WANTED, "", NOW)
        draft = await uow.trips.add("k2", TRAVELLER.id, WANTED, "", NOW)
    await journey.step(draft.id, Step.CANCEL, Actor.TRAVELLER, TRAVELLER)
    assert await counted(journey) == []
    async with journey.store.begin() as uow:
        assert await uow.trips.years() == []
        assert await uow.trips.under_way() == TripQueue()


async def test_a_report_that_is_being_written_is_none_yet(journey: Journey) -> None:
    trip = await made_trip(journey)
    async with journey.store.begin() as uow:
        await uow.trips.keep_report(trip.id, TripReport("Opin", rating=5))
    (fact,) = await counted(journey)
    assert (fact.state, fact.reported, fact.rating) == (TripState.DONE, False, 0)


async def test_an_erased_trip_still_counts(journey: Journey) -> None:
    trip = await reported_trip(journey, 5, lodging=True)
    async with journey.store.begin() as uow:
        await uow.trips.erase_person(TRAVELLER.id)
    (fact,) = await counted(journey)
    assert (fact.id, fact.state, fact.library, fact.host) == (trip.id, TripState.REPORTED, "Juva", "Iisalmi")
    assert (fact.themes, fact.travel, fact.requested_on) == (("self_service",), Travel.BUS, TODAY)
    assert (fact.lodging, fact.reported, fact.rating) == (None, False, 0), "no more is known"


async def test_it_belongs_to_the_days_of_its_request_and_of_its_trip(journey: Journey) -> None:
    trip = await made_trip(journey, days=60)
    made_on = TODAY + timedelta(days=60)
    for first, last, there in (
        (TODAY, TODAY, True),
        (made_on, made_on, True),
        (TODAY + timedelta(days=1), made_on - timedelta(days=1), False),
    ):
        assert [one.id for one in await counted(journey, first, last)] == [trip.id] * there
    async with journey.store.begin() as uow:
        assert await uow.trips.years() == [2027, 2026]


async def test_a_trip_that_was_taken_back_was_not_made(journey: Journey) -> None:
    trip = await made_trip(journey, days=60)
    async with journey.store.begin() as uow:
        await undo(uow, trip.id, trip.version, By(Actor.TRAVELLER, TRAVELLER.id, TRAVELLER.name), journey.now)
        assert await uow.trips.years() == [2026]
    (fact,) = await counted(journey)
    assert not fact.made


async def test_pages_follow_each_other(journey: Journey) -> None:
    numbers = [(await journey.requested()).id for _ in range(5)]
    seen, after = [], 0
    async with journey.store.begin() as uow:
        while page := await uow.trips.counted(*YEAR, after, 2):
            assert len(page) <= 2
            seen += [one.id for one in page]
            after = seen[-1]
    assert seen == numbers


async def test_what_waits_and_what_is_agreed_is_told_apart(journey: Journey) -> None:
    await journey.requested(library="Tervo")
    journey.wait(days=2)
    taken = await journey.requested(library="Juva")
    await journey.step(taken.id, Step.TAKE, Actor.TEAM, HELMI)
    await agreed_trip(journey, library="Sulkava")
    await made_trip(journey, library="Rantasalmi")
    declined = await journey.requested(library="Vieremä")
    await journey.step(declined.id, Step.DECLINE, Actor.TEAM, HELMI)
    async with journey.store.begin() as uow:
        told = await uow.trips.under_way()
    assert told == TripQueue(2, TODAY, 1, frozenset({"Tervo", "Juva", "Sulkava"}))


async def test_visits_of_a_year_are_counted_whether_made_or_to_come(journey: Journey) -> None:
    await made_trip(journey, "Iisalmi", days=1)
    await made_trip(journey, "", days=2, library="Tervo")
    await agreed_trip(journey, "Iisalmi", days=9)
    await journey.requested(library="Sulkava")
    since = [TODAY + timedelta(days=days) for days in (0, 2, 10)]
    async with journey.store.begin() as uow:
        found = [await uow.trips.visited_since(day) for day in since]
    assert found == [
        {("Juva", "Iisalmi"): 2, ("Tervo", ""): 1},
        {("Juva", "Iisalmi"): 1, ("Tervo", ""): 1},
        {},
    ]
