"""A foreman confirms a trip over a real store by the code that was forwarded, and forged codes find nothing."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.conversation import Reply
from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import Consent, Trip, TripState
from bot.services.trip_desk import TripDesk
from bot.services.trips import new_code
from bot.texts import texts_of
from bot.understanding.trips import TripKind, TripSaid
from storage.store import SqlStore
from tests.support.journeys import AKE_CHANNEL, FOREMAN, HELMI, HOST, TRAVELLER, Journey, open_journey
from tests.support.requesting import FORM, answered, number_of_last
from tests.support.talk import titles_of

FI, EN = texts_of("fi"), texts_of("en")
DESK = TripDesk(foreman_presses=True)
CONFIRM, NOT, REFUSE = (FI(f"trip_button.foreman.{name}") for name in ("confirm", "ask_refuse", "refuse"))


@pytest.fixture
async def pressing(store: SqlStore) -> AsyncIterator[Journey]:
    """A region in which foremen press."""
    async with open_journey(store, DESK) as opened:
        yield opened


async def sent(journey: Journey, **fields: Any) -> tuple[Trip, Reply]:
    """A request that was sent by its form without a tick, and what was answered."""
    form = await answered(journey, TripSaid(TripKind.REQUEST), desk=DESK)
    assert "agreed" not in [one.get("id") for one in form.card["body"]]
    told = {name: value for name, value in FORM.items() if name != "agreed"}
    shown = await journey.press(TRAVELLER, form, FI("trip_button.own.preview"), **{**told, **fields})
    assert FI("trip_preview.presses") in shown.text
    card = await journey.press(TRAVELLER, shown, FI("trip_button.own.send"))
    trip = await journey.trip(await number_of_last(journey))
    await journey.tick(minutes=5)
    return trip, card


async def test_a_traveller_gets_a_line_to_forward_and_the_foreman_confirms_by_it(pressing: Journey) -> None:
    trip, card = await sent(pressing)
    assert (trip.consent, len(trip.code)) == (Consent.ASKED, 10)
    line = FI("trip_own.forward", code=trip.code)
    assert line in [one["text"] for one in card.card["body"] if one["type"] == "TextBlock"]
    assert card.card["speak"].count(trip.code) == 1
    assert trip.code in (await pressing.say(TRAVELLER, "omat matkani")).text
    seen = await pressing.say(FOREMAN, line)
    for part in ("Aino Esimerkki", "Iisalmi", "omatoimikirjasto", "noin 75 €", FI("trip_foreman.days"), "1.12.2026"):
        assert part in seen.text
    done = await pressing.press(FOREMAN, seen, CONFIRM)
    assert FI("trip_foreman.confirmed") in done.text
    now = await pressing.trip(trip.id)
    assert (now.consent, now.foreman, now.state) == (Consent.CONFIRMED, FOREMAN.id, TripState.REQUESTED)
    heard = await pressing.tick(minutes=1)
    assert (f"a:{TRAVELLER.id}", FI("trip_word.confirmed")) in heard
    assert len(heard) == 2
    assert FOREMAN.name in json.dumps(pressing.last_card(TRAVELLER), ensure_ascii=False)
    assert pressing.cards(AKE_CHANNEL)


async def test_pressed_twice_is_confirmed_once(pressing: Journey) -> None:
    trip, _ = await sent(pressing)
    seen = await pressing.say(FOREMAN, f"Vahvista matka: {trip.code.lower()[:5]} {trip.code[5:]}.")
    cards = await asyncio.gather(*(pressing.press(FOREMAN, seen, CONFIRM) for _ in range(2)))
    for card in cards:
        assert FI("trip_foreman.confirmed") in card.text
    assert (await pressing.trip(trip.id)).version == trip.version + 1
    assert FI("trip_foreman.is_confirmed") in (await pressing.say(FOREMAN, f"vahvista matka {trip.code}")).text


async def test_refused_with_a_reason_which_those_concerned_see(pressing: Journey) -> None:
    trip, _ = await sent(pressing)
    seen = await pressing.say(FOREMAN, f"vahvista matka {trip.code}")
    form = await pressing.press(FOREMAN, seen, NOT)
    empty = await pressing.press(FOREMAN, form, REFUSE, words="")
    assert FI("trip_say.empty") in empty.text
    assert (await pressing.trip(trip.id)).consent is Consent.ASKED
    told = await pressing.press(FOREMAN, form, REFUSE, words="vuorot eivät riitä")
    assert FI("trip_foreman.refused") in told.text
    await pressing.tick(minutes=1)
    assert "Eero Sivula: vuorot eivät riitä" in json.dumps(pressing.last_card(TRAVELLER), ensure_ascii=False)
    own = await pressing.say(TRAVELLER, "omat matkani")
    assert FI("trip_own.consent_refused") in own.text
    stale = await pressing.press(FOREMAN, seen, CONFIRM)
    assert FI("trip_foreman.overtaken") in stale.text
    assert (await pressing.trip(trip.id)).consent is Consent.REFUSED
    await pressing.press(FOREMAN, stale, CONFIRM)
    assert (await pressing.trip(trip.id)).consent is Consent.CONFIRMED


async def test_a_changed_trip_is_confirmed_anew_and_one_with_other_words_is_not(pressing: Journey) -> None:
    trip, _ = await sent(pressing)
    await pressing.press(FOREMAN, await pressing.say(FOREMAN, f"vahvista matka {trip.code}"), CONFIRM)
    own = await pressing.say(TRAVELLER, "omat matkani")
    form = await pressing.press(TRAVELLER, own, FI("trip_button.own.edit_sent"))
    save = FI("trip_button.own.save_change")
    told = {name: value for name, value in FORM.items() if name != "agreed"}
    words = await pressing.press(TRAVELLER, form, save, **{**told, "words": "muuta"})
    assert FI("trip_own.consent_confirmed") in words.text
    form = await pressing.press(TRAVELLER, words, FI("trip_button.own.edit_sent"))
    other = await pressing.press(TRAVELLER, form, save, **{**told, "words": "muuta", "hosts": "Kuopio"})
    assert FI("trip_own.ask_again") in other.text
    now = await pressing.trip(trip.id)
    assert (now.consent, now.foreman, now.code) == (Consent.ASKED, "", trip.code)


async def test_what_is_wanted_in_words_alone_is_confirmed_anew_when_it_is_something_else(pressing: Journey) -> None:
    trip, _ = await sent(pressing, themes="", words="miten omatoimiajat hoidetaan")
    await pressing.press(FOREMAN, await pressing.say(FOREMAN, f"vahvista matka {trip.code}"), CONFIRM)
    shown = await pressing.press_data(TRAVELLER, {"do": "trip_edit", "trip": trip.id})
    told = {**FORM, "themes": "", "words": "miten järjestetään festivaali"}
    changed = await pressing.press(TRAVELLER, shown, FI("trip_button.own.save_change"), **told)
    assert FI("trip_own.ask_again") in changed.text
    assert (await pressing.trip(trip.id)).consent is Consent.ASKED


async def test_what_changed_meanwhile_is_seen_before_it_is_confirmed(pressing: Journey) -> None:
    trip, _ = await sent(pressing)
    seen = await pressing.say(FOREMAN, f"vahvista matka {trip.code}")
    dearer = replace(trip.wanted, lodging=True)
    await pressing.step(trip.id, Step.CHANGE, Actor.TRAVELLER, TRAVELLER, wanted=dearer)
    again = await pressing.press(FOREMAN, seen, CONFIRM)
    assert FI("trip_foreman.overtaken") in again.text
    assert FI("trip_foreman.days_lodging") in again.text
    assert (await pressing.trip(trip.id)).consent is Consent.ASKED


async def test_a_cancelled_trip_cannot_be_confirmed(pressing: Journey) -> None:
    trip, _ = await sent(pressing)
    seen = await pressing.say(FOREMAN, f"vahvista matka {trip.code}")
    await pressing.step(trip.id, Step.CANCEL, Actor.TRAVELLER, TRAVELLER)
    for card in (
        await pressing.press(FOREMAN, seen, CONFIRM),
        await pressing.say(FOREMAN, f"vahvista matka {trip.code}"),
    ):
        assert FI("trip_foreman.over", state=FI("trip_state.cancelled")) in card.text
        assert "Iisalmi" not in card.text
    assert (await pressing.trip(trip.id)).consent is Consent.ASKED


async def test_nobody_confirms_the_own_trip(pressing: Journey) -> None:
    trip, _ = await sent(pressing)
    told = await pressing.say(TRAVELLER, f"vahvista matka {trip.code}")
    assert FI("trip_foreman.own") in told.text
    pressed = await pressing.press_data(
        TRAVELLER, {"do": "foreman_confirm", "code": trip.code, "version": trip.version}
    )
    assert FI("trip_foreman.own") in pressed.text
    assert await pressing.trip(trip.id) == trip


async def test_who_has_not_answered_first_changes_nothing(pressing: Journey) -> None:
    trip, _ = await sent(pressing)
    await pressing.press(FOREMAN, await pressing.say(FOREMAN, f"vahvista matka {trip.code}"), CONFIRM)
    confirmed = await pressing.trip(trip.id)
    data = {"do": "foreman_refuse", "code": trip.code, "version": confirmed.version, "words": "en"}
    for card in (await pressing.press_data(HOST, data), await pressing.say(HOST, f"vahvista matka {trip.code}")):
        assert FI("trip_foreman.other") in card.text
        assert "Iisalmi" not in card.text
    assert await pressing.trip(trip.id) == confirmed


@pytest.mark.parametrize("code", ["ABCDE23456", "%", "1", "x" * 4000, "'; drop table trips; --", "\u202e"])
async def test_a_code_that_is_none_finds_nothing(pressing: Journey, code: str) -> None:
    trip, _ = await sent(pressing)
    assert FI("trip_foreman.unknown") in (await pressing.say(FOREMAN, f"vahvista matka {code}")).text
    pressed = await pressing.press_data(FOREMAN, {"do": "foreman_confirm", "code": code, "version": trip.version})
    assert FI("trip_foreman.unknown") in pressed.text
    assert await pressing.trip(trip.id) == trip


async def test_a_trip_without_a_code_is_not_found_by_none(journey: Journey) -> None:
    trip = await journey.requested()
    for code in ("", " ", None, 1, ["a"]):
        for do in ("foreman_confirm", "foreman_refuse", "foreman_back"):
            data = {"do": do, "code": code, "version": trip.version, "words": "x", "trip": trip.id}
            assert "Iisalmi" not in (await journey.press_data(FOREMAN, data)).text
    assert FI("trip_foreman.no_code") in (await journey.say(FOREMAN, "vahvista matka")).text
    assert await journey.trip(trip.id) == trip


async def test_in_company_nothing_of_the_trip_is_shown(pressing: Journey) -> None:
    trip, _ = await sent(pressing)
    told = await pressing.say(FOREMAN, f"vahvista matka {trip.code}", channel=True)
    data = {"do": "foreman_confirm", "verb": "foreman_confirm", "code": trip.code, "version": trip.version}
    for card in (told, await pressing.press_data(FOREMAN, data, channel=True)):
        assert FI("trip_foreman.in_private") in card.text
        assert TRAVELLER.name not in card.text
    assert await pressing.trip(trip.id) == trip


async def test_english_and_a_trip_that_the_team_has_taken(pressing: Journey) -> None:
    trip, _ = await sent(pressing)
    await pressing.step(trip.id, Step.TAKE, Actor.TEAM, HELMI)
    await pressing.tick(minutes=5)
    seen = await pressing.say(FOREMAN, f"Confirm trip {trip.code}", locale="en-GB")
    assert titles_of(seen) == [EN("trip_button.foreman.confirm"), EN("trip_button.foreman.ask_refuse")]
    done = await pressing.press(FOREMAN, seen, EN("trip_button.foreman.confirm"))
    assert EN("trip_foreman.confirmed") in done.text
    assert (f"a:{HELMI.id}", FI("trip_word.confirmed")) in await pressing.tick(minutes=1)


def test_codes_are_not_alike() -> None:
    assert len({new_code() for _ in range(500)}) == 500
