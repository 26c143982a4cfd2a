"""Evidence besides the concepts: what the names, times, places and topic of a sentence speak for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.domain.intervals import Interval
from bot.understanding.draft import Draft
from bot.understanding.morphology.words import finite
from bot.understanding.topics import ENOUGH, SOME
from bot.understanding.trip_cues import TripCues
from bot.understanding.trip_frames import TripKind, frame_of

WEAK = frozenset(
    {"filler", "please", "who", "pronoun", "and_what", "existence", "topic_cue", "thing", "where", "what_is"}
    | {"all_of_them", "next", "last", "back", "count", "past_tense", "upcoming", "when", "clock", "then", "either"}
)
"""Concepts that any sentence may hold: they say neither what is wanted nor that the bot is not meant."""

OPENERS = frozenset({"next", "all_of_them", "upcoming"})
"""Concepts that are a question by themselves when nothing else is said: "mitä on tulossa"."""


ASKING = frozenset(
    {"when", "clock", "link", "join", "host", "registration", "deadline", "duration", "held_where", "watch"}
)
"""Concepts by which one asks something of an event."""

STATUS = frozenset({"cancelled", "moved"})
"""Concepts that are one when they are named: "perutut"."""


def evidence_of(draft: Draft, now: datetime) -> dict[str, int]:
    """All evidence of a sentence and how often it is there, by the names that data/intents.toml weighs."""
    place, names = draft.places.place, draft.names
    held_there = place is not None and (
        place.what in draft.calendar.event_places or any(place.what in word.keys for word in draft.topic)
    )
    trip = _trip(draft)
    made = frame_of(trip)
    asks_of_series = bool(draft.series) and bool(names & ASKING)
    flags = {
        "peer_learning": trip.named,
        "series": draft.specific,
        "coffees": any(match.target.group for match in draft.series),
        "time": bool(draft.times),
        "past_time": any(time.past or not _ahead(time.interval, now) for time in draft.times),
        "coming_time": any(not time.past and _ahead(time.interval, now) for time in draft.times),
        "topic_hit": draft.coverage >= ENOUGH,
        "half_hit": SOME <= draft.coverage < ENOUGH,
        "topic_alone": 0 < len(draft.topic) == len(draft.sentence.words),
        "miss": draft.coverage < SOME and any(word.cued for word in draft.topic),
        "named_host": bool(draft.hosts) or draft.stranger,
        "host_of": "in_charge" in names and (draft.specific or draft.coverage >= ENOUGH),
        "host_away": (bool(draft.hosts) or draft.stranger) and "away" in names,
        "event_place": held_there,
        "place_visit": place is not None and not held_there,
        "to_place": draft.places.destination,
        "place_library": draft.places.library_of,
        "library_hours": draft.places.library_of and "opening_hours" in names and "registration" not in names,
        "trip_own": made in (TripKind.MINE, TripKind.CANCEL),
        "trip_request": trip.has("own_request", "trip_request"),
        "trip_wish": made in (TripKind.REQUEST, TripKind.OFFER) and not asks_of_series,
        "other_than": bool(draft.excluded),
        "drink": _drink(draft),
        "bare": _bare(draft),
    }
    evidence = dict.fromkeys(names, 1)
    for name, there in flags.items():
        if there:
            evidence[name] = 1
    if draft.unknown:
        evidence["unknown"] = draft.unknown
    return evidence


def _ahead(interval: Interval, now: datetime) -> bool:
    return interval.end is None or interval.end > now


def _drink(draft: Draft) -> bool:
    """Whether coffee is spoken of as a drink: the events are "kahvit", several."""
    words = draft.sentence.words
    return any("kahvi" in word.lemmas for i, word in enumerate(words) if i not in draft.used or len(words) == 1)


def _bare(draft: Draft) -> bool:
    """Whether nothing but a time, a place, a status or "mitä on tulossa" is said, which asks for whatever there is."""
    opens = bool(draft.times or draft.places.place or draft.names & OPENERS or _named_status(draft))
    return opens and not draft.topic and not draft.unknown and not draft.names - WEAK - STATUS


def _named_status(draft: Draft) -> bool:
    """Whether what is cancelled or moved is named: "perutut", "onko siirtoja", not "peruutan"."""
    words = draft.sentence.words
    return any(f.concept in STATUS and not any(finite(words[i]) for i in f.at) for f in draft.concepts)


def _trip(draft: Draft) -> TripCues:
    """What the question, or else all that is said, tells of peer-learning trips.

    The names of series say nothing of that.
    """
    background = draft.sentence.background
    of_series = {i for match in draft.series for i in range(match.start, match.end)}
    asking = _cues(draft, of_series | background)
    return asking if frame_of(asking) or not background else _cues(draft, of_series)


def _cues(draft: Draft, without: Collection[int]) -> TripCues:
    """What the words at all positions but these tell of trips."""
    words = draft.sentence.words
    named = [words[i] for found in draft.concepts if found.concept == "peer_learning" for i in found.at]
    return TripCues([word for i, word in enumerate(words) if i not in without], draft.sentence.language, named)
