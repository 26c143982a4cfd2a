"""A traveller follows trips over a real store: where they are, answers, a chosen host, cancelling, words unasked."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from bot.domain.conversation import Reply
from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import Agreed, Trip, TripState
from bot.services.trips import By, take_step, undo
from bot.texts import texts_of
from bot.understanding.trips import TripKind, TripSaid
from tests.support.journeys import HELMI, HOST, MAURI, TRAVELLER, WANTED, Journey
from tests.support.requesting import answered, field_of
from tests.support.talk import data_of, titles_of

FI, EN = texts_of("fi"), texts_of("en")


def button(name: str, **slots: object) -> str:
    return FI(f"trip_button.own.{name}", **slots)


async def taken(journey: Journey, **wanted: Any) -> Trip:
    """A request that Helmi has taken, and of which the traveller has heard."""
    trip = await journey.requested(**wanted)
    taken = await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI)
    await journey.tick(minutes=5)
    return taken


async def mine(journey: Journey) -> Reply:
    return await answered(journey, TripSaid(TripKind.MINE))


async def suggested(journey: Journey, *libraries: str) -> Trip:
    trip = await taken(journey)
    offers = tuple([(await journey.offer(one)).id for one in libraries])
    agreed = replace(trip.agreed, suggested=offers)
    return await journey.step(trip.id, Step.SUGGEST_HOSTS, Actor.TEAM, HELMI, agreed=agreed)


@pytest.mark.parametrize(
    ("day", "later", "told"),
    [
        (date(2026, 12, 9), {}, "agreed_week"),
        # A week before is a Wednesday morning that is over.
        (date(2026, 12, 9), {"days": 9}, "agreed_day"),
        (date(2026, 12, 1), {}, "agreed_day"),
        # The morning of the day before is over.
        (date(2026, 11, 25), {"minutes": 10}, "agreed"),
        (date(2026, 11, 25), {"days": 1}, "agreed"),
        (date(2026, 11, 24), {}, "agreed"),
        (date(2026, 11, 25), {"days": 2}, "agreed_over"),
    ],
)
async def test_only_reminders_that_come_are_promised(
    journey: Journey, day: date, later: dict[str, float], told: str
) -> None:
    trip = await taken(journey)
    agreed = Agreed("Iisalmi", HOST.name, HOST.id, day=day)
    await journey.step(trip.id, Step.FIND_HOST, Actor.TEAM, HELMI, agreed=replace(agreed, day=None))
    await journey.step(trip.id, Step.AGREE, Actor.TEAM, HELMI, agreed=agreed)
    journey.wait(**later)
    card = (await mine(journey)).text
    lines = {name: FI(f"trip_next.{name}") for name in ("agreed_week", "agreed_day", "agreed_over", "agreed")}
    assert [name for name, line in lines.items() if line in card.splitlines()] == [told]
    # What was promised comes, and nothing else.
    heard = [line for days in range(20) for _, line in await journey.tick(days=days and 1)]
    coming = {"agreed_week": ("week_before", "day_before"), "agreed_day": ("day_before",)}.get(told, ())
    words = {FI(f"trip_word.{word}") for word in ("week_before", "day_before")}
    assert words & set(heard) == {FI(f"trip_word.{word}") for word in coming}


async def test_the_plan_of_an_agreed_trip_stands_together(journey: Journey) -> None:
    trip = await taken(journey, days=(date(2026, 12, 9),), hosts=("Iisalmi", "Varkaus"))
    asked = (await mine(journey)).text
    assert FI.count("trip.wished_hosts", 2, hosts="Iisalmi, Varkaus") in asked
    agreed = Agreed("Iisalmi", HOST.name, HOST.id, day=date(2026, 12, 9), starts=time(9), plan="Tavataan ovella.")
    await journey.step(trip.id, Step.FIND_HOST, Actor.TEAM, HELMI, agreed=replace(agreed, day=None))
    await journey.step(trip.id, Step.AGREE, Actor.TEAM, HELMI, agreed=agreed)
    card = (await mine(journey)).text
    parts = ["9.12.2026", "9.00", "Iisalmen kaupunginkirjasto", "Tavataan ovella.", FI("trip_travel.bus")]
    assert sorted(parts, key=card.index) == parts


async def test_where_my_request_is_who_has_it_and_what_is_next(journey: Journey) -> None:
    trip = await journey.requested()
    assert FI("trip_next.requested") in (await mine(journey)).text
    journey.wait(days=2)
    await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI)
    journey.wait(days=1)
    await journey.step(trip.id, Step.COMMENT, Actor.TEAM, MAURI, words="hankala tapaus")
    card = await mine(journey)
    for part in (
        FI("trip_own.state", state=FI("trip_state.handling"), day="26.11."),
        FI("trip_own.handler", name=HELMI.name),
        FI("trip_next.handling"),
        "26.11.: Helmi Laineke otti pyynnön käsittelyyn",
    ):
        assert part in card.text
    assert "hankala" not in json.dumps(card.card)


async def test_what_hosts_answer_and_what_was_taken_back_is_not_told(journey: Journey) -> None:
    trip = await taken(journey)
    offer = await journey.offer("Iisalmi")
    await journey.step(trip.id, Step.ASK_HOST, Actor.TEAM, HELMI)
    await journey.step(trip.id, Step.HOST_NOT_NOW, Actor.HOST, HOST, words="meillä on remontti")
    card = await mine(journey)
    assert "isäntää kysyttiin" in card.text
    assert "remontti" not in json.dumps(card.card)
    assert HOST.name not in json.dumps(card.card)
    assert offer.library not in card.text
    await journey.step(trip.id, Step.FIND_HOST, Actor.TEAM, HELMI, agreed=Agreed(host="Iisalmi"))
    async with journey.store.begin() as uow:
        now = await uow.trips.by_id(trip.id)
        assert now is not None
        await undo(uow, trip.id, now.version, By(Actor.TEAM, HELMI.id, HELMI.name), journey.now)
    assert FI("trip_history.find_host") not in (await mine(journey)).text


async def test_several_trips_are_listed_and_anothers_are_not(journey: Journey) -> None:
    await journey.requested(hosts=("Iisalmi",))
    await journey.requested(themes=("digitisation",))
    await journey.requested(who=HOST, hosts=("Kuopio",))
    card = await mine(journey)
    assert titles_of(card) == ["digitointi", "Iisalmi, omatoimikirjasto", button("new")]
    assert "Iisalmi, omatoimikirjasto: pyydetty, viimeksi muuttunut 24.11." in card.text
    shown = await journey.press(TRAVELLER, card, "digitointi")
    assert "Mitä oppimaan: digitointi" in shown.text


async def test_who_has_no_trips_is_told_how_to_begin(journey: Journey) -> None:
    assert FI("trip_own.none") in (await mine(journey)).text
    assert FI("trip_own.nothing_to_cancel") in (await answered(journey, TripSaid(TripKind.CANCEL))).text


async def test_a_question_is_answered_right_where_it_came(journey: Journey) -> None:
    trip = await taken(journey)
    await journey.step(trip.id, Step.ASK_TRAVELLER, Actor.TEAM, HELMI, words="Käykö tammikuu?")
    assert await journey.tick(minutes=5) == [(f"a:{TRAVELLER.id}", FI("trip_word.question"))]
    card = journey.last_card(TRAVELLER)
    assert "Helmi Laineke: Käykö tammikuu?" in json.dumps(card, ensure_ascii=False)
    waits = FI("trip_own.waits_answer", words="Käykö tammikuu?")
    assert waits in (await mine(journey)).text
    told = await journey.press(TRAVELLER, card, button("send_answer"), words=" Käy hyvin! ")
    assert FI("trip_own.answered") in told.text
    assert waits not in told.text
    again = await journey.press(TRAVELLER, card, button("send_answer"), words="Käy hyvin!")
    assert FI("trip_own.answered") in again.text
    assert await journey.tick(minutes=5) == [(f"a:{HELMI.id}", FI("trip_word.answer"))]
    assert "Aino Esimerkki: Käy hyvin!" in json.dumps(journey.last_card(HELMI), ensure_ascii=False)


@pytest.mark.parametrize(("words", "fault"), [("", "empty"), (" \u200b", "empty"), ("ä" * 301, "too_long")])
async def test_an_answer_that_cannot_be_sent_comes_back(journey: Journey, words: str, fault: str) -> None:
    trip = await taken(journey)
    asked = await journey.step(trip.id, Step.ASK_TRAVELLER, Actor.TEAM, HELMI, words="Käykö tammikuu?")
    form = await journey.press(TRAVELLER, await mine(journey), button("answer"))
    assert "Käykö tammikuu?" in form.text
    again = await journey.press(TRAVELLER, form, button("send_answer"), words=words)
    assert FI(f"trip_say.{fault}", limit=300) in again.text
    assert field_of(again, "words")["value"] in words
    assert (await journey.trip(trip.id)).version == asked.version


async def test_an_answer_that_was_overtaken_is_not_lost(journey: Journey) -> None:
    trip = await taken(journey)
    await journey.step(trip.id, Step.ASK_TRAVELLER, Actor.TEAM, HELMI, words="Käykö tammikuu?")
    form = await journey.press(TRAVELLER, await mine(journey), button("answer"))
    await journey.step(trip.id, Step.COMMENT, Actor.TEAM, MAURI, words="odotan")
    again = await journey.press(TRAVELLER, form, button("send_answer"), words="Käy.")
    assert FI("trip_say.overtaken") in again.text
    assert field_of(again, "words")["value"] == "Käy."
    told = await journey.press(TRAVELLER, again, button("send_answer"), words="Käy.")
    assert FI("trip_own.answered") in told.text


async def test_a_host_is_chosen_of_those_that_were_suggested(journey: Journey) -> None:
    trip = await suggested(journey, "Iisalmi", "Kuopio")
    await journey.tick(minutes=5)
    card = journey.last_card(TRAVELLER)
    told = json.dumps(card, ensure_ascii=False)
    assert "Kuopio, 145 km: aiheena omatoimikirjasto" in told
    assert FI("trip_own.waits_choice") in (await mine(journey)).text
    listed = await journey.press(TRAVELLER, await mine(journey), button("choose"))
    assert "Iisalmi, 245 km" in listed.text
    chosen = await journey.press(TRAVELLER, card, button("choose_host", host="Kuopio"))
    assert FI("trip_own.chosen", host="Kuopio") in chosen.text
    assert FI("trip_own.waits_choice") not in chosen.text
    assert (await journey.trip(trip.id)).wanted.hosts == ("Kuopio",)
    again = await journey.press(TRAVELLER, card, button("choose_host", host="Kuopio"))
    assert FI("trip_own.chosen", host="Kuopio") in again.text
    assert await journey.tick(minutes=5) == [(f"a:{HELMI.id}", FI("trip_word.chosen"))]


async def test_a_host_that_was_not_suggested_or_is_rested_cannot_be_chosen(journey: Journey) -> None:
    trip = await suggested(journey, "Iisalmi")
    other = await journey.offer("Kuopio")
    for number in (other.id, 0, -1, "1", None, 2**70):
        data = {"do": "trip_choose", "trip": trip.id, "version": trip.version, "offer": number}
        assert FI("trip_say.choose_how") in (await journey.press_data(TRAVELLER, data)).text
    async with journey.store.begin() as uow:
        offer = await uow.offers.by_id(trip.agreed.suggested[0])
        assert offer is not None
        await uow.offers.save(replace(offer, active=False))
    data = {"do": "trip_choose", "trip": trip.id, "version": trip.version, "offer": trip.agreed.suggested[0]}
    assert FI("trip_say.choose_none") in (await journey.press_data(TRAVELLER, data)).text
    assert await journey.trip(trip.id) == trip


async def test_a_trip_is_cancelled_with_a_reason_and_those_concerned_hear(journey: Journey) -> None:
    trip = await taken(journey)
    asked = await answered(journey, TripSaid(TripKind.CANCEL))
    assert (await journey.trip(trip.id)).state is TripState.HANDLING
    told = await journey.press(TRAVELLER, asked, button("do_cancel"), words="sairastuin")
    assert FI("trip_own.cancelled") in told.text
    assert FI("trip_own.reason", reason="sairastuin") in told.text
    twice = await journey.press(TRAVELLER, asked, button("do_cancel"), words="sairastuin")
    assert FI("trip_next.cancelled") in twice.text
    assert await journey.tick(minutes=5) == [(f"a:{HELMI.id}", FI("trip_word.cancelled"))]
    assert button("undo") not in titles_of(await mine(journey))


async def test_a_slip_is_undone_before_anybody_hears(journey: Journey) -> None:
    trip = await taken(journey)
    asked = await answered(journey, TripSaid(TripKind.CANCEL))
    cancelled = await journey.press(TRAVELLER, asked, button("do_cancel"))
    back = await journey.press(TRAVELLER, cancelled, button("undo"))
    assert FI("trip_own.undone") in back.text
    assert (await journey.trip(trip.id)).state is TripState.HANDLING
    assert await journey.tick(minutes=10) == []
    late = await journey.press(TRAVELLER, cancelled, button("undo"))
    assert FI("trip_own.overtaken") in late.text


async def test_which_of_several_is_cancelled_is_asked_and_none_by_chance(journey: Journey) -> None:
    first, second = await journey.requested(hosts=("Iisalmi",)), await journey.requested(hosts=("Kuopio",))
    which = await answered(journey, TripSaid(TripKind.CANCEL))
    asked = await journey.press(TRAVELLER, which, "Iisalmi, omatoimikirjasto")
    kept = await journey.press(TRAVELLER, asked, button("stay"))
    assert FI("trip_state.requested") in kept.text
    await journey.press(TRAVELLER, asked, button("do_cancel"))
    assert (await journey.trip(first.id)).state is TripState.CANCELLED
    assert (await journey.trip(second.id)).state is TripState.REQUESTED


async def test_a_cancel_that_was_overtaken_is_asked_again_with_its_reason(journey: Journey) -> None:
    trip = await taken(journey)
    asked = await answered(journey, TripSaid(TripKind.CANCEL))
    await journey.step(trip.id, Step.FIND_HOST, Actor.TEAM, HELMI, agreed=Agreed(host="Iisalmi"))
    again = await journey.press(TRAVELLER, asked, button("do_cancel"), words="este")
    assert FI("trip_say.overtaken") in again.text
    assert "Iisalmi" in again.text
    assert field_of(again, "words")["value"] == "este"
    await journey.press(TRAVELLER, again, button("do_cancel"), words="este")
    assert (await journey.trip(trip.id)).state is TripState.CANCELLED


async def test_a_draft_is_deleted_after_asking_and_leaves_nothing(journey: Journey) -> None:
    async with journey.store.begin() as uow:
        draft = await uow.trips.add("d", TRAVELLER.id, WANTED, "", journey.now)
    asked = await journey.press_data(TRAVELLER, {"do": "trip_ask_cancel", "trip": draft.id, "version": 1})
    assert FI("trip_say.remove_how") in asked.text
    told = await journey.press(TRAVELLER, asked, button("do_remove"))
    assert FI("trip_own.removed") in told.text
    again = await journey.press(TRAVELLER, asked, button("do_remove"))
    assert FI("trip_own.gone") in again.text


async def test_the_team_and_the_traveller_at_once_one_wins_and_the_other_sees(journey: Journey) -> None:
    trip = await taken(journey)
    asked = await answered(journey, TripSaid(TripKind.CANCEL))

    async def decline() -> None:
        async with journey.store.begin() as uow:
            by = By(Actor.TEAM, HELMI.id, HELMI.name)
            await take_step(uow, trip.id, trip.version, Step.DECLINE, by, journey.now, words="ei rahaa")

    card, lost = await asyncio.gather(
        journey.press(TRAVELLER, asked, button("do_cancel")), decline(), return_exceptions=True
    )
    assert isinstance(card, Reply)
    state = (await journey.trip(trip.id)).state
    assert state is (TripState.CANCELLED if isinstance(lost, Exception) else TripState.DECLINED)
    assert (await journey.trip(trip.id)).version == trip.version + 1


async def test_the_plan_comes_and_is_reminded_of(journey: Journey) -> None:
    trip = await taken(journey)
    agreed = Agreed(
        "Iisalmi", "Heikki Mallikas", HOST.id, None, date(2026, 12, 8), time(9), time(15), "Tavataan ovella"
    )
    await journey.step(trip.id, Step.FIND_HOST, Actor.TEAM, HELMI, agreed=agreed)
    await journey.tick(minutes=5)
    await journey.step(trip.id, Step.AGREE, Actor.TEAM, HELMI, agreed=agreed)
    await journey.tick(minutes=5)
    plan = ("Isäntä: Iisalmi, Heikki Mallikas", "Kello: 9.00–15.00", "Suunnitelma: Tavataan ovella", "8.12.2026")
    for wait in ({}, {"days": 7}, {"days": 6}):
        await journey.tick(**wait)
        shown = journey.last_card(TRAVELLER)
        told = json.dumps(shown, ensure_ascii=False)
        assert [one for one in plan if one not in told] == []
        assert data_of(shown, button("cancel"))["do"] == "trip_ask_cancel"
    assert FI("trip_to_traveller.day_before") in told
    seen = (await mine(journey)).text
    assert [one for one in plan if one not in seen] == []


async def test_a_declined_trip_tells_why_and_lets_begin_anew(journey: Journey) -> None:
    trip = await taken(journey)
    await journey.step(trip.id, Step.DECLINE, Actor.TEAM, HELMI, words="ei rahaa")
    await journey.tick(minutes=5)
    card = journey.last_card(TRAVELLER)
    assert "Helmi Laineke: ei rahaa" in json.dumps(card, ensure_ascii=False)
    shown = await journey.press(TRAVELLER, card, button("show"))
    assert FI("trip_own.reason", reason="ei rahaa") in shown.text
    assert FI("trip_form.title_new") in (await journey.press(TRAVELLER, card, button("new"))).text


async def test_english(journey: Journey) -> None:
    trip = await taken(journey)
    await journey.step(trip.id, Step.ASK_TRAVELLER, Actor.TEAM, HELMI, words="Does January do?")
    card = await answered(journey, TripSaid(TripKind.MINE), language="en")
    form = await journey.press(TRAVELLER, card, EN("trip_button.own.answer"))
    told = await journey.press(TRAVELLER, form, EN("trip_button.own.send_answer"), words="Yes.")
    assert EN("trip_own.answered") in told.text
    assert EN("trip_next.handling") in told.text


@pytest.mark.parametrize(
    "do",
    [
        *("trip_show", "trip_ask_answer", "trip_answer", "trip_choosing", "trip_choose", "trip_ask_cancel"),
        *("trip_cancel", "trip_remove", "trip_undo"),
    ],
)
async def test_anothers_trip_is_as_one_that_is_not(journey: Journey, do: str) -> None:
    trip = await suggested(journey, "Iisalmi")
    data = {"do": do, "trip": trip.id, "version": trip.version, "words": "x", "offer": trip.agreed.suggested[0]}
    for person in (HOST, HELMI):
        told = await journey.press_data(person, data)
        missing = await journey.press_data(person, {**data, "trip": 999})
        assert told.text == missing.text
        assert FI("trip_own.gone") in told.text
    assert await journey.trip(trip.id) == trip


async def test_a_bare_cancel_is_about_the_trip_where_there_is_one(journey: Journey) -> None:
    assert "En ymmärtänyt" in (await journey.say(TRAVELLER, "peru")).text
    trip = await journey.requested()
    for said in ("peru", "Peruuta!"):
        card = await journey.say(TRAVELLER, said)
        assert FI("trip_button.own.cancel") in card.text, card.text
    assert "En ymmärtänyt" in (await journey.say(HOST, "peru")).text
    in_channel = await journey.say(TRAVELLER, "peru", channel=True)
    assert "Aino" not in in_channel.text
    await journey.press(TRAVELLER, card, FI("trip_button.own.cancel"))
    assert (await journey.trip(trip.id)).state is TripState.CANCELLED
