"""Sentences after a wish that owes nothing to the calendar."""

from __future__ import annotations

import pytest

from bot.understanding.meaning import Intent
from tests.support.leaning import talked_of
from tests.support.world import autumn

TRIP = talked_of("Miten vertaisoppimismatkalle haetaan?")


def test_a_wish_is_kept_by_its_intent_alone() -> None:
    assert TRIP.meaning.intent is Intent.TRIP
    assert TRIP.meaning.topic == ()
    assert TRIP.shown == ()


@pytest.mark.parametrize(
    "said",
    ["tarvitaanko siihen esihenkilön lupa?", "kauanko se kestää?", "who pays for the tickets?"],
)
def test_the_wish_goes_on(said: str) -> None:
    assert autumn().means(said, TRIP).intent is Intent.TRIP
    assert autumn().means(said).intent is not Intent.TRIP


@pytest.mark.parametrize("said", ["mitä huomenna on?", "milloin on tukipiiri?", "sataako huomenna?", "moi", "kiitos!"])
def test_another_subject_ends_it(said: str) -> None:
    assert autumn().means(said, TRIP).intent is autumn().means(said).intent


def test_a_time_after_a_wish_asks_for_events() -> None:
    assert autumn().means("entä ensi viikolla?", TRIP).intent is Intent.EVENTS
