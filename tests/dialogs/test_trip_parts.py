"""Whoever has no part in a trip, or another one, changes nothing of it by any button of another's and reads nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.conversation import Person
from bot.domain.trip_hosts import AskedHost
from bot.domain.trip_hosts import Reply as Answer
from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import Consent, Trip, TripReport
from dialogs.trip_afterwards import AfterTripTalk
from dialogs.trip_follow import FollowTalk
from dialogs.trip_foreman import ForemanTalk
from dialogs.trip_host_visits import HostVisitTurn
from dialogs.trip_queue import QueueTalk
from dialogs.trip_report import ReportTalk
from dialogs.trip_report_reading import ReportReadingTalk
from dialogs.trip_request import RequestTalk
from dialogs.trip_sending import SendingTalk
from tests.dialogs.test_hostile import everything
from tests.support.journeys import FOREMAN, HELMI, HOST, MAURI, TRAVELLER, Journey
from tests.support.requesting import FORM
from tests.support.trips_made import agree, press_of

STRANGER = Person("29:ulla", "Ulla Uteliainen", "aad-ulla")
OTHER_HOST = Person("29:oiva", "Oiva Muualta", "aad-oiva")
CODE = "ABCDE23456"
SECRET = "salainen toive"

OF_TRAVELLER = {*RequestTalk.buttons, *SendingTalk.buttons, *FollowTalk.buttons} - {"trip_open"}
OF_TRAVELLER |= {*AfterTripTalk.buttons, *ReportTalk.buttons} - {"after_stay"}
OF_HOST = {*HostVisitTurn._of_visit, "host_open", "host_yes", "host_other", "host_not"}
OF_HOST |= {"host_say_yes", "host_say_other", "host_say_not"}
OF_TEAM = {*QueueTalk._lists, *QueueTalk._deeds, "after_copy", "after_list"}
READ = ReportReadingTalk.buttons - OF_TEAM
OTHERS: Mapping[Person, set[str]] = {
    STRANGER: {*OF_TRAVELLER, *OF_HOST, *OF_TEAM, *READ, *ForemanTalk.buttons},
    OTHER_HOST: {*OF_TRAVELLER, *OF_HOST, *OF_TEAM, *READ, *ForemanTalk.buttons},
    FOREMAN: {*OF_TRAVELLER, *OF_HOST, *OF_TEAM, *READ},
    HOST: {*OF_TRAVELLER, *OF_TEAM, *ForemanTalk.buttons},
    TRAVELLER: {*OF_HOST, *OF_TEAM, *ForemanTalk.buttons},
    HELMI: {*OF_TRAVELLER, *OF_HOST, *ForemanTalk.buttons},
}
"""What is not theirs to press; a code that they do not have is tried as well."""


async def trips_at(journey: Journey) -> Mapping[str, tuple[Trip, int]]:
    """A trip that is asked for, one whose day is agreed, one that is reported; each with the host's offer."""
    offer, other = await journey.offer("Iisalmi"), await journey.offer("Kuopio", who=OTHER_HOST)
    found: dict[str, tuple[Trip, int]] = {}
    for name in ("asked", "agreed", "reported"):
        trip = await journey.requested(words=SECRET)
        async with journey.store.begin() as uow:
            await uow.trips.edit(replace(trip, code=f"{CODE[:-1]}{trip.id}", consent=Consent.ASKED))
        await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI)
        asked = [
            AskedHost(trip.id, one.id, one.library, one.account, journey.now)
            for one in ((offer,) if name == "asked" else (offer, other))
        ]
        trip = await journey.step(trip.id, Step.ASK_HOST, Actor.TEAM, HELMI, asked=asked)
        if name != "asked":
            day = journey.now.date()
            agreed = replace(trip.agreed, host="Iisalmi", contact=HOST.name, account=HOST.id, offer=offer.id)
            await journey.step(trip.id, Step.HOST_YES, Actor.HOST, HOST, agreed=agreed)
            async with journey.store.begin() as uow:
                await uow.trips.ask_host(replace(asked[0], reply=Answer.YES))
            trip = await agree(journey, trip, day)
        if name == "reported":
            async with journey.store.begin() as uow:
                await uow.trips.keep_report(trip.id, TripReport("opin", "m", "j", 5, False, SECRET))
            await journey.step(trip.id, Step.HAPPENED, Actor.TRAVELLER, TRAVELLER)
            trip = await journey.step(trip.id, Step.REPORT, Actor.TRAVELLER, TRAVELLER)
        found[name] = (trip, offer.id)
    return found


def pressed(do: str, trip: Trip, offer: int) -> dict[str, Any]:
    more = {"said": "s", "words": "w", "text": "t", "later": "l", "reason": "r", "learnt": "o", "day": "later"}
    days = {"day1": "2026-12-15", "host": "Kuopio", "contact": "c", "to": MAURI.id, "offers": str(offer)}
    return {**FORM, **more, **days, **press_of(do, trip, offer=offer, code="ZZZZZ23456")}


@pytest.mark.parametrize("person", OTHERS, ids=lambda one: one.name)
async def test_nobody_reads_or_changes_a_trip_by_what_is_not_theirs_to_press(journey: Journey, person: Person) -> None:
    trips = await trips_at(journey)
    before = await kept(journey)
    for name, (trip, offer) in trips.items():
        for do in sorted(OTHERS[person]):
            reply = await journey.press_data(person, pressed(do, trip, offer))
            told = [mark for mark in (SECRET, TRAVELLER.name, HOST.name, HELMI.name) if mark in str(reply.card)]
            assert told == [], (name, do)
        assert await kept(journey) == before, name


async def kept(journey: Journey) -> Mapping[str, Any]:
    """All that is stored but for what a turn leaves."""
    return {one: rows for one, rows in (await everything(journey.store)).items() if one != "pace"}


async def test_the_same_presses_of_those_whose_they_are_do_show_and_change(journey: Journey) -> None:
    trips = await trips_at(journey)
    before = await kept(journey)
    trip, offer = trips["asked"]
    assert SECRET in str((await journey.press_data(TRAVELLER, pressed("trip_show", trip, offer))).card)
    await journey.press_data(HOST, pressed("host_say_yes", trip, offer))
    assert await kept(journey) != before
