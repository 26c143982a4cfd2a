"""What a sentence about peer-learning trips says: what it is about, the themes, own words, and which libraries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.intervals import midnight
from bot.domain.trips import MAX_WORDS, MOST_DAYS
from bot.understanding.calendar_names import words_of
from bot.understanding.dates.finder import find_times
from bot.understanding.dates.reading import TimeReading
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.morphology.lexicon import load_lexicon
from bot.understanding.morphology.words import Case
from bot.understanding.sentence import MAX_TEXT, Sentence, prepare
from bot.understanding.themes import themes_said
from bot.understanding.trip_cues import TripCues
from bot.understanding.trip_frames import TripKind
from bot.understanding.trip_kinds import kind_of, rules_asked
from bot.understanding.trip_own_words import own_words

__all__ = ["TripKind", "TripSaid", "trip_said"]

_LEARNING = frozenset({TripKind.REQUEST, TripKind.OFFER})
_FROM = frozenset({Case.ELATIVE, Case.ABLATIVE})


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
    kind = kind_of(cues)
    return TripSaid(
        kind,
        themes_said(sentence.text, analyzer),
        own_words(sentence, cues)[:MAX_WORDS] if kind in _LEARNING else "",
        # "Meillä Juvalla" is no part of other sentences than offers.
        _libraries(text[:MAX_TEXT] if kind is TripKind.OFFER else sentence.text, analyzer),
        _days(sentence, today) if today else (),
        cues.has("near"),
        rules_asked(cues, kind),
    )


def _libraries(text: str, analyzer: Analyzer) -> tuple[str, ...]:
    """Municipalities, but for those that somebody comes from: "Mikkelistä"."""
    names = {one.name.lower(): one.name for one in load_lexicon().municipalities}
    words = words_of(text, analyzer)
    left = {i + 1 for i, word in enumerate(words) if word.surface == "from"}
    read = (next((r for r in word.readings if r.lemma in names), None) for i, word in enumerate(words) if i not in left)
    return tuple(dict.fromkeys(names[one.lemma] for one in read if one and one.case not in _FROM))


def _days(sentence: Sentence, today: date) -> tuple[date, ...]:
    read = find_times(sentence.text, midnight(today), english=sentence.language == "en")
    days = (day for reading in read if (day := _day(reading)) and day >= today)
    return tuple(dict.fromkeys(days))[:MOST_DAYS]


def _day(reading: TimeReading) -> date | None:
    """The day that a time tells; None when it tells more than one, or none."""
    start, end = reading.interval.start, reading.interval.end
    if start is None or end is None or reading.past or reading.weekdays:
        return None
    return start.date() if (end - timedelta(microseconds=1)).date() == start.date() else None
