"""The names of series in a sentence: one series, or what several are called together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.understanding.concepts import load_toml
from bot.understanding.english import singular
from bot.understanding.morphology.spelling import SpellingIndex
from bot.understanding.morphology.words import Word, finite, joined
from bot.understanding.series_renamed import Live, alias_words, lemma_names, names_in

_MENDABLE = 12
"""Letters of a name that is still no other with one typing error."""

_OWN = ("ni", "mme", "nne", "nsa", "nsä")


@dataclass(frozen=True, slots=True)
class Target:
    """What a name stands for. `group` is the common name when it stands for several series."""

    series: tuple[str, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class SeriesMatch:
    """A name found at word positions `start` up to `end`.

    `head` is the compound's beginning when the name was only its tail: "lautapeli" of "lautapelikahvit";
    it tells the topic.
    """

    start: int
    end: int
    target: Target
    head: str = ""


class SeriesNames:
    """All names that series go by: those of the data file, and every series of the live calendar."""

    def __init__(self, live: Iterable[tuple[str, Sequence[Word]]]) -> None:
        data = load_toml("series.toml")
        self._coffee_words = tuple(_list(data["coffee_words"]))
        self._saying_little = frozenset((*self._coffee_words, *_list(data["time_words"])))
        self._counting = frozenset(_list(data["counting_words"]))
        self._followers = frozenset(_list(data["name_followers"]))
        self._aliases: dict[tuple[str, ...], Target] = {}
        self._plural_only: set[tuple[str, ...]] = set()
        self._english: dict[tuple[str, ...], Target] = {}
        self.people: dict[str, str] = {}
        self._coffees: list[str] = []
        names = {name.casefold(): (name, words) for name, words in live}
        self._add_static(_list(data["series"]), names)
        self._add_live(names)
        self._add_groups(_list(data["group"]))
        self._longest: dict[str, int] = {}
        self._joined = {"".join(alias): target for alias, target in self._aliases.items()}
        self._spelling = SpellingIndex(name for name in self._joined if len(name) >= _MENDABLE)
        for alias in (*self._aliases, *self._english):
            self._longest[alias[0]] = max(len(alias), self._longest.get(alias[0], 0))

    def find(self, words: Sequence[Word], language: str) -> list[SeriesMatch]:
        """The names in a sentence, the longest first where several would fit, none overlapping."""
        found: list[SeriesMatch] = []
        position = 0
        while position < len(words):
            match = self._at(words, position, language)
            if match is None:
                position += 1
            else:
                found.append(match)
                position = match.end
        return found

    def named(self, word: str) -> Target | None:
        """What the beginning of a compound names: "digivartti" of "digivarttitallenne"."""
        return self._aliases.get((joined(word),))

    def led_by(self, word: Word) -> str:
        """The series for the people whom a word names ("johtajat"), or nothing; "esihenkilöni" is only one."""
        if _one_person(word):
            return ""
        forms = (*sorted(word.lemmas), word.surface)
        return next((self.people[form] for form in forms if form in self.people), "")

    def colleague(self, word: Word, after: Sequence[Word] = ()) -> bool:
        """Whether somebody near to the writer is spoken of, who is no topic: "esihenkilöni", "esimies juuri kysyi"."""
        does = _one_person(word) and any(map(finite, after))
        return (does or word.surface.endswith(_OWN)) and not word.lemmas.isdisjoint(self.people)

    def _at(self, words: Sequence[Word], start: int, language: str) -> SeriesMatch | None:
        longest = self._longest_from(words[start], language)
        for length in range(min(longest, len(words) - start), 0, -1):
            window = words[start : start + length]
            counted = (start > 0 and bool(words[start - 1].lemmas & self._counting)) or _digits(words, start)
            target = self._target(window, language, counted=counted)
            if target is not None:
                return SeriesMatch(start, start + length, target)
        if language != "fi":
            return None
        return self._mistyped(words, start) or self._tail(words[start], start)

    def _mistyped(self, words: Sequence[Word], start: int) -> SeriesMatch | None:
        """A long name whose short beginning has a typing error: "laun vinkkikahvit", "lnau-vinkkikahvit"."""
        first, after = words[start], words[start + 1 : start + 2]
        alone = first.name_forms if "-" in first.surface else ()
        both = (first.surface + form for word in after for form in word.name_forms) if not first.known else ()
        for length, forms in ((2, both), (1, alone)):
            near = (self._spelling.one_error(form) for form in forms if len(form) >= _MENDABLE)
            meant = next((names[0] for names in near if names), "")
            if meant:
                return SeriesMatch(start, start + length, self._joined[meant])
        return None

    def _longest_from(self, word: Word, language: str) -> int:
        """How many words the longest name has that may begin with this one; 0 when none does."""
        longest = 0
        for form in word.name_forms:
            longest = max(longest, self._longest.get(form, 0))
        return max(longest, self._longest.get(singular(word.surface), 0)) if language == "en" else longest

    def _target(self, window: Sequence[Word], language: str, *, counted: bool) -> Target | None:
        if language == "en":
            exact = self._english.get(tuple(singular(word.surface) for word in window))
            if exact is not None:
                return exact
        options: list[tuple[str, ...]] = [()]
        for word in window:
            options = [(*so_far, form) for so_far in options for form in word.name_forms][:48]
        for alias in options:
            target = self._aliases.get(alias)
            if target is not None and (alias not in self._plural_only or counted or is_plural(window[-1].surface)):
                return target
        return None

    def tails(self, word: Word, position: int) -> Iterator[SeriesMatch]:
        """Every way to part a compound into a topic and a name: "lauta" and "pelikahvit", "lautapeli" and "kahvit"."""
        for reading in word.readings:
            for cut in range(1, len(reading.parts)):
                target = self._aliases.get((joined("".join(reading.parts[cut:])),))
                if target is not None:
                    yield SeriesMatch(position, position + 1, target, word.before(reading.parts[cut]))

    def _tail(self, word: Word, position: int) -> SeriesMatch | None:
        first = next(self.tails(word, position), None)
        for reading in word.readings if first is None else ():
            followed = self.named("".join(reading.parts[:-1])) if reading.parts[-1] in self._followers else None
            if followed:
                return SeriesMatch(position, position + 1, followed)
        return first

    def _add_static(self, entries: list[Any], live: Live) -> None:
        names = names_in(live, entries)
        for entry in entries:
            name = names[entry["name"]]
            target = Target((name,))
            if entry.get("coffee") and name.casefold() == entry["name"].casefold():
                self._coffees.append(name)
            for alias in entry["aliases"]:
                self._aliases[alias_words(alias)] = target
            for alias in entry.get("en", ()):
                self._english[tuple(singular(word) for word in alias.split())] = target
            self.people.update(dict.fromkeys(entry.get("people", ()), name))
        self._static = {entry["name"].casefold() for entry in entries}

    def _add_live(self, live: Live) -> None:
        """Series that only the calendar knows; their names go before those of series that it has none of."""
        there = {name for name, _ in live.values()}
        for folded, (name, words) in sorted(live.items()):
            if folded in self._static or not words:
                continue
            target = Target((name,))
            for alias in lemma_names(words):
                self._aliases[alias] = target
                if any(alias[-1].endswith(coffee) for coffee in self._coffee_words):
                    self._coffees = [*dict.fromkeys([*self._coffees, name])]
            for tail in sorted(_tails(words[-1], self._saying_little)):
                if not there.intersection(self._aliases.get((tail,), Target(())).series):
                    self._aliases[tail,] = target
            self._english.setdefault(tuple(word.surface for word in words), target)

    def _add_groups(self, entries: list[Any]) -> None:
        for entry in entries:
            members = tuple(self._coffees) if entry.get("coffees") else tuple(entry["members"])
            target = Target(members, entry["name"])
            for alias in (*entry["aliases"], *entry.get("plural_aliases", ())):
                self._aliases[alias_words(alias)] = target
            self._plural_only.update((alias,) for alias in entry.get("plural_aliases", ()))
            for alias in entry.get("en", ()):
                self._english[tuple(singular(word) for word in alias.split())] = target


def _one_person(word: Word) -> bool:
    """Whether a certain person is spoken of: "johtaja", "esihenkilöni"."""
    return (word.known and word.written in word.lemmas) or word.surface.endswith(_OWN)


def _digits(words: Sequence[Word], start: int) -> bool:
    return start > 0 and words[start - 1].surface.isdecimal()


def is_plural(surface: str) -> bool:
    """Whether a form of "kahvi" is plural: events are spoken of as "kahvit", a drink as "kahvi"."""
    head = surface.removeprefix("etä")
    return head.startswith(("kahvit", "kahve", "kahvien", "kahavit", "kahave", "kahavien"))


def _tails(word: Word, saying_little: Collection[str]) -> set[str]:
    """The last part of a series' name, which people use for short; "kahvit" or "tunti" would say too little."""
    tails = {reading.parts[-1] for reading in word.readings if len(reading.parts) > 1}
    return tails.difference(saying_little)


def _list(value: object) -> list[Any]:
    assert isinstance(value, list)
    return value
