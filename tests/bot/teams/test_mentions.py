"""Mentions: the bot's own disappears, other people's stay as their names."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.teams.mentions import mentioned, spoken_text

BOT = "28:bot"
OWN: dict[str, Any] = {
    "type": "mention",
    "mentioned": {"id": BOT, "name": "Kahvibotti"},
    "text": "<at>Kahvibotti</at>",
}


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("<at>Kahvibotti</at> milloin?", "milloin?"),
        ("<at>Kahvibotti</at>&nbsp;milloin?\n", "milloin?"),
        ("hei <at>Kahvibotti</at>, milloin?", "hei , milloin?"),
        ('<at id="0">Kahvibotti</at> milloin?', "milloin?"),
        ("<AT>Kahvibotti</AT> milloin?", "milloin?"),
        ("<at>Kahvibotti</at> <at>Kahvibotti</at> milloin?", "milloin?"),
        ("<at>Kahvibotti</at> vetääkö <at>Eero Sivula</at>?", "vetääkö Eero Sivula?"),
        ("<at>Kahvibotti</at> kirja &amp; &quot;kahvi&quot;", 'kirja & "kahvi"'),
        ("<at>Kahvibotti</at>", ""),
        ("2 < 3 ja 4 > 3", "2 < 3 ja 4 > 3"),
    ],
)
def test_what_was_said(text: str, spoken: str) -> None:
    assert spoken_text(text, [OWN], BOT) == spoken


def test_a_mention_whose_text_is_missing_is_known_by_its_name() -> None:
    entity = {"type": "mention", "mentioned": {"id": BOT, "name": "Kahvi (botti)"}}
    assert spoken_text("<at>Kahvi (botti)</at> milloin?", [entity], BOT) == "milloin?"


def test_markup_is_dropped_where_the_text_is_markup() -> None:
    assert spoken_text("<p><b>Milloin</b><br/>digivartti?</p>", [], BOT, markup=True) == "Milloin digivartti?"


@pytest.mark.parametrize(
    ("entity", "is_own"),
    [
        (OWN, True),
        ({**OWN, "type": "Mention"}, True),
        ({**OWN, "mentioned": {"id": "29:eero"}}, False),
        ({**OWN, "type": "clientInfo"}, False),
        ({**OWN, "mentioned": "28:bot"}, False),
        ({}, False),
    ],
)
def test_whose_mention_it_is(entity: dict[str, Any], is_own: bool) -> None:
    assert mentioned([entity], BOT) is is_own


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    spoken = spoken_text(text, [OWN], BOT)
    assert spoken == spoken.strip()
