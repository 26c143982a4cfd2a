"""Which library words speak of: in every form, and never for certain when anything is guessed."""

from __future__ import annotations

import pytest

from bot.understanding.morphology.lexicon import load_lexicon
from bot.understanding.morphology.paradigms import inflect
from bot.understanding.own_library import SaidLibrary, said_library
from tests.support.world import base_analyzer


@pytest.mark.parametrize("municipality", load_lexicon().municipalities, ids=lambda one: one.name)
def test_every_municipality_is_known_in_all_its_forms_and_by_its_library(municipality: object) -> None:
    name, library = municipality.name, municipality.library  # type: ignore[attr-defined]
    for text in (name, library, *inflect(name.lower())):
        assert said_library(text, base_analyzer()) == SaidLibrary((name,), certain=True), text


@pytest.mark.parametrize(
    ("text", "municipalities"),
    [
        ("Iislami", ("Iisalmi",)),
        ("Juva tai Iisalmi", ("Juva", "Iisalmi")),
        ("Juvassa, milloin ovat kahvit", ("Juva",)),
        ("en kerro Juvalle", ("Juva",)),
        ("Joensuu", ()),
        ("kiinni", ()),
        ("", ()),
    ],
)
def test_what_is_guessed_or_said_besides_leaves_a_doubt(text: str, municipalities: tuple[str, ...]) -> None:
    assert said_library(text, base_analyzer()) == SaidLibrary(municipalities, certain=False)


@pytest.mark.parametrize("text", ["the Juva library", "in Juva", "Juvan kunnankirjastossa", "nykyään Juva", "JUVA"])
def test_small_words_beside_a_name_leave_none(text: str) -> None:
    assert said_library(text, base_analyzer()) == SaidLibrary(("Juva",), certain=True)
