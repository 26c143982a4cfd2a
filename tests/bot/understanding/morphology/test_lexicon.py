"""The data files say what they should."""

from __future__ import annotations

from collections import Counter

from bot.understanding.morphology.lexicon import Lexicon
from bot.understanding.morphology.voikko import Dictionary


def test_the_regions_libraries(lexicon: Lexicon) -> None:
    assert len(lexicon.municipalities) == 31
    assert Counter(place.region for place in lexicon.municipalities) == {"Pohjois-Savo": 19, "Etelä-Savo": 12}
    assert sum(place.own_main_library for place in lexicon.municipalities) == 26
    assert {place.consortium for place in lexicon.municipalities} == {"Lumme", "Rutakko", "Kuopio", ""}


def test_branches_belong_to_a_known_library(lexicon: Lexicon) -> None:
    names = {place.name for place in lexicon.municipalities if place.own_main_library}
    assert all(place.run_by in names for place in lexicon.municipalities if not place.own_main_library)


def test_a_form_has_its_lemma(lexicon: Lexicon) -> None:
    assert "etäkahvi" in lexicon.vocabulary.lemmas("etäkahveihin")
    assert "pieksämäki" in lexicon.vocabulary.lemmas("pieksämäellä")
    assert "liboppi" in lexicon.vocabulary.lemmas("libopista")


def test_spoken_forms_lead_to_words(lexicon: Lexicon, dictionary: Dictionary) -> None:
    lost = [w for w in set(lexicon.spoken.values()) if not dictionary.analyze(w) and w not in lexicon.vocabulary]
    assert not lost


def test_missing_dots_are_put_back(lexicon: Lexicon) -> None:
    assert lexicon.vocabulary.with_dots("etakahveja") == "etäkahveja"
    assert lexicon.vocabulary.with_dots("leppavirta") == "leppävirta"
    assert lexicon.vocabulary.with_dots("kirja") == ""
