"""The dictionary, the lexicon and an analyzer over a small made-up calendar, opened once."""

from __future__ import annotations

import pytest

from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.morphology.lexicon import Lexicon, load_lexicon
from bot.understanding.morphology.voikko import Dictionary, open_dictionary

CALENDAR = (
    "Etäkahvit: Kirjaston kasvimaa",
    "Digiä tunnissa: Laiteluutat ja 3D-tulostin",
    "Aino Räsälä",
    "Kuvankäsittely ja äänittäminen",
)


@pytest.fixture(scope="session")
def dictionary() -> Dictionary:
    return open_dictionary()


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def analyzer(dictionary: Dictionary, lexicon: Lexicon) -> Analyzer:
    return Analyzer(dictionary, lexicon).with_live_words(CALENDAR)
