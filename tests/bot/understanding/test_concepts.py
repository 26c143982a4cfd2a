"""Words about the question are found in all their forms, alone and together."""

from __future__ import annotations

import pytest

from bot.understanding.concepts import concepts_of
from tests.support.world import base_analyzer


def found(text: str, language: str = "fi") -> set[str]:
    words = [base_analyzer().word(token) for token in text.split()]
    return {concept.concept for concept in concepts_of(language).find(words)}


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("missä linkki", "link"),
        ("linkkiä", "link"),
        ("kuka vetää", "host"),
        ("kukahan sitä vettää", "host"),
        ("kuinka kauan", "duration"),
        ("mihin aikaan", "clock"),
        ("pääsenkö minäkin vielä mukaan", "join"),
        ("toiseen savon kirjastoon", "other_library"),
        ("onko se peruttu", "cancelled"),
    ],
)
def test_finnish(text: str, concept: str) -> None:
    assert concept in found(text)


def test_english() -> None:
    assert {"when", "host"} <= found("when and who is hosting", "en")


def test_words_too_far_apart_make_no_pattern() -> None:
    assert "other_library" not in found("toinen asia on se että meidän kirjasto")


def test_the_tail_of_a_compound_tells_a_concept_and_leaves_a_head() -> None:
    words = [base_analyzer().word("kirjavinkkitallenne")]
    (tail,) = [f for f in concepts_of("fi").find(words) if f.concept == "recording"]
    assert tail.head == "kirjavinkki"
