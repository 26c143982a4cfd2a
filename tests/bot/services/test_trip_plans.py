"""The plan reaches both sides: agreed, changed, cancelled, a week and a day before; each once and while true."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from bot.domain.conversation import Person
from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import Agreed, Trip
from bot.services.trip_desk import TripDesk
from bot.services.trip_files import TripFileAddresses
from bot.services.trips import By, undo
from bot.texts import texts_of
from storage.store import SqlStore
from tests.support.drafts import helsinki
from tests.support.journeys import FOREMAN, HELMI, HOST, TRAVELLER, Journey, open_journey
from tests.support.talk import HANDS, buttons_of

FI = texts_of("fi")
AGREED, CHANGED, CANCELLED = FI("trip_word.agreed"), FI("trip_plan.changed"), FI("trip_word.cancelled")
WEEK, DAY = FI("trip_word.week_before"), FI("trip_word.day_before")
TUESDAY = date(2026, 12, 15)
PLAN = Agreed("Iisalmi", "Heikki Mallikas", HOST.id, None, TUESDAY, time(9, 30), time(15), "Tavataan ovella.")
BOTH = ["a:29:aino", "a:29:heikki"]


@pytest.fixture
async def journey(store: SqlStore) -> AsyncIterator[Journey]:
    """With an address of the bot's own."""
    async with open_journey(store, TripDesk(files=TripFileAddresses(HANDS, "https://botti.example"))) as opened:
        yield opened


async def found(journey: Journey, **wanted: Any) -> Trip:
    """A trip with a host, of which all has been told that is to be told."""
    trip = await journey.requested(**wanted)
    await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI)
    host = Agreed("Iisalmi", "Heikki Mallikas", HOST.id)
    trip = await journey.step(trip.id, Step.FIND_HOST, Actor.TEAM, HELMI, agreed=host)
    await journey.tick(minutes=3)
    return trip


async def agree(journey: Journey, trip: Trip, **plan: Any) -> Trip:
    return await journey.step(trip.id, Step.AGREE, Actor.TEAM, HELMI, agreed=replace(PLAN, **plan))


async def heard_at(journey: Journey, *moment: int) -> dict[str, list[str]]:
    """What each has heard by a moment of December."""
    journey.office.now = helsinki(2026, 12, *moment)
    found: dict[str, list[str]] = {}
    for to, what in await journey.tick():
        found.setdefault(to, []).append(what)
    return found


def said(card: Mapping[str, Any]) -> str:
    return " ".join(block["text"] for block in card["body"] if "text" in block)


def addresses(card: Mapping[str, Any]) -> list[str]:
    return [one["url"] for one in buttons_of(card) if one["type"] == "Action.OpenUrl"]


async def test_both_get_the_plan_and_the_host_a_calendar_file(journey: Journey) -> None:
    trip = await agree(journey, await found(journey))
    assert sorted(await journey.tick(minutes=3)) == [(one, AGREED) for one in BOTH]
    card = journey.last_card(HOST)
    for told in ("Aino Esimerkki", "omatoimikirjasto", "tiistaina 15.12.2026", "9.30–15.00", "Tavataan ovella."):
        assert told in said(card), told
    assert FI("trip_plan.house", house="Iisalmen kaupunginkirjasto") in said(card)
    (address,) = addresses(card)
    files = TripFileAddresses(HANDS, "https://botti.example")
    asked = files.read(address.rsplit("/", 1)[1], journey.now)
    assert (asked.account, asked.trip, asked.language) == (HOST.id, trip.id, "fi")  # type: ignore[union-attr]


async def test_a_bot_without_an_address_gives_no_file(store: SqlStore) -> None:
    async with open_journey(store) as journey:
        await agree(journey, await found(journey))
        await journey.tick(minutes=3)
        assert addresses(journey.last_card(HOST)) == []


async def test_a_changed_plan_tells_both_what_was_and_what_is(journey: Journey) -> None:
    trip = await agree(journey, await found(journey))
    await journey.tick(minutes=3)
    await agree(journey, trip, day=date(2026, 12, 17), starts=time(10), contact="Eero Sivula", plan="Toinen ovi.")
    assert sorted(await journey.tick(minutes=3)) == [(one, CHANGED) for one in BOTH]
    told = said(journey.last_card(HOST))
    assert FI("trip_plan.day_changed", old="tiistaina 15.12.2026", new="torstaina 17.12.2026") in told
    assert FI("trip_plan.times_changed", old="9.30–15.00", new="10.00–15.00") in told
    assert FI("trip_plan.contact_changed", new="Eero Sivula") in told
    assert FI("trip_plan.plan_changed") in told


async def test_what_is_changed_before_it_was_told_is_told_once(journey: Journey) -> None:
    trip = await agree(journey, await found(journey))
    await agree(journey, trip, day=date(2026, 12, 17))
    assert sorted(await journey.tick(minutes=3)) == [(one, AGREED) for one in BOTH]
    assert "15.12." not in said(journey.last_card(HOST))


async def test_what_is_changed_back_before_it_was_told_is_not_told(journey: Journey) -> None:
    trip = await agree(journey, await found(journey))
    await journey.tick(minutes=3)
    await agree(journey, trip, day=date(2026, 12, 17))
    await agree(journey, trip)
    assert await journey.tick(minutes=3) == []


async def test_what_was_told_is_compared_and_not_what_was_between(journey: Journey) -> None:
    trip = await agree(journey, await found(journey))
    await journey.tick(minutes=3)
    await agree(journey, trip, day=date(2026, 12, 17))
    await agree(journey, trip, day=date(2026, 12, 18))
    await journey.tick(minutes=3)
    told = said(journey.last_card(HOST))
    assert FI("trip_plan.day_changed", old="tiistaina 15.12.2026", new="perjantaina 18.12.2026") in told


async def test_another_host_hears_nothing_of_the_first_ones_plan(journey: Journey) -> None:
    trip = await agree(journey, await found(journey))
    await journey.tick(minutes=3)
    other = {"host": "Kuopio", "contact": "Eero Sivula", "account": FOREMAN.id, "day": date(2026, 12, 17)}
    await agree(journey, trip, **other)
    await journey.tick(minutes=3)
    told = said(journey.last_card(FOREMAN))
    assert "Iisalmi" not in told
    assert "15.12." not in told


@pytest.mark.parametrize("who", [TRAVELLER, HELMI])
async def test_a_cancellation_tells_what_is_left_to_do(journey: Journey, who: Person) -> None:
    trip = await agree(journey, await found(journey))
    await journey.tick(minutes=3)
    actor = Actor.TRAVELLER if who is TRAVELLER else Actor.TEAM
    await journey.step(trip.id, Step.CANCEL, actor, who)
    assert ("a:29:heikki", CANCELLED) in await journey.tick(minutes=3)
    card = journey.last_card(HOST)
    assert FI("trip_plan.undo_nothing_but_calendar") in said(card)
    assert FI("trip_plan_button.strike_out") in [one["title"] for one in buttons_of(card)]


async def test_a_host_that_is_let_go_hears_that_and_of_nothing_more(journey: Journey) -> None:
    trip = await found(journey)
    await journey.step(trip.id, Step.LET_HOST_GO, Actor.TEAM, HELMI)
    assert ("a:29:heikki", CANCELLED) in await journey.tick(minutes=3)
    assert FI("trip_plan.nothing_to_do") in said(journey.last_card(HOST))


async def test_both_are_reminded_a_week_and_a_day_before_once_each(journey: Journey) -> None:
    await agree(journey, await found(journey))
    await journey.tick(minutes=3)
    assert await heard_at(journey, 8, 8, 59) == {}
    assert await heard_at(journey, 8, 9, 0) == {one: [WEEK] for one in BOTH}
    assert await heard_at(journey, 14, 8, 59) == {}
    assert await heard_at(journey, 14, 9, 0) == {one: [DAY] for one in BOTH}
    assert await heard_at(journey, 15, 12, 0) == {}
    assert FI("trip_plan.if_hindered_host") in said(journey.last_card(HOST))


async def test_a_plan_that_is_agreed_again_reminds_once(journey: Journey) -> None:
    trip = await agree(journey, await found(journey))
    await journey.tick(minutes=3)
    await agree(journey, trip, starts=time(11))
    await journey.tick(minutes=3)
    assert await heard_at(journey, 8, 9, 0) == {one: [WEEK] for one in BOTH}
    assert await heard_at(journey, 14, 9, 0) == {one: [DAY] for one in BOTH}


async def test_a_day_that_moved_reminds_of_the_new_one_alone(journey: Journey) -> None:
    trip = await agree(journey, await found(journey))
    await journey.tick(minutes=3)
    await agree(journey, trip, day=date(2026, 12, 17))
    await journey.tick(minutes=3)
    assert await heard_at(journey, 8, 9, 0) == {}
    assert await heard_at(journey, 10, 9, 0) == {one: [WEEK] for one in BOTH}
    assert await heard_at(journey, 14, 9, 0) == {}
    assert await heard_at(journey, 16, 9, 0) == {one: [DAY] for one in BOTH}


async def test_a_change_that_was_taken_back_leaves_the_first_reminders(journey: Journey) -> None:
    trip = await agree(journey, await found(journey))
    await journey.tick(minutes=3)
    changed = await agree(journey, trip, day=date(2026, 12, 17))
    async with journey.store.begin() as uow:
        await undo(uow, trip.id, changed.version, By(Actor.TEAM, HELMI.id, HELMI.name), journey.now)
    assert await journey.tick(minutes=3) == []
    assert await heard_at(journey, 8, 9, 0) == {one: [WEEK] for one in BOTH}
    assert await heard_at(journey, 10, 9, 0) == {}


async def test_a_cancelled_trip_reminds_of_nothing(journey: Journey) -> None:
    trip = await agree(journey, await found(journey))
    await journey.step(trip.id, Step.CANCEL, Actor.TEAM, HELMI)
    await journey.tick(minutes=3)
    assert await heard_at(journey, 8, 9, 0) == {}
    assert await heard_at(journey, 14, 9, 0) == {}


async def test_agreed_shortly_before_only_what_is_not_told_just_now_is_reminded_of(journey: Journey) -> None:
    trip = await found(journey)
    journey.office.now = helsinki(2026, 12, 10, 12)
    await journey.tick()
    await agree(journey, trip)
    assert await heard_at(journey, 10, 12, 3) == {one: [AGREED] for one in BOTH}
    assert await heard_at(journey, 12, 9, 0) == {}
    assert await heard_at(journey, 14, 9, 0) == {one: [DAY] for one in BOTH}


async def test_agreed_the_evening_before_there_is_no_reminder_in_the_morning(journey: Journey) -> None:
    trip = await found(journey)
    journey.office.now = helsinki(2026, 12, 13, 22)
    await journey.tick()
    await agree(journey, trip)
    heard = [*(await heard_at(journey, 14, 8, 0)).values(), *(await heard_at(journey, 14, 9, 30)).values()]
    assert heard == [[AGREED], [AGREED]]


async def test_of_a_monday_one_is_reminded_on_friday_and_told_so(journey: Journey) -> None:
    await agree(journey, await found(journey), day=date(2026, 12, 14))
    await journey.tick(minutes=3)
    assert await heard_at(journey, 7, 9, 0) == {one: [WEEK] for one in BOTH}
    friday = FI("trip_plan.on", day="maanantaina 14.12.2026")
    assert await heard_at(journey, 11, 9, 0) == {one: [friday] for one in BOTH}
    assert await heard_at(journey, 13, 9, 0) == {}


async def test_after_holidays_one_is_reminded_before_them(journey: Journey) -> None:
    await agree(journey, await found(journey), day=date(2026, 12, 28))
    await journey.tick(minutes=3)
    assert await heard_at(journey, 21, 9, 0) == {one: [WEEK] for one in BOTH}
    monday = FI("trip_plan.on", day="maanantaina 28.12.2026")
    assert await heard_at(journey, 23, 9, 0) == {one: [monday] for one in BOTH}
    assert await heard_at(journey, 27, 9, 0) == {}


async def test_late_reminders_wait_for_the_morning_and_end_with_the_day(journey: Journey) -> None:
    await agree(journey, await found(journey))
    await journey.tick(minutes=3)
    assert await heard_at(journey, 8, 23, 0) == {}
    late = FI("trip_plan.on", day="tiistaina 15.12.2026")
    assert await heard_at(journey, 9, 8, 0) == {one: [late] for one in BOTH}
    assert await heard_at(journey, 15, 8, 0) == {}, "the day itself has come"
