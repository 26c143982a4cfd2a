"""Cards about offers, hosts and plans of trips fit Teams and a phone, and let nothing that was written act."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.domain.host_forms import HostWritten
from bot.domain.trip_hosts import AskedHost
from bot.domain.trips import TripState, Wanted
from bot.services.trip_answers import Question
from bot.texts import LANGUAGES, texts_of
from dialogs.cards.trip_host_forms import answer_form_card
from dialogs.cards.trip_hosts import question_card, questions_card
from tests.dialogs.cards.trip_host_kinds import NOW, trip, trip_host_cards

CARDS = [(f"{language} {name}", card) for language in LANGUAGES for name, card in trip_host_cards(language)]
NAMED = Question(
    replace(trip("a", TripState.HANDLING), wanted=Wanted("Nimi Nimike", "virkailija", "Juva", words="omatoimi")),
    AskedHost(1, 1, "Iisalmi", "29:a", NOW),
)
LONGEST_TITLE = 24
"""Characters of a button's title that fit a phone."""


def blocks(element: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """All that is shown as text."""
    for inner in (*element.get("body", ()), *element.get("items", ())):
        yield from [inner] if inner["type"] == "TextBlock" else blocks(inner)


def test_each_is_small_enough_for_teams() -> None:
    large = {
        name: size for name, card in CARDS if (size := len(json.dumps(card.card, ensure_ascii=False).encode())) > 28_000
    }
    assert large == {}


def test_nothing_that_was_written_acts() -> None:
    hostile = [(name, card) for name, card in CARDS if "hostile" in name]
    assert hostile
    for name, card in hostile:
        for block in blocks(card.card):
            assert "[d](https" not in block["text"], name
            assert "<at>" not in block["text"], name


def test_what_is_asked_names_nobody() -> None:
    for language in LANGUAGES:
        told = question_card(texts_of(language), NAMED, {})
        form = answer_form_card(texts_of(language), "yes", NAMED, (), HostWritten(), (), NOW)
        listed = questions_card(texts_of(language), [NAMED])
        assert "Nimi Nimike" not in f"{told.card}{form.card}{listed.card}"


def test_buttons_are_short() -> None:
    for language in LANGUAGES:
        sentences = texts_of(language).sentences
        titles = {
            key: text
            for key, text in sentences.items()
            if key.startswith(("trip_host_button", "trip_offer_button", "trip_plan_button"))
        }
        assert len(titles) > 20
        assert {key: text for key, text in titles.items() if len(text) > LONGEST_TITLE} == {}
