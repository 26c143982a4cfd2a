"""What a calendar calls the series that the data file has by another name: "Johtajien etäkahvit", "Johtajarinki"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any

from bot.understanding.morphology.words import Word, joined

Live = Mapping[str, tuple[str, Sequence[Word]]]
"""The calendar's series: by their names in lower case, the names as written and their words."""

_READINGS = 3


def names_in(calendar: Live, entries: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """For each entry of the data file what the calendar calls its series; its own name if there is none.

    A series of the calendar that goes by one of an entry's aliases is that entry's. So is one named after the
    people whom an entry's series is for. Each is some entry's only once, and none that has an entry of its own.
    """
    own = {entry["name"].casefold() for entry in entries}
    others = {name: words for folded, (name, words) in calendar.items() if folded not in own}
    by_alias = {alias: name for name, words in others.items() for alias in lemma_names(words)}
    by_people = {person: name for name, words in others.items() for person in _people(words)}
    return {entry["name"]: _name_of(entry, calendar, by_alias, by_people) for entry in entries}


def lemma_names(words: Sequence[Word]) -> list[tuple[str, ...]]:
    """A name as the tuples of base forms that it may be."""
    forms = ([joined(reading.lemma) for reading in word.readings[:_READINGS]] for word in words)
    return sorted(set(product(*forms)))


def alias_words(alias: str) -> tuple[str, ...]:
    """An alias of the data file as it is looked up."""
    return tuple(joined(word) for word in alias.split())


def _name_of(
    entry: Mapping[str, Any], calendar: Live, by_alias: Mapping[tuple[str, ...], str], by_people: Mapping[str, str]
) -> str:
    name: str = entry["name"]
    if name.casefold() in calendar:
        return calendar[name.casefold()][0]
    aliased = (by_alias.get(alias_words(alias)) for alias in entry["aliases"])
    peopled = (by_people.get(person) for person in entry.get("people", ()))
    return next(filter(None, (*aliased, *peopled)), name)


def _people(words: Sequence[Word]) -> Iterable[str]:
    """Whom a name may name: its words, and what its compounds begin with."""
    for word in words:
        for reading in word.readings[:_READINGS]:
            yield from (reading.lemma, reading.parts[0])
