"""Verb forms made from the infinitive, all of them words that the dictionary knows."""

from __future__ import annotations

import pytest

from bot.understanding.morphology.conjugation import conjugate
from bot.understanding.morphology.lexicon import Lexicon
from bot.understanding.morphology.voikko import Dictionary


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("muistuttaa", "muistuta muistutan muistuttaisi muistuttakaa muistutetaan muistuttamaan"),
        ("antaa", "annan antaa antoi annoin annetaan annettiin"),
        ("alkaa", "alkaa alkavat alkoi aletaan"),
        ("vetää", "vedän vetää veti vedetään"),
        ("löytyä", "löytyy löytyivät löydyn löytyisi"),
        ("tallentaa", "tallensi tallennetaan tallennettu tallentavat"),
        ("saada", "saan saa sai saataisiin saadaan"),
        ("tulla", "tulen tulee tuli tulisi tullut tullaan"),
        ("päästä", "pääsen pääsee pääsisin päässyt"),
        ("esitellä", "esittelen esittelee esitellään"),
        ("tilata", "tilaan tilaa tilasi tilataan"),
        ("haluta", "haluan haluaa haluaisin halusi"),
        ("tarvita", "tarvitsen tarvitsee tarvitsisi"),
    ],
)
def test_each_type(verb: str, expected: str) -> None:
    assert not set(expected.split()) - conjugate(verb)


@pytest.mark.parametrize("verb", ["osallistua", "katsoa", "kuunnella", "vastata", "siirtää", "käsitellä", "kertoa"])
def test_no_form_is_made_that_is_not_of_the_verb(verb: str, dictionary: Dictionary) -> None:
    strange = [f for f in conjugate(verb) if not any(verb in r.stems for r in dictionary.analyze(f))]
    assert not strange


def test_lexicon_verbs_are_verbs(lexicon: Lexicon) -> None:
    assert "muistuttaisimme" in lexicon.vocabulary
    assert "ilmoittaudun" in lexicon.vocabulary
