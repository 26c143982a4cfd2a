"""One event on a card."""

from __future__ import annotations

from typing import Any

from bot.texts import texts_of
from dialogs.cards.event_block import LONGEST_DESCRIPTION, event_block
from tests.dialogs.cards.kinds import NOW, event


def _lines(block: dict[str, Any]) -> list[str]:
    return [item["text"] for item in block["items"] if item["type"] == "TextBlock"]


def test_a_moved_event_tells_its_earlier_time() -> None:
    lines = _lines(event_block(texts_of("fi"), event(5, moved_from=True), NOW, alone=True))
    assert lines[1:3] == [
        "maanantaina 23.11. klo 14.00–14.30 (30 min)",
        "Aiempi aika oli sunnuntaina 22.11. klo 14.00.",
    ]


def test_a_long_description_is_cut_and_left_out_of_long_lists() -> None:
    long = event(1, description="sana " * 1000)
    (cut,) = (text for text in _lines(event_block(texts_of("fi"), long, NOW, alone=True)) if "sana" in text)
    assert len(cut) <= LONGEST_DESCRIPTION + 2
    assert cut.endswith("sana …")
    assert "sana" not in str(event_block(texts_of("fi"), long, NOW, alone=False, brief=True))
