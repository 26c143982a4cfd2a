"""What a sentence about peer-learning trips says: what it is about, the themes, own words, and which libraries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.intervals import midnight
from bot.domain.trips import MOST_DAYS
from bot.understanding.dates.finder import find_times
from bot.understanding.dates.reading import TimeReading
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.own_library import said_library
from bot.understanding.sentence import prepare, tidied
from bot.understanding.themes import themes_said
from bot.understanding.trip_cues import TripCues, TripKind

__all__ = ["TripKind", "TripSaid", "trip_said"]


@dataclass(frozen=True, slots=True)
class TripSaid:
    """What was said. `libraries` are municipalities: wished hosts, or the library that offers.

    `words` tell in the person's own words what is to be learnt where the themes do not tell it all. `days` are
    wished ones from today on, `near` is "jossain lähellä", `asks` are keys of rules below `trip_rule` of the texts.
    """

    kind: TripKind
    themes: tuple[str, ...] = ()
    words: str = ""
    libraries: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    near: bool = False
    asks: tuple[str, ...] = ()


def trip_said(text: str, analyzer: Analyzer, today: date | None = None) -> TripSaid:
    """What a sentence that is known to be about peer-learning trips says; without `today` no days are read."""
    sentence = prepare(text, analyzer, "fi")
    cues = TripCues(sentence.words, sentence.language)
    kind = cues.kind
    return TripSaid(
        kind,
        themes_said(text, analyzer),
        "",
        said_library(text if kind is TripKind.OFFER else tidied(text), analyzer).municipalities,
        _days(tidied(text), today, english=sentence.language == "en") if today else (),
        cues.has("near"),
        cues.asks,
    )


def _days(text: str, today: date, *, english: bool) -> tuple[date, ...]:
    read = find_times(text, midnight(today), english=english)
    days = (day for reading in read if (day := _day(reading)) and day >= today)
    return tuple(dict.fromkeys(days))[:MOST_DAYS]


def _day(reading: TimeReading) -> date | None:
    """The day that a time tells; None when it tells more than one, or none."""
    start, end = reading.interval.start, reading.interval.end
    if start is None or end is None or reading.past or reading.weekdays:
        return None
    return start.date() if (end - timedelta(microseconds=1)).date() == start.date() else None
