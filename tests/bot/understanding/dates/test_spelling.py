"""Typing errors: one edit away, and never an ordinary word."""

from __future__ import annotations

import pytest

from bot.understanding.dates.spelling import Corrector, near


@pytest.mark.parametrize(
    ("word", "other", "is_near"),
    [
        ("torstiana", "torstaina", True),
        ("keskivikkona", "keskiviikkona", True),
        ("viikolla", "viikolla", True),
        ("viikolla", "viikollla", True),
        ("viikolla", "viikolta", True),
        ("viikolla", "vikola", False),
        ("torstiaan", "torstaina", False),
    ],
)
def test_tells_one_edit(word: str, other: str, is_near: bool) -> None:
    assert near(word, other) is is_near
    assert near(other, word) is is_near


def test_corrects_long_words_with_the_same_first_letter() -> None:
    corrector = Corrector(["torstaina", "eilen"], ["torstoina"])
    assert corrector.correct("torstainna") == "torstaina"
    assert corrector.correct("korstaina") == ""
    assert corrector.correct("eilenn") == "eilen"
    assert corrector.correct("eiln") == ""


def test_leaves_an_ordinary_word_alone() -> None:
    assert Corrector(["vuoden"], ["vuoren"]).correct("vuoren") == ""
