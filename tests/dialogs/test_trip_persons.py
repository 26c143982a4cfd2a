"""What peer-learning trips keep of a person: told, and erased wherever it is, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.conversation import Person
from bot.domain.trip_hosts import AskedHost, Reply
from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import Agreed, Travel, Trip, TripReport, TripState
from bot.texts import texts_of
from storage.models import metadata
from tests.support.journeys import FOREMAN, HELMI, HOST, TRAVELLER, WANTED, Journey

FI = texts_of("fi")
WORDS = {
    TRAVELLER: ("sanani pyynnössä", "autolla koska", "opin paljon", "vastaukseni teille", "peruuntui koska"),
    HOST: ("tervetuloa meille",),
    HELMI: ("kommenttini tästä",),
    FOREMAN: ("esihenkilön sana",),
}


async def everything(journey: Journey) -> str:
    """All that is stored of anybody, as text."""
    async with journey.store.begin() as uow:
        run = uow.team._connection.execute
        rows = [f"{one.name}: {tuple(row)}" for one in metadata.sorted_tables for row in await run(select(one))]
    return "\n".join(rows)


async def played(journey: Journey) -> Trip:
    """A trip in which each person has done and written something; the day is agreed."""
    offer = await journey.offer("Iisalmi")
    trip = await journey.requested(words="sanani pyynnössä", travel=Travel.CAR, car_reason="autolla koska")
    take = {"handler": HELMI.id, "handler_name": HELMI.name}
    await journey.step(trip.id, Step.CONFIRM, Actor.FOREMAN, FOREMAN, foreman=FOREMAN.id, words="esihenkilön sana")
    await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI, **take)
    await journey.step(trip.id, Step.COMMENT, Actor.TEAM, HELMI, words="kommenttini tästä")
    await journey.step(trip.id, Step.ANSWER_TEAM, Actor.TRAVELLER, TRAVELLER, words="vastaukseni teille")
    asked = AskedHost(trip.id, offer.id, "Iisalmi", HOST.id, journey.now)
    await journey.step(trip.id, Step.ASK_HOST, Actor.TEAM, HELMI, asked=[asked])
    async with journey.store.begin() as uow:
        await uow.trips.ask_host(replace(asked, reply=Reply.YES, words="tervetuloa meille"))
    host = Agreed(host="Iisalmi", contact=HOST.name, account=HOST.id, offer=offer.id)
    await journey.step(trip.id, Step.HOST_YES, Actor.HOST, HOST, agreed=host, words="tervetuloa meille")
    day = (journey.now + timedelta(days=14)).date()
    plan = replace(host, day=day, plan=f"Vastassa {HOST.name}, tulija {TRAVELLER.name}, apuna {HELMI.name}")
    return await journey.step(trip.id, Step.AGREE, Actor.TEAM, HELMI, agreed=plan)


async def reported(journey: Journey) -> Trip:
    """The same afterwards, with a report that thanks people by their names."""
    trip = await played(journey)
    journey.wait(days=15)
    await journey.step(trip.id, Step.HAPPENED, Actor.TRAVELLER, TRAVELLER, made_on=trip.agreed.day)
    report = TripReport("opin paljon", "muutos", "jako", 5, True, f"Kiitos {HOST.name} ja {HELMI.name}!", "myöhemmin")
    async with journey.store.begin() as uow:
        await uow.trips.keep_report(trip.id, report)
    return await journey.step(trip.id, Step.REPORT, Actor.TRAVELLER, TRAVELLER)


async def forget(journey: Journey, person: Person) -> None:
    asks = await journey.say(person, "unohda minut")
    assert FI("personal.forget_trips") in asks.text
    assert FI("personal.forgotten") in (await journey.press(person, asks, FI("button.me_forget"))).text


@pytest.mark.parametrize("person", [TRAVELLER, HOST, HELMI, FOREMAN], ids=lambda person: person.name.split()[0])
@pytest.mark.parametrize("how_far", [played, reported])
async def test_nothing_of_whoever_is_forgotten_is_left_anywhere(journey: Journey, person: Person, how_far: Any) -> None:
    await how_far(journey)
    for mark in (person.id, person.name, *WORDS[person][:1]):
        assert mark in await everything(journey), mark
    await journey.tick(minutes=3)
    await forget(journey, person)
    left = await everything(journey)
    assert [mark for mark in (person.id, person.name, *WORDS[person]) if mark in left] == []
    others = {TRAVELLER, HOST, HELMI, FOREMAN} - {person}
    if person is not TRAVELLER:
        assert [one.name for one in others if one.id not in left] == []
    await journey.tick(minutes=3)
    async with journey.store.begin() as uow:
        trips = await uow.trips.requested_between(journey.now.date() - timedelta(days=99), journey.now.date())
    assert [(one.wanted.library, one.wanted.themes, one.agreed.host) for one in trips] == [
        ("Juva", ("self_service",), "Iisalmi")
    ]


async def test_who_still_waits_hears_of_a_forgotten_travellers_trip_without_the_name(journey: Journey) -> None:
    trip = await played(journey)
    await journey.tick(minutes=3)
    await forget(journey, TRAVELLER)
    heard = await journey.tick(minutes=3)
    assert sorted(heard) == [(f"a:{one.id}", FI("trip_word.cancelled")) for one in (HOST, HELMI)]
    for one in (HOST, HELMI):
        card = str(journey.last_card(one))
        assert "Juva" in card
        assert [mark for mark in (TRAVELLER.name, TRAVELLER.id, *WORDS[TRAVELLER]) if mark in card] == []
    assert (await journey.trip(trip.id)).state is TripState.CANCELLED


async def test_a_draft_of_whoever_is_forgotten_goes_wholly(journey: Journey) -> None:
    async with journey.store.begin() as uow:
        draft = await uow.trips.add("luonnos", TRAVELLER.id, WANTED, "", journey.now)
    await forget(journey, TRAVELLER)
    async with journey.store.begin() as uow:
        assert await uow.trips.by_id(draft.id) is None
