"""Which of the region's libraries words speak of, and whether they leave any doubt."""

from __future__ import annotations

from dataclasses import dataclass

from bot.understanding.calendar_names import words_of
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.morphology.lexicon import load_lexicon
from bot.understanding.morphology.words import Word

_LIBRARY = frozenset({"kirjasto", "library"})
_SMALL = frozenset({"the", "at", "in", "of", "public", "main", "city", "nyt", "now", "nykyään"})


@dataclass(frozen=True, slots=True)
class SaidLibrary:
    """The municipalities that are named. `certain` when it is one, rightly spelt, and nothing else is said."""

    municipalities: tuple[str, ...]
    certain: bool


def said_library(text: str, analyzer: Analyzer) -> SaidLibrary:
    """The municipalities that a text names in any form: "Juvan kirjasto", "Iisalmessa"."""
    region = load_lexicon().municipalities
    names = {one.name.lower(): one.name for one in region}
    beside = _SMALL.union(part for one in region for part in one.library.lower().split())
    found: dict[str, None] = {}
    certain = True
    for word in words_of(text, analyzer):
        named = [names[reading.lemma] for reading in word.readings if reading.lemma in names]
        found.update(dict.fromkeys(named))
        certain = certain and not word.corrected and bool(named or _is_library(word) or word.surface in beside)
    return SaidLibrary(tuple(found), certain and len(found) == 1)


def _is_library(word: Word) -> bool:
    return any(reading.parts[-1] in _LIBRARY for reading in word.readings)
