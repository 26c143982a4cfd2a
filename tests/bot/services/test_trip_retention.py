"""What is forgotten of words that have left does not let anybody take back the step that they told of."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.retention import SHORTEST_NOTICES, USUAL
from bot.domain.trip_steps import Actor
from bot.services.retention import forget_old
from bot.services.trips import UNDOABLE_FOR, undoable
from tests.support.journeys import Journey
from tests.support.trips_made import agreed


async def test_what_both_sides_have_heard_long_ago_cannot_be_taken_back(journey: Journey) -> None:
    trip = await agreed(journey, (journey.now + USUAL.span("notices") + timedelta(days=60)).date())
    await journey.tick(minutes=3)
    journey.wait(days=USUAL.notices + 10)
    async with journey.store.begin() as uow:
        await forget_old(uow, journey.now)
    kept = await journey.trip(trip.id)
    async with journey.store.begin() as uow:
        assert await undoable(uow, kept, await uow.trips.steps(kept.id), Actor.TEAM, journey.now) is None


def test_what_has_left_is_known_for_longer_than_a_step_can_be_taken_back() -> None:
    assert timedelta(days=SHORTEST_NOTICES) > UNDOABLE_FOR
