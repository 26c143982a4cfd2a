"""Peer-learning trips under attack and bad luck: odd days, words that are still to leave, and who may see what."""

from __future__ import annotations

import pytest

from bot.domain.trip_plans import last_plan
from bot.domain.trip_steps import Actor
from bot.domain.trips import Trip, TripState
from bot.services.trips import By, undo
from bot.texts import texts_of
from tests.dialogs.test_trip_queue import DAY, with_host
from tests.support.journeys import HELMI, Journey
from tests.support.trips_made import agreed, press_of

FI = texts_of("fi")


@pytest.mark.parametrize("day", ["9999-12-31", "2199-01-01", "2028-11-25"])
async def test_no_day_that_is_a_slip_of_the_year_is_agreed(journey: Journey, day: str) -> None:
    trip = await with_host(journey)
    agree = press_of("queue_agree", trip, **{**DAY, "day": day}, aware=["consent_missing"])
    assert FI("queue_day.day_far") in (await journey.press_data(HELMI, agree)).text
    assert (await journey.trip(trip.id)).state is TripState.HOST_FOUND


async def undone(journey: Journey, trip: Trip) -> Trip:
    """A trip whose last step a member has taken back."""
    async with journey.store.begin() as uow:
        return await undo(uow, trip.id, trip.version, By(Actor.TEAM, HELMI.id, HELMI.name), journey.now)


async def test_a_plan_that_was_taken_back_before_anybody_heard_of_it_has_no_calendar_file(journey: Journey) -> None:
    trip = await undone(journey, await agreed(journey))
    async with journey.store.begin() as uow:
        assert last_plan(trip, await uow.trips.steps(trip.id)) is None
