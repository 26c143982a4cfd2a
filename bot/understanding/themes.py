"""Which of the themes of peer-learning trips words speak of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from bot.understanding.calendar_names import words_of
from bot.understanding.concepts import load_toml
from bot.understanding.morphology.analyzer import Analyzer


@cache
def themes() -> tuple[str, ...]:
    """The keys of all themes in their order."""
    return tuple(load_toml("themes.toml"))


def themes_said(text: str, analyzer: Analyzer) -> tuple[str, ...]:
    """The themes that a text speaks of, in their order; none when it speaks of something else."""
    lemmas = {lemma for word in words_of(text, analyzer) for lemma in word.lemmas}
    return tuple(key for key, ways in _ways().items() if any(way <= lemmas for way in ways))


@cache
def _ways() -> Mapping[str, tuple[frozenset[str], ...]]:
    found = {}
    for key, words in load_toml("themes.toml").items():
        assert isinstance(words, dict)
        found[key] = tuple(frozenset(way.split()) for said in words.values() for way in said)
    return found
