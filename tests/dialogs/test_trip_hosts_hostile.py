"""Odd values in what comes back of cards about offers and hosts: each is answered, and nothing odd is kept."""

from __future__ import annotations

import json

import pytest

from bot.domain.offer_forms import OfferWritten, faults_of, read_offer
from bot.domain.trip_hosts import AskedHost
from bot.domain.trip_steps import Actor, Step
from bot.services.libraries import municipalities
from bot.understanding.themes import themes
from dialogs.cards.elements import MAX_BYTES
from dialogs.trip_host_visits import HostVisitTurn
from dialogs.trip_offers import OfferTalk
from tests.dialogs.test_hostile import LINK, ODD, TURNED, marked
from tests.dialogs.test_trip_offers import FILLED, OPEN, offers
from tests.support.journeys import HELMI, HOST, Journey

OF_OFFERS = sorted({*OfferTalk._alone, *OfferTalk._of_offer})
OF_HOSTS = sorted({*HostVisitTurn._of_visit, *(f"host_{one}" for one in ("yes", "other", "not", "open"))})
SAYING = ["host_say_yes", "host_say_other", "host_say_not"]


@pytest.mark.parametrize("do", OF_OFFERS)
async def test_odd_values_about_offers_are_answered(journey: Journey, do: str) -> None:
    offer = await journey.offer("Juva", "children")
    good = {"do": do, "offer": offer.id, "version": offer.version, "made": "a" * 32, **OPEN, **FILLED} | {"do": do}
    for name in (
        "offer",
        "version",
        "made",
        "themes",
        "words",
        "libraries",
        "library",
        "contact",
        "closed",
        "language",
    ):
        for value in ODD:
            reply = await journey.press_data(HOST, {**good, name: value})
            assert len(json.dumps(reply.card, ensure_ascii=False).encode("utf-8")) <= MAX_BYTES, (name, str(value)[:20])
    for kept in await offers(journey):
        assert kept.library == "Juva"
        assert 1 <= kept.per_month <= 10
        assert set(kept.themes) <= set(themes())


@pytest.mark.parametrize("do", [*OF_HOSTS, *SAYING])
async def test_odd_values_about_visits_are_answered(journey: Journey, do: str) -> None:
    offer = await journey.offer()
    trip = await journey.requested()
    await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI)
    asked = [AskedHost(trip.id, offer.id, "Iisalmi", HOST.id, journey.now)]
    trip = await journey.step(trip.id, Step.ASK_HOST, Actor.TEAM, HELMI, asked=asked)
    good = {"do": do, "offer": offer.id, "trip": trip.id, "version": 0, "day": "later", "day1": "2027-01-12"}
    for name in ("offer", "trip", "version", "day", "day1", "day2", "words", "language"):
        for value in ODD:
            reply = await journey.press_data(HOST, {**good, name: value})
            assert len(json.dumps(reply.card, ensure_ascii=False).encode("utf-8")) <= MAX_BYTES, (name, str(value)[:20])
    assert await journey.trip(trip.id) == trip, "no press had the version that was shown"


async def test_what_turns_hides_or_marks_text_does_not_act(journey: Journey) -> None:
    form = await journey.press_data(HOST, OPEN)
    texts = {"words": f"{TURNED} {LINK}", "contact": f"{LINK}", "when_not": TURNED}
    saved = await journey.press(HOST, form, form.card["actions"][0]["title"], **{**FILLED, **texts})
    (offer,) = await offers(journey)
    assert offer.when_not == "Kahvit taas"
    assert offer.words.startswith("Kahvit taas")
    assert not marked(saved)
    assert not marked(await journey.say(HOST, "tarjoukseni"))


def test_what_the_form_does_not_offer_is_left_out() -> None:
    for value in ODD:
        data = dict.fromkeys(("library", "themes", "words", "contact", "closed", "when_not", "per_month"), value)
        read = read_offer(data, municipalities(), themes())
        assert (read.library, read.themes, read.closed) == ("", (), ()) or value == "1"
        assert faults_of(read)
    assert faults_of(OfferWritten("Juva", ("children",), contact="Heikki")) == {}
