"""Peer-learning trips under attack and bad luck: odd days, words that are still to leave, and who may see what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from bot.domain.conversation import Person
from bot.domain.trip_hosts import AskedHost
from bot.domain.trip_plans import last_plan
from bot.domain.trip_steps import Actor, Step, Taken
from bot.domain.trips import MAX_LINE, MAX_PLAN, MAX_REASON, MAX_WORDS, Agreed, Consent, Travel, Trip, TripState
from bot.jsontext import encoded
from bot.services.trip_requests import MOST_A_DAY
from bot.services.trips import MOST_STEPS, By, NotPossibleError, undo
from bot.texts import texts_of
from bot.understanding.themes import themes
from dialogs.cards.elements import MAX_BYTES
from tests.dialogs.test_trip_offers import live_in
from tests.dialogs.test_trip_persons import everything, forget
from tests.support.drafts import helsinki
from tests.support.journeys import FOREMAN, HELMI, HOST, TRAVELLER, Journey
from tests.support.queueing import DAY, with_host
from tests.support.requesting import number_of_last, sent
from tests.support.trips_made import agree, agreed, press_of

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


def heard_by(person: Person, heard: list[tuple[str, str]]) -> list[str]:
    return [what for to, what in heard if to == f"a:{person.id}"]


@pytest.mark.parametrize("step", [Step.CANCEL, Step.DECLINE])
async def test_a_traveller_who_erases_a_trip_at_once_keeps_nobody_from_hearing_that_it_is_off(
    journey: Journey, step: Step
) -> None:
    trip = await (agreed if step is Step.CANCEL else with_host)(journey)
    await journey.tick(minutes=3)
    journey.office.now = helsinki(2026, 11, 25, 21, 30)
    actor, who = (Actor.TRAVELLER, TRAVELLER) if step is Step.CANCEL else (Actor.TEAM, HELMI)
    ended = await journey.step(trip.id, step, actor, who, words="sairastuin")
    assert FI("trip_after.forgotten") in (await journey.press_data(TRAVELLER, press_of("after_forget_now", ended))).text
    # In the evening people are left alone: it is told in the morning.
    assert await journey.tick(minutes=3) == []
    assert heard_by(HOST, await journey.tick(hours=12)) == [FI("trip_word.cancelled")]
    left = await everything(journey)
    assert "sairastuin" not in left
    assert TRAVELLER.name not in left + str(journey.last_card(HOST))
    assert (await journey.trip(trip.id)).traveller == ""


@pytest.mark.parametrize("step", [Step.CANCEL, Step.DECLINE])
async def test_what_ended_a_forgotten_travellers_trip_cannot_be_taken_back(journey: Journey, step: Step) -> None:
    trip = await with_host(journey)
    ended = await journey.step(trip.id, step, Actor.TEAM, HELMI, words="syy")
    await forget(journey, TRAVELLER)
    with pytest.raises(NotPossibleError):
        await undone(journey, ended)
    assert (await journey.trip(trip.id)).state is ended.state


async def test_a_trip_of_the_longest_of_everything_is_a_card_that_can_be_sent(journey: Journey) -> None:
    """Characters of four bytes each, in every field and in as many steps as are shown."""

    def long(number: int) -> str:
        return "\U0001f642" * number

    wanted: dict[str, Any] = {
        "name": long(MAX_LINE),
        "role": long(MAX_LINE),
        "words": long(MAX_WORDS),
        "themes": tuple(themes()),
    }
    trip = await journey.requested(**wanted, travel=Travel.CAR, car_reason=long(MAX_REASON), lodging=True)
    await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI)
    for _ in range(7):
        await journey.step(trip.id, Step.ASK_TRAVELLER, Actor.TEAM, HELMI, words=long(MAX_REASON))
        await journey.step(trip.id, Step.ANSWER_TEAM, Actor.TRAVELLER, TRAVELLER, words=long(MAX_REASON))
    host = Agreed("Iisalmi", long(MAX_LINE), HOST.id)
    await journey.step(trip.id, Step.FIND_HOST, Actor.TEAM, HELMI, agreed=host)
    day = (journey.now + timedelta(days=14)).date()
    plan = replace(host, day=day, starts=time(9), ends=time(15), plan=long(MAX_PLAN))
    trip = await journey.step(trip.id, Step.AGREE, Actor.TEAM, HELMI, agreed=plan)
    late = press_of("trip_answer", replace(trip, version=1), words=long(MAX_REASON))
    for data in (press_of("trip_show", trip), late):
        shown = await journey.press_data(TRAVELLER, data)
        assert len(encoded(shown.card)) <= MAX_BYTES
        assert long(MAX_REASON) in shown.text, "the newest steps stay"


async def test_nobody_floods_the_team_with_requests_that_are_cancelled_again(journey: Journey) -> None:
    for _ in range(MOST_A_DAY):
        shown = await sent(journey)
        assert FI("trip_own.sent") in shown.text
        trip = await journey.trip(await number_of_last(journey))
        await journey.press_data(TRAVELLER, press_of("trip_cancel", trip))
    assert FI("trip_own.too_many_today", limit=MOST_A_DAY) in (await sent(journey)).text
    assert (await journey.trip(await number_of_last(journey))).state is TripState.DRAFT
    journey.wait(days=1)
    draft = await journey.trip(await number_of_last(journey))
    assert FI("trip_own.sent") in (await journey.press_data(TRAVELLER, press_of("trip_send", draft))).text


async def test_presses_without_end_flood_nobody_and_leave_the_trip_to_the_team(journey: Journey) -> None:
    """Each step tells somebody something, and is read whenever the trip is shown."""
    trip = await with_host(journey)
    async with journey.store.begin() as uow:
        await uow.trips.edit(replace(trip, code="ABCDE23456", consent=Consent.ASKED))
        for number in range(MOST_STEPS):
            same = (TRAVELLER.id, TRAVELLER.name, journey.now, trip)
            step = Taken(trip.id, 1000 + number, Step.ANSWER_TEAM, Actor.TRAVELLER, *same)
            await uow.trips.keep(replace(trip, version=1000 + number, code="ABCDE23456", consent=Consent.ASKED), step)
    trip = await journey.trip(trip.id)
    enough = FI("trip.too_many_steps")
    assert enough in (await journey.press_data(TRAVELLER, press_of("trip_answer", trip, words="ja vielä"))).text
    assert enough in (await journey.press_data(FOREMAN, press_of("foreman_confirm", trip, code=trip.code))).text
    assert enough in (await journey.press_data(HOST, press_of("host_cancel", trip, words="en pääse"))).text
    assert await journey.trip(trip.id) == trip
    commented = await journey.press_data(HELMI, press_of("queue_save_comment", trip, said="Riittää."))
    assert FI("queue_done.comment") in commented.text
    trip = await journey.trip(trip.id)
    cancelled = await journey.press_data(TRAVELLER, press_of("trip_cancel", trip))
    assert FI("trip_own.cancelled") in cancelled.text
    trip = await journey.trip(trip.id)
    assert enough in (await journey.press_data(TRAVELLER, press_of("trip_undo", trip))).text
    assert (await journey.trip(trip.id)).state is TripState.CANCELLED


@pytest.mark.parametrize(
    ("step", "actor", "who", "hears", "what"),
    [
        (Step.HOST_CANCELS, Actor.HOST, HOST, TRAVELLER, "trip_word.host_gone"),
        (Step.CANCEL, Actor.TRAVELLER, TRAVELLER, HOST, "trip_word.cancelled"),
        (Step.CANCEL, Actor.TEAM, HELMI, TRAVELLER, "trip_word.cancelled"),
    ],
)
async def test_who_would_set_out_in_the_morning_hears_in_the_night_that_the_trip_is_off(
    journey: Journey, step: Step, actor: Actor, who: Person, hears: Person, what: str
) -> None:
    trip = await agreed(journey, date(2026, 11, 27))
    await journey.tick(minutes=3)
    journey.office.now = helsinki(2026, 11, 26, 22, 30)
    await journey.tick()
    await journey.step(trip.id, step, actor, who, words="sairastuin")
    heard = await journey.tick(minutes=3)
    assert heard_by(hears, heard) == [FI(what)]
    assert heard_by(HELMI, heard) == [], "who need not set out is left alone"


async def test_who_sets_out_another_day_is_left_alone_in_the_night(journey: Journey) -> None:
    trip = await agreed(journey, date(2026, 11, 27))
    await journey.tick(minutes=3)
    journey.office.now = helsinki(2026, 11, 25, 22, 30)
    await journey.tick()
    await journey.step(trip.id, Step.HOST_CANCELS, Actor.HOST, HOST, words="sairastuin")
    assert await journey.tick(minutes=3) == []
    assert FI("trip_word.host_gone") in heard_by(TRAVELLER, await journey.tick(hours=12))


async def test_who_would_set_out_in_the_morning_hears_in_the_night_that_the_day_has_moved(journey: Journey) -> None:
    trip = await agreed(journey, date(2026, 11, 27))
    await journey.tick(minutes=3)
    journey.office.now = helsinki(2026, 11, 26, 22, 30)
    await journey.tick()
    await agree(journey, trip, date(2026, 12, 9))
    heard = await journey.tick(minutes=3)
    assert sorted(heard) == [(f"a:{one.id}", FI("trip_plan.changed")) for one in (TRAVELLER, HOST)]


async def test_who_takes_over_a_forgotten_hosts_offer_can_be_asked_again(journey: Journey) -> None:
    offer = await journey.offer()
    trip = await journey.requested()
    await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI)
    asked = [AskedHost(trip.id, offer.id, "Iisalmi", HOST.id, journey.now)]
    trip = await journey.step(trip.id, Step.ASK_HOST, Actor.TEAM, HELMI, asked=asked)
    await journey.tick(minutes=3)
    await forget(journey, HOST)
    await live_in(journey, FOREMAN, "Iisalmi")
    await journey.press_data(FOREMAN, {"do": "offer_take", "offer": offer.id})
    ask = press_of("queue_ask_host", trip, offers=str(offer.id))
    assert FI("queue_done.ask_host") in (await journey.press_data(HELMI, ask)).text
    assert heard_by(FOREMAN, await journey.tick(minutes=3)) == [FI("trip_word.ask_host")]
