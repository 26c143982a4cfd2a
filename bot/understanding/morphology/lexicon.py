"""The closed lexicon: what the bot must know, from lexicon.toml and libraries.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from bot.understanding.morphology.conjugation import conjugate
from bot.understanding.morphology.paradigms import inflect
from bot.understanding.morphology.vocabulary import Entry, Vocabulary
from bot.understanding.morphology.words import Reading, WordClass

_DATA = files("bot.understanding") / "data"


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality and its main library. `run_by` is the municipality whose branch it is, if any."""

    name: str
    region: str
    library: str
    latitude: float
    longitude: float
    population: int
    consortium: str
    own_main_library: bool
    run_by: str = ""


@dataclass(frozen=True)
class Lexicon:
    """The words by their forms, the words that need no second opinion, and spoken forms by what they mean."""

    vocabulary: Vocabulary
    fixed: frozenset[str]
    spoken: Mapping[str, str]
    municipalities: tuple[Municipality, ...]
    neighbours: tuple[str, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """The names of all places it knows: the region's municipalities first."""
        return (*(municipality.name for municipality in self.municipalities), *self.neighbours)


@cache
def load_lexicon() -> Lexicon:
    """Read the data files; the result is shared.

    Raises OSError or tomllib.TOMLDecodeError when a file is missing or broken.
    """
    words = _read("lexicon.toml")
    places = _read("libraries.toml")
    municipalities = tuple(Municipality(**entry) for entry in places["municipalities"])
    neighbours = tuple(places["neighbours"]["names"])
    names = (*words["names"]["own"], *(municipality.name for municipality in municipalities), *neighbours)
    return Lexicon(
        Vocabulary([*_inflecting(words["nominals"], names), *_verbs(words), *_fixed(words["fixed"])]),
        frozenset(word for group in words["fixed"].values() for word in group),
        {said: written for written, forms in words["spoken"].items() for said in forms},
        municipalities,
        neighbours,
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))


def _inflecting(nominals: dict[str, list[str]], names: tuple[str, ...]) -> Iterator[Entry]:
    for entry in (entry for group in nominals.values() for entry in group):
        lemma = entry.replace("|", "").lower()
        parts = tuple(part.strip("-").lower() for part in entry.split("|"))
        yield Reading(lemma, parts, WordClass.NOUN), inflect(lemma)
    for name in names:
        lemma = name.lower()
        yield Reading(lemma, (lemma,), WordClass.NAME), inflect(lemma)


def _verbs(words: dict[str, Any]) -> Iterator[Entry]:
    for infinitive in words["verbs"]["regular"]:
        yield _verb(infinitive), dict.fromkeys(sorted(conjugate(infinitive)))
    for infinitive, forms in words["forms"].items():
        yield _verb(infinitive), dict.fromkeys([infinitive, *forms])


def _verb(infinitive: str) -> Reading:
    return Reading(infinitive, (infinitive,), WordClass.VERB)


def _fixed(groups: dict[str, list[str]]) -> Iterator[Entry]:
    for word in (word for group in groups.values() for word in group):
        yield Reading(word, (word,), WordClass.ADVERB), {word: None}
