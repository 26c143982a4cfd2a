"""Cards after a peer-learning trip: small enough for Teams, and nothing that somebody wrote acts on them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.texts import LANGUAGES
from dialogs.cards.elements import MAX_BYTES
from tests.dialogs.cards.trip_after_kinds import trip_after_cards

LINK = "[d](https://e.example)"


def texts_in(element: Any) -> list[str]:
    """All that is shown as markdown."""
    inner = [*element.get("body", ()), *element.get("items", ())]
    shown = [element["text"]] if element.get("type") == "TextBlock" else []
    return shown + [text for one in inner for text in texts_in(one)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_card_after_a_trip_is_larger_than_teams_takes(language: str) -> None:
    sizes = {
        name: len(json.dumps(card.card, ensure_ascii=False, separators=(",", ":")).encode())
        for name, card in trip_after_cards(language)
    }
    assert {name: size for name, size in sizes.items() if size > MAX_BYTES} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_was_written_acts_on_a_card(language: str) -> None:
    hostile = [(name, card) for name, card in trip_after_cards(language) if name.startswith("hostile")]
    assert hostile
    assert [name for name, card in hostile if any(LINK in text for text in texts_in(card.card))] == []
