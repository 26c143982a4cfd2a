"""The second step of reading, and a last look after the third: leaving out the sentences around the question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.understanding.concepts import Found
from bot.understanding.dates.reading import TimeReading
from bot.understanding.draft import Draft
from bot.understanding.evidence import OUTSIDE
from bot.understanding.morphology.words import finite
from bot.understanding.sentence import POINTING
from bot.understanding.topic_words import find_topic
from bot.understanding.topics import ENOUGH

_PAST = ("i", "ivat", "ivät")
"""Ends of what somebody else did: "johtaja ehdotti"."""


def drop_background(draft: Draft, now: datetime) -> None:
    """Leave the sentences around the question out, when the question itself names what it is about.

    What they say of the tense, of recordings or of the weather is then no part of the question.
    """
    background = draft.sentence.background
    if not background:
        return
    draft.told = frozenset(found.concept for found in draft.concepts if background.issuperset(found.at))
    asking = [i for i in range(len(draft.sentence.words)) if i not in background]
    named = any(match.start not in background for match in draft.series)
    if (named and not _points(draft)) or _has_topic(draft, asking, now):
        _drop(draft, background)
    else:
        draft.concepts = [f for f in draft.concepts if not background.intersection(f.at) or _tells_of_it(draft, f)]


def _tells_of_it(draft: Draft, found: Found) -> bool:
    """Whether a concept told around the question belongs to it: not the weather, nor what another wished."""
    words = (draft.sentence.words[i] for i in found.at)
    of_another = found.concept == "wish" and any(finite(word) and word.surface.endswith(_PAST) for word in words)
    return found.concept not in OUTSIDE and not of_another


def keep_own_times(draft: Draft) -> None:
    """Of the times that were read, those of the question go before those around it.

    "Silloin" asks for the time around it and nothing else of it. A question that goes on from what was told
    ("käsitelläänkö tätä") takes up its topic, not the time when it happened.
    """
    background = draft.sentence.background
    if not background or not draft.times:
        return
    own = [time for time in draft.times if _position(draft, time.start) not in background]
    if own or _asks(draft, "then"):
        draft.times = own or draft.times
        _drop(draft, background)
    elif not _tells_of_events(draft):
        draft.times = [] if _goes_on(draft) else [time for time in draft.times if _limits(time, draft)]


def _limits(time: TimeReading, draft: Draft) -> bool:
    """Whether a time that was told limits the question: no habit does, nor what is over when it looks ahead."""
    over = time.past or "past_tense" in draft.told
    return not time.weekdays and (not over or _asks_back(draft))


def _asks(draft: Draft, *concepts: str) -> bool:
    background = draft.sentence.background
    return any(found.concept in concepts and not background.intersection(found.at) for found in draft.concepts)


def _tells_of_events(draft: Draft) -> bool:
    """Whether the sentences around the question name an event, whose time they then tell."""
    background = draft.sentence.background
    told = (found for found in draft.concepts if found.concept in ("event_noun", "recording"))
    named = any(match.start in background for match in draft.series)
    return named or any(background.issuperset(found.at) for found in told)


def _points(draft: Draft) -> bool:
    words, background = draft.sentence.words, draft.sentence.background
    return any(word.surface in POINTING for i, word in enumerate(words) if i not in background)


def _goes_on(draft: Draft) -> bool:
    """Whether the question takes up what was told as its topic: "puhutaanko siitä missään"."""
    return _asks(draft, "topic_cue") and _points(draft)


def _asks_back(draft: Draft) -> bool:
    return _asks(draft, "past_tense", "missed", "recording", "watch_later", "feedback", "last", "back")


def _drop(draft: Draft, background: frozenset[int]) -> None:
    draft.series = [match for match in draft.series if match.start not in background]
    draft.concepts = [found for found in draft.concepts if not background.intersection(found.at)]
    draft.used.update(background)


def _has_topic(draft: Draft, asking: Sequence[int], now: datetime) -> bool:
    concepts = [found for found in draft.concepts if set(found.at) <= set(asking)]
    skipped = set(range(len(draft.sentence.words))) - set(asking) | draft.used
    words, _ = find_topic(draft.sentence, [], concepts, skipped, draft.calendar)
    return draft.calendar.coverage(words, now) >= ENOUGH


def _position(draft: Draft, offset: int) -> int:
    return next(i for i, token in enumerate(draft.sentence.tokens) if token.end > offset)
