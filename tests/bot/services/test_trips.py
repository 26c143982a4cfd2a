"""Steps of trips over a real store: every one that is allowed and forbidden ones, undone, and raced for by two."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from bot.domain.conversation import Person
from bot.domain.trip_hosts import AskedHost, Reply
from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import Agreed, Trip, TripState
from bot.services.trips import By, NotPossibleError, OvertakenError, take_step, undo, undoable
from tests.bot.domain.test_trip_steps import UNDOABLE, leads
from tests.support.journeys import FOREMAN, HELMI, HOST, MAURI, TRAVELLER, Journey

WHO = {Actor.TRAVELLER: TRAVELLER, Actor.FOREMAN: FOREMAN, Actor.HOST: HOST, Actor.TEAM: HELMI}
DAY = date(2026, 12, 9)
AGREED = Agreed("Iisalmi", HOST.name, HOST.id, None, DAY, time(9), time(15), "Tavataan ovella")


async def in_state(journey: Journey, state: TripState) -> Trip:
    """A trip in a state, put there without steps."""
    trip = await journey.requested()
    handler = Person("") if state is TripState.REQUESTED else HELMI
    agreed = AGREED if state not in (TripState.REQUESTED, TripState.HANDLING) else Agreed()
    async with journey.store.begin() as uow:
        await uow.trips.edit(replace(trip, state=state, agreed=agreed, handler=handler.id, handler_name=handler.name))
    return await journey.trip(trip.id)


def by(actor: Actor) -> By:
    return By(actor, WHO[actor].id, WHO[actor].name)


async def waiting_words(journey: Journey, trip: int) -> int:
    async with journey.store.begin() as uow:
        return len(await uow.outbox.data_of_trip(trip, f"trip:{trip}:"))


async def test_every_allowed_step_leads_where_it_should_and_every_forbidden_one_changes_nothing(
    journey: Journey,
) -> None:
    trips = {state: await in_state(journey, state) for state in TripState}
    taken = refused = 0
    for step in Step:
        for state, trip in trips.items():
            for actor in Actor:
                wanted = leads(step, state, actor)
                async with journey.store.begin() as uow:
                    await uow.trips.edit(trip)
                    if wanted is None:
                        with pytest.raises(NotPossibleError):
                            await take_step(uow, trip.id, None, step, by(actor), journey.now)
                        assert await uow.trips.by_id(trip.id) == trip
                        refused += 1
                        continue
                    version = 1000 + taken  # A version of its own: no two steps of a trip have the same.
                    await uow.trips.edit(replace(trip, version=version))
                    changed = await take_step(uow, trip.id, version, step, by(actor), journey.now)
                    assert (changed.state, changed.version) == (wanted, version + 1), (step, state, actor)
                    assert await uow.trips.by_id(trip.id) == changed
                    last = (await uow.trips.steps(trip.id))[-1]
                    assert (last.step, last.by, last.who, last.before.state) == (step, actor, WHO[actor].id, state)
                    taken += 1
    assert (taken, refused) == (69, len(Step) * len(TripState) * len(Actor) - 69)


async def test_what_a_step_does_by_itself(journey: Journey) -> None:
    trip = await in_state(journey, TripState.REQUESTED)
    taken = await journey.step(trip.id, Step.TAKE, Actor.TEAM, MAURI)
    assert (taken.handler, taken.handler_name) == (MAURI.id, MAURI.name)
    back = await journey.step(trip.id, Step.PUT_BACK, Actor.TEAM, HELMI)
    assert (back.handler, back.handler_name, back.state) == ("", "", TripState.REQUESTED)
    ended = await journey.step(trip.id, Step.DECLINE, Actor.TEAM, HELMI, words="Rahat ovat loppu.")
    assert ended.reason == "Rahat ovat loppu."
    for step in (Step.LET_HOST_GO, Step.HOST_CANCELS):
        agreed = await in_state(journey, TripState.AGREED)
        actor = Actor.TEAM if step is Step.LET_HOST_GO else Actor.HOST
        assert (await journey.step(agreed.id, step, actor, WHO[actor])).agreed == Agreed()
    agreed = await in_state(journey, TripState.AGREED)
    later = await journey.step(agreed.id, Step.NOT_YET, Actor.TEAM, HELMI)
    assert later.agreed == replace(AGREED, day=None, starts=None, ends=None)
    made = await journey.step((await in_state(journey, TripState.AGREED)).id, Step.HAPPENED, Actor.TEAM, HELMI)
    assert made.made_on == DAY


async def test_nobody_takes_a_step_or_takes_it_back_for_another_traveller(journey: Journey) -> None:
    trip = await in_state(journey, TripState.REQUESTED)
    for step in (Step.CHANGE, Step.CANCEL, Step.ANSWER_TEAM):
        with pytest.raises(NotPossibleError):
            await journey.step(trip.id, step, Actor.TRAVELLER, MAURI)
    with pytest.raises(NotPossibleError):
        await journey.step(trip.id, Step.CONFIRM, Actor.FOREMAN, TRAVELLER)
    cancelled = await journey.step(trip.id, Step.CANCEL, Actor.TRAVELLER, TRAVELLER)
    async with journey.store.begin() as uow:
        with pytest.raises(NotPossibleError):
            other = By(Actor.TRAVELLER, MAURI.id, MAURI.name)
            await undo(uow, trip.id, cancelled.version, other, journey.now)
    with pytest.raises(KeyError):
        await journey.step(999, Step.TAKE, Actor.TEAM, HELMI)


async def test_nothing_is_done_with_a_trip_that_was_erased(journey: Journey) -> None:
    trip = await in_state(journey, TripState.REQUESTED)
    async with journey.store.begin() as uow:
        await uow.trips.edit(replace(trip, erased=True, traveller=""))
    for step, actor, who in ((Step.TAKE, Actor.TEAM, HELMI), (Step.CANCEL, Actor.TRAVELLER, replace(MAURI, id=""))):
        with pytest.raises(NotPossibleError):
            await journey.step(trip.id, step, actor, who)


@pytest.mark.parametrize("name", sorted(UNDOABLE))
async def test_each_step_is_taken_back_while_nothing_has_left_and_nobody_hears_of_it(
    journey: Journey, name: str
) -> None:
    step = Step(name)
    state = next(state for state in reversed(TripState) if leads(step, state, Actor.TEAM))
    trip = await in_state(journey, state)
    await journey.tick()
    asked = await _asked(journey, trip) if step is Step.ASK_HOST else []
    done = await journey.step(trip.id, step, Actor.TEAM, HELMI, words="Sana", asked=asked)
    async with journey.store.begin() as uow:
        back = await undo(uow, trip.id, done.version, By(Actor.TEAM, MAURI.id, MAURI.name), journey.now)
        assert await undoable(uow, back, await uow.trips.steps(back.id), Actor.TEAM, journey.now) is None
        assert [one.reply for one in await uow.trips.asked(trip.id)] == [Reply.WITHDRAWN] * len(asked)
    assert back == replace(trip, version=trip.version + 2, touched_at=journey.now)
    assert await journey.tick(minutes=30) == []


@pytest.mark.parametrize("name", sorted(UNDOABLE - {"happened"}))
async def test_no_step_is_taken_back_once_something_has_left(journey: Journey, name: str) -> None:
    step = Step(name)
    state = next(state for state in reversed(TripState) if leads(step, state, Actor.TEAM))
    trip = await in_state(journey, state)
    asked = await _asked(journey, trip) if step is Step.ASK_HOST else []
    facts: dict[str, Any] = {"handler": MAURI.id, "handler_name": MAURI.name} if step is Step.HAND_OVER else {}
    facts |= {"agreed": AGREED} if step is Step.FIND_HOST else {}
    done = await journey.step(trip.id, step, Actor.TEAM, HELMI, asked=asked, **facts)
    assert await journey.tick(minutes=3) != []
    async with journey.store.begin() as uow:
        with pytest.raises(NotPossibleError):
            await undo(uow, trip.id, done.version, by(Actor.TEAM), journey.now)
        assert await uow.trips.by_id(trip.id) == done


async def test_only_the_last_step_of_the_same_part_is_taken_back(journey: Journey) -> None:
    trip = await in_state(journey, TripState.REQUESTED)
    taken = await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI)
    answered = await journey.step(trip.id, Step.ANSWER_TEAM, Actor.TRAVELLER, TRAVELLER, words="Kyllä")
    async with journey.store.begin() as uow:
        with pytest.raises(OvertakenError) as late:
            await undo(uow, trip.id, taken.version, by(Actor.TEAM), journey.now)
        assert late.value.trip == answered
        assert await undoable(uow, answered, await uow.trips.steps(answered.id), Actor.TEAM, journey.now) is None


async def test_a_step_taken_back_leaves_what_was_told_before_it_as_it_was(journey: Journey) -> None:
    """Words that fell due between a step and its undoing were not true then, and are again."""
    offer = await journey.offer()
    trip = await in_state(journey, TripState.HANDLING)
    await journey.tick()
    ask = AskedHost(trip.id, offer.id, offer.library, HOST.id, journey.now)
    await journey.step(trip.id, Step.ASK_HOST, Actor.TEAM, HELMI, asked=[ask])
    journey.wait(minutes=1)
    found = await journey.step(trip.id, Step.FIND_HOST, Actor.TEAM, HELMI, agreed=AGREED)
    assert await journey.tick(minutes=1.5) == []
    async with journey.store.begin() as uow:
        assert [one.reply for one in await uow.trips.asked(trip.id)] == [Reply.WITHDRAWN]
        await undo(uow, trip.id, found.version, by(Actor.TEAM), journey.now)
        assert [one.reply for one in await uow.trips.asked(trip.id)] == [Reply.WAITING]
    assert [to for to, _ in await journey.tick(minutes=2)] == [f"a:{HOST.id}"]


@pytest.mark.parametrize("step", [Step.TAKE, Step.DECLINE])
async def test_of_two_at_once_one_wins_and_the_other_sees_it(journey: Journey, step: Step) -> None:
    trip = await in_state(journey, TripState.REQUESTED)

    async def press(who: By) -> Trip:
        async with journey.store.begin() as uow:
            return await take_step(uow, trip.id, trip.version, step, who, journey.now)

    people = [By(Actor.TEAM, one.id, one.name) for one in (HELMI, MAURI, FOREMAN, HOST)]
    came = await asyncio.gather(*map(press, people), return_exceptions=True)
    won = [one for one in came if isinstance(one, Trip)]
    late = [one for one in came if isinstance(one, OvertakenError)]
    assert (len(won), len(late)) == (1, 3)
    assert {one.trip for one in late} == {won[0]}
    async with journey.store.begin() as uow:
        assert [one.step for one in await uow.trips.steps(trip.id)] == [Step.SEND, step]


async def test_a_step_and_its_undoing_at_once_leave_one_of_them(journey: Journey) -> None:
    trip = await in_state(journey, TripState.REQUESTED)
    taken = await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI)

    async def take_back() -> Trip:
        async with journey.store.begin() as uow:
            return await undo(uow, trip.id, taken.version, by(Actor.TEAM), journey.now)

    async def comment() -> Trip:
        async with journey.store.begin() as uow:
            return await take_step(uow, trip.id, taken.version, Step.COMMENT, by(Actor.TEAM), journey.now)

    came = await asyncio.gather(take_back(), comment(), return_exceptions=True)
    assert sorted(type(one).__name__ for one in came) == ["OvertakenError", "Trip"]


async def _asked(journey: Journey, trip: Trip) -> list[AskedHost]:
    offer = await journey.offer()
    return [AskedHost(trip.id, offer.id, offer.library, offer.account, journey.now)]
