"""Sentences about what repeats, to a repetition: "joka toinen tiistai 9.00 maaliskuun loppuun"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from bot.domain.recurrence import LAST, Repetition
from bot.understanding.dates import find_times

_DATA = Path(__file__).with_suffix(".toml")
_CLOCK = re.compile(
    r"\b(?:klo|kello|at)?\s*(?P<hour>[01]?\d|2[0-3])[.:](?P<minute>[0-5]\d)\b(?!\.?\d|\.(?!\s*$))", re.IGNORECASE
)
_WHOLE_HOUR = re.compile(
    r"\b(?:klo|kello|at)\s+(?P<hour>[01]?\d|2[0-3])\b(?:\s*[-–]\s*(?P<end>[01]?\d|2[0-3])\b)?(?![.:]\d)", re.IGNORECASE
)
_HABITUAL = re.compile(r"\w+(?:isin|days)")
_TOKEN = re.compile(r"[^\W_]+")
_MOST_EVERY = 12


@dataclass(frozen=True, slots=True)
class Recurring:
    """A repetition that was found in a sentence, the clock times that it tells, and its words that say neither."""

    repetition: Repetition
    clocks: tuple[time, ...]
    unknown: tuple[str, ...]


def find_repetition(text: str, now: datetime) -> Recurring | None:
    """The repetition that a text tells, None when it tells none."""
    clocks, rest = _without_clocks(text)
    words = _Words([(found[0].casefold(), found.span()) for found in _TOKEN.finditer(rest)])
    found = words.read()
    if found is None:
        return None
    end = _end(_blank(rest, words.taken), now)
    if end is None:
        return Recurring(found, clocks, tuple(word for word, _ in words.unknown))
    until, first, last = end
    unknown = tuple(word for word, (start, _) in words.unknown if not first <= start < last)
    return Recurring(replace(found, until=until.date() - timedelta(days=1)), clocks, unknown)


def _without_clocks(text: str) -> tuple[tuple[time, ...], str]:
    clocks: list[time] = []
    for pattern in (_CLOCK, _WHOLE_HOUR):
        for found in pattern.finditer(text):
            clocks.append(time(int(found["hour"]), int(found.groupdict().get("minute") or 0)))
            if found.groupdict().get("end"):
                clocks.append(time(int(found["end"])))
        text = _blank(text, [found.span() for found in pattern.finditer(text)])
    return tuple(clocks), text


def _blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with these parts empty, everything else in its place."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _end(text: str, now: datetime) -> tuple[datetime, int, int] | None:
    """The moment until which a text says that something goes on, and where it says so."""
    for reading in find_times(text, now):
        end, start = reading.interval.end, reading.interval.start
        open_or_long = start is None or start <= now or (end is not None and end - start > timedelta(days=1))
        if end is not None and end > now and open_or_long:
            return end, reading.start, reading.end
    return None


class _Words:
    """Reads the words of a sentence, from left to right."""

    def __init__(self, words: Sequence[tuple[str, tuple[int, int]]]) -> None:
        self._words = words
        self._at = 0
        self.unknown: list[tuple[str, tuple[int, int]]] = []
        self.taken: list[tuple[int, int]] = []

    def read(self) -> Repetition | None:
        found, repeats = Repetition(), False
        while self._at < len(self._words):
            repeats = repeats or _HABITUAL.fullmatch(self._word()) is not None
            step = self._every(found) or self._apart(found) or self._monthly(found)
            if step is not None:
                found, repeats = step, True
            elif (step := self._times(found) or self._weekday(found)) is not None:
                found = step
            else:
                self._other()
        return found if repeats else None

    def _other(self) -> None:
        if not _is("besides", self._word()):
            self.unknown.append(self._words[self._at])
        self._at += 1

    def _every(self, found: Repetition) -> Repetition | None:
        """ "joka viikko", "joka toinen tiistai", "every other week"."""
        if not _is("each", self._word()):
            return None
        number = _ordinal(self._word(1)) or _number(self._word(1))
        unit = self._word(2 if number else 1)
        weekday = _weekday(unit)
        if weekday is None and not (_is("week", unit) or _is("month", unit)):
            return None
        if number and _is("of_month", unit):
            return None
        self._take(3 if number else 2)
        if weekday is None and _is("month", unit):
            return self._of_month(replace(found, monthly=True, every=number or 1), unit)
        days = found.weekdays if weekday is None else (*found.weekdays, weekday)
        return replace(found, every=number or found.every, weekdays=days)

    def _of_month(self, found: Repetition, unit: str) -> Repetition:
        """ "joka kuun ensimmäinen tiistai": which day of it."""
        nth = self._nth() if _is("of_month", unit) else None
        weekday = _weekday(self._word(1)) if nth else None
        if not nth or weekday is None:
            return found
        self._take(2)
        return replace(found, nth=nth, weekdays=(weekday,))

    def _apart(self, found: Repetition) -> Repetition | None:
        """ "kahden viikon välein", "2 kuukauden välein"."""
        number = _number(self._word())
        if not number or not _is("apart", self._word(2)):
            return None
        weeks, months = _is("weeks_apart", self._word(1)), _is("months_apart", self._word(1))
        if not weeks and not months:
            return None
        self._take(3)
        return replace(found, every=number, monthly=months)

    def _monthly(self, found: Repetition) -> Repetition | None:
        """ "kerran kuussa", "kuukausittain", "kuun ensimmäinen tiistai", "first Tuesday of the month"."""
        word = self._word()
        if _is("once", word) and _is("month", self._word(1)):
            self._take(2)
            return replace(found, monthly=True)
        if _is("once", word) and _is("week", self._word(3 if self._word(1) == "a" else 1)):
            self._take(2)
            return found
        if _is("of_month", word) and (nth := self._nth(1)) and (weekday := _weekday(self._word(2))) is not None:
            self._take(3)
            return replace(found, monthly=True, nth=nth, weekdays=(weekday,))
        if (nth := self._nth()) and (weekday := _weekday(self._word(1))) is not None:
            self._take(2)
            return replace(found, monthly=True, nth=nth, weekdays=(weekday,))
        if _is("month", word) and not _is("of_month", word):
            self._take(1)
            return replace(found, monthly=True)
        if _is("week", word):
            self._take(1)
            return found
        return None

    def _times(self, found: Repetition) -> Repetition | None:
        """ "6 kertaa"."""
        number = _number(self._word(), most=1000)
        if not number or not _is("times", self._word(1)):
            return None
        self._take(2)
        return replace(found, times=number)

    def _weekday(self, found: Repetition) -> Repetition | None:
        """ "tiistaisin", or a further weekday: "joka tiistai ja torstai"."""
        weekday = _weekday(self._word())
        if weekday is None:
            return None
        self._take(1)
        return replace(found, weekdays=(*found.weekdays, weekday))

    def _nth(self, ahead: int = 0) -> int:
        word = self._word(ahead)
        return LAST if _is("last", word) else _ordinal(word)

    def _word(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._words[at][0] if at < len(self._words) else ""

    def _take(self, words: int) -> None:
        self.taken += [span for _, span in self._words[self._at : self._at + words]]
        self._at += words


@cache
def _data() -> dict[str, Any]:
    with _DATA.open("rb") as file:
        return tomllib.load(file)


def _is(name: str, word: str) -> bool:
    return word in _data()[name]


def _ordinal(word: str) -> int:
    return next((number for number, words in enumerate(_data()["ordinals"]) if word in words), 0)


def _number(word: str, most: int = _MOST_EVERY) -> int:
    if re.fullmatch("[0-9]{1,3}", word):
        return int(word) if 0 < int(word) <= most else 0
    return next((number for number, words in enumerate(_data()["numbers"]) if word in words), 0)


def _weekday(word: str) -> int | None:
    for number, ways in enumerate(_data()["weekdays"]):
        if any(word == way or (way.endswith("*") and word.startswith(way[:-1])) for way in ways):
            return number
    return None
