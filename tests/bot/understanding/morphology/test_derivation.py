"""Nouns and their verbs by rule."""

from __future__ import annotations

import pytest

from bot.understanding.morphology.derivation import verb_of_unknown, verbs_of


@pytest.mark.parametrize(
    ("noun", "verb"),
    [
        ("opetus", "opettaa"),
        ("leikkaus", "leikata"),
        ("rakennus", "rakentaa"),
        ("arviointi", "arvioida"),
        ("tulostin", "tulostaa"),
    ],
)
def test_the_verb_is_among_the_candidates(noun: str, verb: str) -> None:
    assert verb in verbs_of(noun)


def test_other_nouns_have_none() -> None:
    assert verbs_of("talous") == verbs_of("koira") == ()


def test_words_no_dictionary_has_meet_too() -> None:
    assert verb_of_unknown("sadutus") == verb_of_unknown("saduttaminen") == "saduttaa"
    assert verb_of_unknown("liboppi") == "liboppi"
