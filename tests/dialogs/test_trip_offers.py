"""What a library offers: made from a sentence or a form, changed, rested, taken over; every press is checked."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest

from bot.domain.conversation import Person, Reply
from bot.domain.trip_hosts import MAX_OFFER_WORDS, AskedHost, Offer
from bot.domain.trip_steps import Actor, Step
from bot.services.trip_offers import MOST_OWN
from bot.texts import texts_of
from bot.understanding.trips import TripKind, TripSaid
from tests.support.journeys import FOREMAN, HELMI, HOST, TRAVELLER, Journey
from tests.support.requesting import answered
from tests.support.talk import buttons_of

FI, EN = texts_of("fi"), texts_of("en")
OPEN = {"do": "offer_open", "themes": ["reading_dogs"], "words": "lukukoirailta", "libraries": ["Juva"]}
FILLED: dict[str, Any] = {
    "library": "Juva",
    "themes": "reading_dogs,children",
    "words": "Miten lukukoirailta järjestetään.",
    "contact": "Heikki Mallikas",
    "closed": "7,12",
    "when_not": "Maanantaisin olemme kiinni.",
    "per_month": "2",
}
SAVE, CHANGE = FI("trip_offer_button.save"), FI("trip_offer_button.change")


async def offers(journey: Journey) -> list[Offer]:
    async with journey.store.begin() as uow:
        return list(await uow.offers.all(active=False))


async def live_in(journey: Journey, person: Person, library: str) -> None:
    async with journey.store.begin() as uow:
        known = await uow.recipients.by_account(person.id)
        assert known is not None
        await uow.recipients.choose_library(known.id, library)


async def made(journey: Journey, who: Person = HOST, **fields: Any) -> Offer:
    form = await journey.press_data(who, OPEN)
    await journey.press(who, form, SAVE, **{**FILLED, **fields})
    return (await offers(journey))[-1]


def field(card: Reply, name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in card.card["body"] if one.get("id") == name)
    return found


def titles(card: Reply) -> list[str]:
    return [re.sub(r" \(\d+\)", "", one["title"]) for one in buttons_of(card.card)]


async def test_an_offer_is_made_of_what_was_said_and_what_is_known_already(journey: Journey) -> None:
    await live_in(journey, HOST, "Iisalmi")
    form = await journey.press_data(HOST, {**OPEN, "libraries": []})
    assert [field(form, name)["value"] for name in ("library", "themes", "words", "contact")] == [
        "Iisalmi",
        "reading_dogs",
        "lukukoirailta",
        HOST.name,
    ]
    saved = await journey.press(HOST, form, SAVE, **FILLED)
    assert FI("trip_offer.made") in saved.text
    assert "Juva, yhteyshenkilö Heikki Mallikas." in saved.text
    assert "heinäkuu, joulukuu" in saved.text
    (offer,) = await offers(journey)
    assert (offer.account, offer.contact, offer.library, offer.version) == (HOST.id, HOST.name, "Juva", 1)
    assert (offer.themes, offer.closed, offer.per_month) == (("children", "reading_dogs"), (7, 12), 2)
    assert offer.active


async def test_a_sentence_opens_the_form_filled_in_and_in_a_channel_a_button_does(journey: Journey) -> None:
    said = TripSaid(TripKind.OFFER, ("reading_dogs",), "lukukoirailta " + "ä" * MAX_OFFER_WORDS, ("Juva",))
    form = await answered(journey, said, person=HOST)
    assert field(form, "library")["value"] == "Juva"
    assert field(form, "words")["value"].startswith("lukukoirailta")
    card = await answered(journey, said, person=HOST, channel=True)
    assert FI("trip_offer.in_channel") in card.text
    assert not [one for one in card.card["body"] if one["type"].startswith("Input")]
    opened = await journey.press(TRAVELLER, card, FI("trip_offer_button.new"))
    assert field(opened, "words")["value"].startswith("lukukoirailta")
    assert field(opened, "contact")["value"] == TRAVELLER.name


async def test_the_same_form_pressed_twice_makes_one_offer(journey: Journey) -> None:
    form = await journey.press_data(HOST, OPEN)
    await journey.press(HOST, form, SAVE, **FILLED)
    again = await journey.press(HOST, form, SAVE, **FILLED)
    assert FI("trip_offer.made") in again.text
    other = await journey.press(HOST, form, SAVE, **{**FILLED, "words": "Jotain muuta."})
    assert FI("trip_offer.made_before") in other.text
    assert [one.words for one in await offers(journey)] == [FILLED["words"]]


async def test_one_form_pressed_by_two_makes_one_of_each(journey: Journey) -> None:
    form = await journey.press_data(HOST, OPEN)
    await journey.press(HOST, form, SAVE, **FILLED)
    await journey.press(TRAVELLER, form, SAVE, **FILLED)
    assert [one.account for one in await offers(journey)] == [HOST.id, TRAVELLER.id]


async def test_every_fault_is_told_at_once_and_what_was_typed_stays(journey: Journey) -> None:
    form = await journey.press_data(HOST, {"do": "offer_open"})
    wrong = {
        "library": "Helsinki",
        "themes": "",
        "words": "",
        "contact": " ",
        "closed": ",".join(map(str, range(1, 13))),
        "when_not": "perjantaisin",
        "per_month": "11",
    }
    again = await journey.press(HOST, form, SAVE, **wrong)
    for name in ("library", "themes", "contact", "closed", "per_month"):
        assert FI(f"trip_offer.fault.{name}") in again.text, name
    assert field(again, "when_not")["value"] == "perjantaisin"
    long = await journey.press(HOST, again, SAVE, **{**FILLED, "words": "ä" * (MAX_OFFER_WORDS + 1)})
    assert FI("trip_offer.fault_too_long", limit=MAX_OFFER_WORDS) in long.text
    assert await offers(journey) == []
    await journey.press(HOST, long, SAVE, **FILLED)
    assert len(await offers(journey)) == 1


async def test_ones_own_are_listed_changed_rested_and_woken(journey: Journey) -> None:
    assert FI("trip_offer.own_none") in (await journey.say(HOST, "tarjoukseni")).text
    await made(journey)
    own = await journey.say(HOST, "Isäntätarjoukseni?")
    assert FI("trip_offer.own.one", n=1) in own.text
    card = await journey.press(HOST, own, FI("trip_offer_button.show"))
    form = await journey.press(HOST, card, CHANGE)
    assert field(form, "closed")["value"] == "7,12"
    saved = await journey.press(HOST, form, SAVE, **{**FILLED, "per_month": "3"})
    assert "Enintään 3 vierailijaa kuukaudessa." in saved.text
    rested = await journey.press(HOST, saved, FI("trip_offer_button.rest"))
    assert FI("trip_offer.resting") in rested.text
    assert not (await offers(journey))[0].active
    assert FI("trip_offer.rested") in (await journey.press(HOST, saved, FI("trip_offer_button.rest"))).text
    await journey.press(HOST, rested, FI("trip_offer_button.wake"))
    (offer,) = await offers(journey)
    assert (offer.active, offer.per_month, offer.version) == (True, 3, 4)


async def test_an_offer_is_removed_after_it_is_asked(journey: Journey) -> None:
    await made(journey)
    card = await journey.say(HOST, "tarjoukseni")
    shown = await journey.press(HOST, card, FI("trip_offer_button.show"))
    asked = await journey.press(HOST, shown, FI("trip_offer_button.ask_remove"))
    assert len(await offers(journey)) == 1
    gone = await journey.press(HOST, asked, FI("trip_offer_button.remove"))
    assert FI("trip_offer.removed") in gone.text
    assert await offers(journey) == []
    assert FI("trip_offer.gone") in (await journey.press(HOST, asked, FI("trip_offer_button.remove"))).text


async def test_who_is_asked_by_it_answers_before_it_is_removed(journey: Journey) -> None:
    offer = await made(journey)
    trip = await journey.requested(library="Kuopio")
    await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI)
    asked = [AskedHost(trip.id, offer.id, "Juva", HOST.id, journey.now)]
    await journey.step(trip.id, Step.ASK_HOST, Actor.TEAM, HELMI, asked=asked)
    data = {"offer": offer.id, "version": offer.version}
    for do in ("offer_ask_remove", "offer_remove"):
        assert FI("trip_offer.awaited") in (await journey.press_data(HOST, {"do": do, **data})).text
    assert len(await offers(journey)) == 1


async def test_of_two_who_save_at_once_one_wins_and_the_other_sees_it(journey: Journey) -> None:
    await made(journey)
    card = await journey.say(HOST, "tarjoukseni")
    shown = await journey.press(HOST, card, FI("trip_offer_button.show"))
    mine = await journey.press(HOST, shown, CHANGE)
    theirs = await journey.press(HELMI, mine, SAVE, **{**FILLED, "words": "Helmin sanat."})
    assert FI("trip_offer.saved") in theirs.text
    lost = await journey.press(HOST, mine, SAVE, **{**FILLED, "words": "Heikin sanat."})
    assert "Helmin sanat." in lost.text
    assert field(lost, "words")["value"] == "Heikin sanat."
    assert (await offers(journey))[0].words == "Helmin sanat."
    await journey.press(HOST, lost, SAVE, **{**FILLED, "words": "Heikin sanat."})
    assert (await offers(journey))[0].words == "Heikin sanat."


async def test_two_at_the_same_moment_make_one_change(journey: Journey) -> None:
    await made(journey)
    offer = (await offers(journey))[0]
    data = {"do": "offer_save", "offer": offer.id, "version": offer.version}
    answers = await asyncio.gather(
        journey.press_data(HOST, {**data, **FILLED, "words": "yksi"}),
        journey.press_data(HELMI, {**data, **FILLED, "words": "kaksi"}),
    )
    assert sum(FI("trip_offer.saved") in one.text for one in answers) == 1
    assert (await offers(journey))[0].version == 2


async def test_a_rest_that_somebody_was_quicker_than_tells_what_is_now(journey: Journey) -> None:
    await made(journey)
    card = await journey.say(HOST, "tarjoukseni")
    shown = await journey.press(HOST, card, FI("trip_offer_button.show"))
    form = await journey.press(HELMI, shown, CHANGE)
    await journey.press(HELMI, form, SAVE, **{**FILLED, "words": "Helmin sanat."})
    for name in ("rest", "ask_remove"):
        answer = await journey.press(HOST, shown, FI(f"trip_offer_button.{name}"))
    removed = await journey.press(HOST, answer, FI("trip_offer_button.remove"))
    assert FI("trip_offer.removed") in removed.text, "asked again with what is now"
    await made(journey)
    rested = await journey.press_data(HOST, {"do": "offer_rest", "offer": (await offers(journey))[0].id, "version": 9})
    assert FI("trip_offer.overtaken") in rested.text
    assert (await offers(journey))[0].active


@pytest.mark.parametrize("do", ["show", "change", "rest", "wake", "ask_remove", "remove", "save", "take"])
async def test_nobody_else_does_anything_with_an_offer(journey: Journey, do: str) -> None:
    offer = await made(journey)
    data = {"do": f"offer_{do}", "offer": offer.id, "version": offer.version, **FILLED, "words": "Minun sanani."}
    answer = await journey.press_data(TRAVELLER, data)
    assert FI("trip_offer.taken_already" if do == "take" else "trip_offer.gone") in answer.text
    assert "lukukoirailta" not in answer.text
    assert await offers(journey) == [offer]


async def test_the_team_cares_for_anybodys_and_it_is_recorded(journey: Journey) -> None:
    offer = await made(journey)
    shown = await journey.press_data(HELMI, {"do": "offer_show", "offer": offer.id})
    await journey.press(HELMI, shown, FI("trip_offer_button.rest"))
    (rested,) = await offers(journey)
    assert (rested.active, rested.account) == (False, HOST.id)
    async with journey.store.begin() as uow:
        assert [change.what for change in await uow.team.latest(10)] == ["offer_changed"]


async def test_a_colleague_takes_over_what_has_nobody_to_ask(journey: Journey) -> None:
    offer = await made(journey, library="Kaavi")
    await live_in(journey, FOREMAN, "Kuopio")
    assert FI("trip_offer.left") not in (await journey.say(FOREMAN, "tarjoukseni")).text
    async with journey.store.begin() as uow:
        await uow.offers.erase_person(HOST.id)
    own = await journey.say(FOREMAN, "tarjoukseni")
    assert FI("trip_offer.left") in own.text
    assert FI("trip_offer.left") not in (await journey.say(TRAVELLER, "tarjoukseni")).text
    forged = await journey.press_data(TRAVELLER, {"do": "offer_take", "offer": offer.id})
    assert FI("trip_offer.taken_already") in forged.text
    taken = await journey.press(FOREMAN, own, FI("trip_offer_button.take"))
    assert FI("trip_offer.taken") in taken.text
    (now,) = await offers(journey)
    assert (now.account, now.contact, now.active) == (FOREMAN.id, FOREMAN.name, True)
    assert FI("trip_offer.taken_already") in (await journey.press(HELMI, own, FI("trip_offer_button.take"))).text


async def test_an_offer_without_anybody_is_not_woken(journey: Journey) -> None:
    offer = await made(journey)
    async with journey.store.begin() as uow:
        await uow.offers.erase_person(HOST.id)
    woken = await journey.press_data(HELMI, {"do": "offer_wake", "offer": offer.id, "version": 1})
    assert FI("trip_offer.nobody_to_ask") in woken.text
    assert not (await offers(journey))[0].active


async def test_it_is_told_how_many_requests_wait_and_no_names(journey: Journey) -> None:
    await journey.requested(themes=("reading_dogs",), library="Kuopio", words="")
    await journey.requested(themes=("children",), library="Iisalmi", words="")
    await journey.requested(themes=("digitisation",), library="Iisalmi", words="")
    await journey.requested(themes=("children",), library="Juva", words="")
    form = await journey.press_data(HOST, OPEN)
    saved = await journey.press(HOST, form, SAVE, **FILLED)
    assert FI("trip_offer.requests.many", n=2) in saved.text
    assert TRAVELLER.name not in saved.text
    rested = await journey.press(HOST, saved, FI("trip_offer_button.rest"))
    assert "avointa pyyntöä" not in rested.text


async def test_in_a_channel_only_a_button_is_given(journey: Journey) -> None:
    await made(journey)
    card = await journey.say(HOST, "tarjoukseni", channel=True)
    assert FI("trip_offer.own_in_channel") in card.text
    assert "lukukoirailta" not in card.text


async def test_nobody_has_offers_without_end(journey: Journey) -> None:
    for _ in range(MOST_OWN):
        await journey.offer("Juva")
    form = await journey.press_data(HOST, OPEN)
    assert FI("trip_offer.too_many", limit=MOST_OWN) in (await journey.press(HOST, form, SAVE, **FILLED)).text
    assert len(await offers(journey)) == MOST_OWN


async def test_it_goes_in_english_too(journey: Journey) -> None:
    card = await journey.say(HOST, "my offers")
    assert EN("trip_offer.own_none") in card.text
    form = await journey.press(HOST, card, EN("trip_offer_button.new"))
    saved = await journey.press(HOST, form, EN("trip_offer_button.save"), **FILLED)
    assert EN("trip_offer.made") in saved.text
    assert "July, December" in saved.text


async def test_other_words_are_no_command(journey: Journey) -> None:
    card = await journey.say(HOST, "tarjoukseni lukukoirista digivarttiin")
    assert card.intent != "trip.offers_own"
