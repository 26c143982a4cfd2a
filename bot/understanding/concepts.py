"""Words that tell of the question itself, matched by base form against the concept data."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from bot.understanding.english import singular
from bot.understanding.morphology.words import Word

DATA = Path(__file__).parent / "data"
_CACHED_WORDS = 8192
MAX_GAP = 2
"""How many words may stand between the words of one pattern ("pääsenkö minäkin vielä mukaan")."""

TAILS = frozenset({"recording", "link", "feedback", "reminder", "registration", "event_noun", "thing"})
"""Concepts that also the last part of a compound tells ("Canva-tallenne"); the rest of it is then a topic."""


NO_TAILS = frozenset(
    {
        "tallennus",
        "asia",
        "kerta",
        "sarja",
        "hetki",
        "tuokio",
        "kuvio",
        "systeemi",
        "keikka",
        "kalenteri",
        "aikataulu",
        "ohjelma",
        "tarjonta",
    }
)
"""Last parts that tell too little: "pilvitallennus" is no recording of clouds, "elämäkerta" no event."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Base forms that together, in this order, speak for a concept."""

    concept: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A concept found at these positions of the sentence's words.

    `head` is a compound's beginning when its last part told the concept.
    """

    concept: str
    at: tuple[int, ...]
    head: str = ""


@dataclass(frozen=True, slots=True)
class _Told:
    """What one word tells: concepts by itself, patterns that it may begin, and concepts by its last part."""

    alone: tuple[str, ...]
    beginning: tuple[Pattern, ...]
    by_tail: tuple[tuple[str, str], ...]


def load_toml(name: str) -> dict[str, object]:
    """One of the data files of understanding."""
    with (DATA / name).open("rb") as file:
        return tomllib.load(file)


class Concepts:
    """The concept data of one language, ready for matching."""

    def __init__(self, language: str, data: str) -> None:
        self._english = language == "en"
        self._single: dict[str, list[str]] = {}
        self._starting: dict[str, list[Pattern]] = {}
        for concept, by_language in load_toml(data).items():
            assert isinstance(by_language, dict)
            for entry in dict.fromkeys(by_language[language]):
                self._add(Pattern(concept, tuple(entry.split())))
        self._told = lru_cache(_CACHED_WORDS)(self._told_by)

    def _add(self, pattern: Pattern) -> None:
        if len(pattern.words) == 1:
            concepts = self._single.setdefault(pattern.words[0], [])
            if pattern.concept not in concepts:
                concepts.append(pattern.concept)
        else:
            self._starting.setdefault(pattern.words[0], []).append(pattern)

    def find(self, words: Sequence[Word]) -> list[Found]:
        """All concepts of the sentence; one word may speak for several."""
        keys = [self._keys(word) for word in words]
        present = set().union(*keys)
        found: list[Found] = []
        for position, word in enumerate(words):
            told = self._told(word)
            for concept in told.alone:
                found.append(Found(concept, (position,)))
            for pattern in told.beginning:
                # Most patterns lack a word altogether, which is quickly seen.
                at = _rest(pattern.words, keys, position) if present.issuperset(pattern.words) else ()
                if at:
                    found.append(Found(pattern.concept, at))
            for concept, head in told.by_tail:
                found.append(Found(concept, (position,), head))
        return found

    def _told_by(self, word: Word) -> _Told:
        keys = self._keys(word)
        alone = tuple(concept for key in keys for concept in self._single.get(key, ()))
        beginning = tuple(pattern for key in keys for pattern in self._starting.get(key, ()))
        listed = any(key in self._single for key in keys if not key.startswith("'"))
        return _Told(alone, beginning, () if listed else self._by_tail(word))

    def _keys(self, word: Word) -> tuple[str, ...]:
        """What a word is looked up by: an English one also without its plural ending."""
        one = singular(word.surface) if self._english else word.surface
        return word.keys if one == word.surface else (*word.keys, one)

    def _by_tail(self, word: Word) -> tuple[tuple[str, str], ...]:
        for reading in word.readings:
            last = reading.parts[-1]
            concepts = self._single.get(last, ()) if len(reading.parts) > 1 and last not in NO_TAILS else ()
            told = tuple((name, word.before(last)) for name in concepts if name in TAILS)
            if told:
                return told
        return ()


def _rest(words: tuple[str, ...], keys: Sequence[tuple[str, ...]], start: int) -> tuple[int, ...]:
    """Positions of a pattern's words when the first is at `start`, or nothing."""
    at = [start]
    for wanted in words[1:]:
        window = range(at[-1] + 1, min(at[-1] + 2 + MAX_GAP, len(keys)))
        position = next((i for i in window if wanted in keys[i]), None)
        if position is None:
            return ()
        at.append(position)
    return tuple(at)


@cache
def concepts_of(language: str, data: str = "concepts.toml") -> Concepts:
    """The concepts of a language that a data file tells, read once."""
    return Concepts(language, data)
