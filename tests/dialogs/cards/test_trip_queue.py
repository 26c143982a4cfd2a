"""Cards of the queue of trips: none is too large for Teams, and no button's title is too long for a phone."""

from __future__ import annotations

import json

import pytest

from bot.texts import LANGUAGES, texts_of
from tests.dialogs.cards.trip_queue_kinds import queue_cards

LONGEST_TITLE = 24
"""Characters of a button that fit into 300 pixels."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_card_is_larger_than_teams_takes(language: str) -> None:
    for name, card in queue_cards(language):
        assert len(json.dumps(card.card, ensure_ascii=False).encode()) <= 28_000, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_of_buttons_are_short(language: str) -> None:
    texts = texts_of(language).sentences
    titles = [text for key, text in texts.items() if key.startswith("queue_button.") and "{" not in text]
    assert len(titles) > 30
    assert max(map(len, titles)) <= LONGEST_TITLE
