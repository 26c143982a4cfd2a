"""Municipalities and event places that a sentence names: where something is, and where one goes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.understanding.morphology.words import Case, Reading, Word
from bot.understanding.references import Named

AT = frozenset({Case.INESSIVE, Case.ADESSIVE})
TO = frozenset({Case.ILLATIVE, Case.ALLATIVE})
HELD = frozenset(
    {"päivä", "tilaisuus", "koulutus", "tapahtuma", "paja", "työpaja", "reissu", "matka", "keikka", "retki"}
    | {"juttu", "homma", "kurssi", "luento"}
)
"""What is held at a place that stands before it in the genitive: "Kiuruveden päivä"."""


@dataclass(frozen=True, slots=True)
class Places:
    """What municipalities and event places a sentence speaks of.

    `place` is where something is; `destination` says that one is gone to; `library_of` that a certain
    library is spoken of ("Juvan kirjastossa").
    """

    place: Named | None = None
    destination: bool = False
    library_of: bool = False


def find_places(
    words: Sequence[Word],
    places: frozenset[str],
    free: Collection[int],
    *,
    venues: frozenset[str] = frozenset(),
    fragment: bool = False,
) -> Places:
    """The places of a sentence.

    `venues` are those where what one gets to is held: "ilmoittautuminen Varkauteen". In a `fragment` a place
    needs no case ending: "tapahtumat Mikkeli".
    """
    place: Named | None = None
    destination = library_of = False
    for i in sorted(free):
        for reading in words[i].readings:
            if reading.lemma not in places:
                continue
            destination = destination or reading.case in TO
            library_of = library_of or _of_library(words, i, reading)
            got_to = reading.lemma in venues and (reading.case in TO or _preposition(words, i) == "to")
            named_alone = fragment and reading.case is Case.NOMINATIVE
            if place is None and (_there(words, i, reading) or got_to or named_alone):
                place = Named(reading.lemma, (i,))
    return Places(place, destination, library_of)


def library_next(words: Sequence[Word], i: int) -> bool:
    """Whether the word at a position is followed by "kirjasto" in some form."""
    return any(r.parts[-1] == "kirjasto" for word in words[i + 1 : i + 3] for r in word.readings)


def _there(words: Sequence[Word], i: int, reading: Reading) -> bool:
    """Whether a place's name says that something is there: "Juvalla", "Juvan kirjastossa", "Juvan päivä"."""
    if reading.case in AT or _preposition(words, i) in ("in", "at"):
        return True
    held = reading.case is Case.GENITIVE and _event_next(words, i)
    return held or (
        _of_library(words, i, reading) and any(r.case in AT for word in words[i + 1 : i + 3] for r in word.readings)
    )


def _of_library(words: Sequence[Word], i: int, reading: Reading) -> bool:
    return reading.case is Case.GENITIVE and library_next(words, i)


def _preposition(words: Sequence[Word], i: int) -> str:
    """The word before a place, which is its preposition in English."""
    return words[i - 1].surface if i else ""


def _event_next(words: Sequence[Word], i: int) -> bool:
    return i + 1 < len(words) and any(reading.parts[-1] in HELD for reading in words[i + 1].readings)
