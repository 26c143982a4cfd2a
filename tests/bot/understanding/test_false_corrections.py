"""Ordinary Finnish is left alone: how much of it is taken for other words, as a number."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from tests.support.world import World, autumn, small, winter

MOST = 0.003
"""Share of ordinary words that may be taken for another word; lowered when it can be, never raised."""

ORDINARY = frozenset((Path(__file__).parent / "morphology" / "ordinary_words.txt").read_text(encoding="utf-8").split())
Known = Callable[[], World]


def changed(words: frozenset[str], world: World) -> dict[str, str]:
    """The words that the analyzer of a calendar takes for others."""
    analyzed = {word: world.calendar.names.analyzer.word(word).written for word in sorted(words)}
    return {word: written for word, written in analyzed.items() if written != word}


def written_in(world: World) -> frozenset[str]:
    """The words of a calendar's descriptions, which are ordinary text to another calendar."""
    text = " ".join(event.facts.description for event in world.calendar.events)
    return frozenset(re.findall(r"[^\W\d_]{2,}", text.lower()))


@pytest.mark.parametrize("world", [autumn, winter, small])
def test_words_near_to_the_bots_own(world: Known) -> None:
    assert len(ORDINARY) > 300
    wrong = changed(ORDINARY, world())
    assert len(wrong) <= MOST * len(ORDINARY), wrong


def test_texts_of_other_calendars() -> None:
    pairs = list(permutations((autumn, winter, small), 2))
    texts = [(written_in(other()), world()) for other, world in pairs]
    wrong = [changed(words, world) for words, world in texts]
    total = sum(len(words) for words, _ in texts)
    assert total > 500
    assert sum(map(len, wrong)) <= MOST * total, wrong


def test_a_correction_would_be_seen() -> None:
    assert changed(frozenset({"digivarti", "kirja"}), autumn()) == {"digivarti": "digivartti"}
