"""Nouns and their verbs by rule."""

from __future__ import annotations

import pytest

from bot.understanding.morphology.derivation import adjective_roots, verb_of_unknown, verbs_of
from tests.support.world import base_analyzer


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


@pytest.mark.parametrize(
    ("said", "root"), [("paikallisen", "paikallis"), ("uhkaavista", "uhka"), ("yhteiset", "yhteis"), ("kirja", "")]
)
def test_adjectives_begin_compounds(said: str, root: str) -> None:
    assert adjective_roots(base_analyzer().word(said)) == [root] * bool(root)
