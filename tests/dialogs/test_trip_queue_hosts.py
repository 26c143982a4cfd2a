"""Hosts in the AKE team's queue of peer-learning trips: suggested, asked, needed, and found otherwise."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import Agreed, TripState
from tests.support.journeys import AKE_CHANNEL, HELMI, Journey
from tests.support.queueing import FI, fields, opened, steps, taken, title


async def test_a_host_that_was_asked_is_not_asked_again_nor_one_that_rests(journey: Journey) -> None:
    first, second = await journey.offer("Iisalmi"), await journey.offer("Kuopio")
    trip = await taken(journey)
    form = await journey.press(HELMI, await opened(journey, trip), title("ask"))
    assert len(fields(form)["offers"]["choices"]) == 2
    card = await journey.press(HELMI, form, title("ask_host"), offers=str(first.id))
    assert "Iisalmi, Heikki Mallikas: odottaa vastausta" in card.text
    form = await journey.press(HELMI, card, title("ask"))
    assert FI("queue_hosts.asked_already", hosts="Iisalmi") in form.text
    async with journey.store.begin() as uow:
        await uow.offers.save(replace(second, active=False))
    for offers in (str(first.id), str(second.id), "999", "x", None, [1], f"{first.id},{second.id}"):
        data = {"do": "queue_ask_host", "trip": trip.id, "version": (await journey.trip(trip.id)).version}
        again = await journey.press_data(HELMI, {**data, "offers": offers, "said": "Hei"})
        assert FI("queue_hosts.changed") in again.text
    assert (await steps(journey, trip)).count(Step.ASK_HOST) == 1
    async with journey.store.begin() as uow:
        assert [one.offer for one in await uow.trips.asked(trip.id)] == [first.id]


async def test_what_nobody_offers_is_told_as_a_need_with_the_request(journey: Journey) -> None:
    trip = await journey.requested(themes=("game_clubs",))
    await journey.tick()
    card = journey.cards(AKE_CHANNEL)[-1]
    assert FI("queue_word.need", what="pelikerhot") in str(card)
    opened_card = await journey.press(HELMI, card, title("open"))
    assert FI("queue_trip.need", what="pelikerhot") in opened_card.text
    await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI)
    form = await journey.press(HELMI, await opened(journey, trip), title("suggest"))
    assert FI("queue_hosts.none") in form.text


async def test_words_that_nobody_offers_are_shown_as_they_were_written(journey: Journey) -> None:
    await journey.requested(themes=(), words="C_kasetit *digitoida*")
    await journey.tick()
    card = journey.cards(AKE_CHANNEL)[-1]
    assert FI("queue_word.need", what="C\\_kasetit \\*digitoida\\*") in [one.get("text") for one in card["body"]]
    assert FI("queue_word.need", what="C_kasetit *digitoida*") in card["speak"]


async def test_a_host_found_otherwise_is_another_library_with_a_contact(journey: Journey) -> None:
    trip = await taken(journey)
    form = await journey.press(HELMI, await opened(journey, trip), title("find"))
    wrong = [
        ("Juva", "Kaisa", "own"),
        ("Helsinki", "Kaisa", "library_error"),
        (None, "Kaisa", "library_error"),
        ("Kuopio", "", "contact_error"),
        ("Kuopio", "a" * 121, "contact_error"),
    ]
    for host, contact, fault in wrong:
        again = await journey.press(HELMI, form, title("find_host"), host=host, contact=contact)
        assert FI(f"queue_find.{fault}", limit=120) in again.text
    assert (await journey.trip(trip.id)).state is TripState.HANDLING
    card = await journey.press(HELMI, form, title("find_host"), host="Kuopio", contact="Kaisa Mallikas")
    assert FI("queue_trip.unheard") in card.text
    assert (await journey.trip(trip.id)).agreed == Agreed("Kuopio", "Kaisa Mallikas")
