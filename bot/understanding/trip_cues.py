"""The words of a sentence that tell of peer-learning trips."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property

from bot.understanding.concepts import concepts_of
from bot.understanding.morphology.lexicon import load_lexicon
from bot.understanding.morphology.words import Word
from bot.understanding.themes import themes_at

_OWN = ("ni", "niko", "nikaan", "mme")
"""Ends of what is one's own: "vertaisoppimismatkani"."""

_NAME = "vertaisoppi"
"""What compounds of peer learning begin with: "vertaisoppimisraportti"."""

_PAST = frozenset(
    {"kävin", "kävimme", "käytiin", "olin", "olimme", "tutustuin", "tutustuimme", "tutustuttiin", "visited"}
)


class TripCues:
    """What the words of one sentence tell of trips.

    `named` are those of the words that call the trip by its name; they are looked for when not given.
    """

    def __init__(self, words: Sequence[Word], language: str, named: Sequence[Word] | None = None) -> None:
        self._words, self._language = words, language
        self._found = concepts_of(language, "trips.toml").find(words)
        self._names = frozenset(found.concept for found in self._found)
        compounds = [word for word in words if word.written.startswith(_NAME)]
        self._called = [*(_named(words, language) if named is None else named), *compounds]

    @property
    def named(self) -> bool:
        """Whether it calls the trip by its name."""
        return bool(self._called)

    @cached_property
    def themes(self) -> frozenset[str]:
        """The themes that are said."""
        return frozenset(themes_at(self._words))

    @cached_property
    def town(self) -> bool:
        """Whether a municipality of the region is named."""
        return any(word.lemmas & _towns() for word in self._words)

    @cached_property
    def rules(self) -> frozenset[str]:
        """The rules that are asked, by the names of trip_rules.toml."""
        return frozenset(found.concept for found in concepts_of(self._language, "trip_rules.toml").find(self._words))

    @cached_property
    def own_trip(self) -> bool:
        """Whether the trip is called the writer's own: "vertaisoppimismatkani"."""
        return any(word.written.endswith(_OWN) for word in self._called)

    @cached_property
    def past(self) -> bool:
        """Whether it tells of a visit that is over."""
        return any(word.written in _PAST for word in self._words)

    def has(self, *names: str) -> bool:
        """Whether one of these cues is there."""
        return not self._names.isdisjoint(names)

    def has_all(self, *names: str) -> bool:
        """Whether all of these cues are there."""
        return self._names.issuperset(names)

    def ends_of(self, *names: str) -> list[int]:
        """The positions after the last words of these cues, in their order."""
        return sorted({found.at[-1] + 1 for found in self._found if found.concept in names})

    @property
    def at(self) -> set[int]:
        """The positions of all words that are cues."""
        return {i for found in self._found for i in found.at}


def _named(words: Sequence[Word], language: str) -> list[Word]:
    found = concepts_of(language).find(words)
    return [words[i] for one in found if one.concept == "peer_learning" for i in one.at]


@cache
def _towns() -> frozenset[str]:
    return frozenset(one.name.lower() for one in load_lexicon().municipalities)
