"""What peer-learning trips keep of a person: told, and erased wherever it is, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.conversation import Person
from bot.domain.retention import Retention
from bot.domain.trip_hosts import AskedHost, Reply
from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import Agreed, Travel, Trip, TripReport, TripState
from bot.services.personal_files import PersonalDesk
from bot.services.trips import By, NotPossibleError, undo
from bot.texts import texts_of
from storage.models import metadata
from storage.store import SqlStore
from tests.support.journeys import FOREMAN, HELMI, HOST, MAURI, TRAVELLER, WANTED, Journey, open_journey
from tests.support.trips_made import agree, made

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
    await journey.step(trip.id, Step.HAPPENED, Actor.TRAVELLER, TRAVELLER)
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
    trip = await how_far(journey)
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
    one = await journey.trip(trip.id)
    assert (one.wanted.library, one.wanted.themes, one.agreed.host) == ("Juva", ("self_service",), "Iisalmi")


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


async def test_what_is_kept_is_told_in_numbers(journey: Journey) -> None:
    trip = await played(journey)
    told = {
        TRAVELLER: {"trips": 1},
        HOST: {"trip_parts": 1, "offers": 1, "asked": 1},
        HELMI: {"trip_parts": 1},
        FOREMAN: {"trip_parts": 1},
        MAURI: {},
    }
    for person, counts in told.items():
        card = await journey.say(person, "mitä tiedät minusta")
        said = {key: FI.count(f"personal.{key}", 1) for key in ("trip_parts", "offers", "asked")}
        said["trips"] = FI.count("personal.trips", 1, time="24 kuukautta")
        assert {key for key, sentence in said.items() if sentence in card.text} == set(counts), person.name
    await journey.step(trip.id, Step.COMMENT, Actor.TEAM, MAURI, words="minäkin")
    assert FI.count("personal.trip_parts", 1) in (await journey.say(MAURI, "mitä tiedät minusta")).text


async def test_for_how_long_a_trip_is_kept_is_told_as_it_is_set(store: SqlStore) -> None:
    async with open_journey(store, personal=PersonalDesk(kept_for=Retention(trip_months=6))) as journey:
        await played(journey)
        assert "on kulunut 6 kuukautta" in (await journey.say(TRAVELLER, "mitä tiedät minusta")).text


async def test_no_undo_brings_a_name_back(journey: Journey) -> None:
    trip = await journey.requested()
    await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI)
    last = await journey.step(trip.id, Step.HAND_OVER, Actor.TEAM, HELMI, handler=MAURI.id, handler_name=MAURI.name)
    await forget(journey, HELMI)
    async with journey.store.begin() as uow:
        back = await undo(uow, trip.id, last.version, By(Actor.TEAM, MAURI.id, MAURI.name), journey.now)
    assert (back.state, back.handler, back.handler_name) == (TripState.HANDLING, "", "")
    assert HELMI.name not in await everything(journey)


async def test_the_cancelling_of_a_forgotten_travellers_trip_cannot_be_taken_back(journey: Journey) -> None:
    trip = await played(journey)
    await forget(journey, TRAVELLER)
    version = (await journey.trip(trip.id)).version
    for by in (By(Actor.TEAM, HELMI.id, HELMI.name), By(Actor.TRAVELLER, "", "")):
        async with journey.store.begin() as uow:
            with pytest.raises(NotPossibleError):
                await undo(uow, trip.id, version, by, journey.now)


async def test_a_contact_that_was_typed_goes_by_the_name_of_whoever_is_forgotten(journey: Journey) -> None:
    await journey.offer("Kuopio", who=MAURI, words=f"Kysy: {HOST.name} kertoo lisää")
    own = await journey.offer("Iisalmi", who=HOST)
    trip = await journey.requested()
    await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI)
    host = Agreed(host="Iisalmi", contact=f"{HOST.name}, puh. 040 000")
    await journey.step(trip.id, Step.FIND_HOST, Actor.TEAM, HELMI, agreed=host, words=f"Puhuin: {HOST.name}")
    await agree(journey, trip, (journey.now + timedelta(days=7)).date())
    await forget(journey, HOST)
    left = await everything(journey)
    assert [mark for mark in (HOST.name, HOST.id, "040 000") if mark in left] == []
    async with journey.store.begin() as uow:
        rested = await uow.offers.by_id(own.id)
        (active,) = await uow.offers.all()
    assert rested is not None
    assert (rested.active, rested.contact, rested.account) == (False, "", "")
    assert (active.library, active.contact, active.words) == ("Kuopio", MAURI.name, "Kysy: … kertoo lisää")


async def test_the_handler_hears_when_an_agreed_trip_loses_its_contact(journey: Journey) -> None:
    await played(journey)
    await journey.tick(minutes=3)
    await forget(journey, HOST)
    assert await journey.tick() == [(f"a:{HELMI.id}", FI("trip_word.contact_gone"))]
    assert FI("trip_after_word.contact_gone") in str(journey.last_card(HELMI))


async def test_somebody_who_writes_anothers_name_erases_nothing_of_the_other(journey: Journey) -> None:
    await played(journey)
    async with journey.store.begin() as uow:
        await uow.trips.add("k" * 32, MAURI.id, replace(WANTED, name=HELMI.name), "", journey.now)
    await journey.offer("Kuopio", who=replace_name(MAURI, HELMI.name))
    before = (await everything(journey)).count(HELMI.name)
    await forget(journey, MAURI)
    # Gone are the name in Mauri's own draft and in his offer, and no other.
    assert (await everything(journey)).count(HELMI.name) == before - 2


def replace_name(person: Person, name: str) -> Person:
    return Person(person.id, name, person.aad_id)


async def test_in_a_channel_nobodys_trips_are_erased(journey: Journey) -> None:
    trip = await made(journey)
    data = {"do": "me_forget", "verb": "me_forget"}
    assert FI("personal.in_private") in (await journey.press_data(TRAVELLER, data, channel=True)).text
    assert await journey.trip(trip.id) == trip


async def test_after_ones_own_trip_is_erased_others_are_as_they_were(journey: Journey) -> None:
    mine, others = await made(journey), await journey.requested(who=MAURI)
    await forget(journey, TRAVELLER)
    assert await journey.trip(others.id) == others
    gone = await journey.trip(mine.id)
    assert (gone.state, gone.made_on, gone.wanted.library) == (TripState.DONE, mine.made_on, "Juva")


async def test_what_others_do_at_the_same_moment_is_not_lost(journey: Journey) -> None:
    trips = [await journey.requested(who=MAURI) for _ in range(3)]
    for trip in trips:
        await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI)
    asks = await journey.say(HELMI, "unohda minut")
    comments = [
        journey.step(trip.id, Step.COMMENT, Actor.TEAM, FOREMAN, words=f"sana {number}")
        for trip in trips
        for number in range(4)
    ]
    await asyncio.gather(*comments[:6], journey.press(HELMI, asks, FI("button.me_forget")), *comments[6:])
    left = [await journey.trip(trip.id) for trip in trips]
    assert [(one.version, one.handler, one.handler_name) for one in left] == [(7, "", "")] * 3
    assert HELMI.name not in await everything(journey)
