"""Which of the themes of peer-learning trips words speak of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from bot.understanding.calendar_names import words_of
from bot.understanding.concepts import load_toml
from bot.understanding.english import singular
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.morphology.words import Word

_NEAR = 4
"""How many words further the words of one way of saying a theme may stand ("lehtien ja kirjojen käsittely")."""

_WHOLE = "="


@dataclass(frozen=True, slots=True)
class _Theme:
    """Ways of saying a theme, and ways of saying something else by the same words."""

    ways: tuple[tuple[str, ...], ...]
    others: tuple[tuple[str, ...], ...]


@cache
def themes() -> tuple[str, ...]:
    """The keys of all themes in their order."""
    return tuple(_themes())


def themes_said(text: str, analyzer: Analyzer) -> tuple[str, ...]:
    """The themes that a text speaks of, in their order; none when it speaks of something else."""
    return tuple(themes_at(words_of(text, analyzer)))


def themes_at(words: Sequence[Word]) -> Mapping[str, frozenset[int]]:
    """The themes that words speak of, in their order, each with the positions of the words that say it."""
    at: dict[str, list[int]] = {}
    for i, word in enumerate(words):
        for key in _keys(word):
            at.setdefault(key, []).append(i)
    found = {}
    for name, theme in _themes().items():
        taken = {i for way in theme.others for i in _said(way, at, ())}
        if said := {i for way in theme.ways for i in _said(way, at, taken)}:
            found[name] = frozenset(said)
    return found


def _said(way: tuple[str, ...], at: Mapping[str, list[int]], taken: Collection[int]) -> set[int]:
    """Positions of the words that say a theme in one way."""
    if any(key not in at for key in way):
        return set()
    places = [[i for i in at[key] if i not in taken] for key in way]
    said: set[int] = set()
    for first in places[0]:
        others = [[i for i in of_key if abs(i - first) <= _NEAR] for of_key in places[1:]]
        if all(others):
            said.update((first, *(i for near in others for i in near)))
    return said


def _keys(word: Word) -> set[str]:
    """What a word is found by: its base forms, what it is derived from, and its parts, also several joined."""
    keys = {word.surface, singular(word.surface), *(_WHOLE + form for form in _whole(word))}
    for reading in word.readings:
        keys.update((reading.lemma, *reading.stems), _joined(reading.parts))
    return keys


def _whole(word: Word) -> Iterator[str]:
    """What a word is by its likeliest reading alone: "tilaan" is rather "I order" than "into a space"."""
    yield singular(word.surface)
    yield word.readings[0].lemma


def _joined(parts: Sequence[str]) -> Iterator[str]:
    """Parts of a compound next to each other as one word: "pelikerho" of "lautapelikerho"."""
    return ("".join(parts[start:end]) for start, end in combinations(range(len(parts) + 1), 2))


@cache
def _themes() -> Mapping[str, _Theme]:
    found = {}
    for key, data in load_toml("themes.toml").items():
        assert isinstance(data, dict)
        ways = {name: tuple(tuple(way.split()) for way in said) for name, said in data.items()}
        found[key] = _Theme((*ways["fi"], *ways["en"]), ways.get("not", ()))
    return found
