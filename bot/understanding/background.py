"""The third step of reading a text of several sentences: leaving out those around the question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.understanding.draft import Draft
from bot.understanding.evidence import OUTSIDE
from bot.understanding.topic_words import find_topic
from bot.understanding.topics import ENOUGH


def drop_background(draft: Draft, now: datetime) -> None:
    """Leave the sentences around the question out, when the question says by itself what it is about."""
    background = draft.sentence.background()
    asking = [i for i in range(len(draft.sentence.words)) if i not in background]
    timed = any(i in draft.timed for i in asking)
    named = any(match.start not in background for match in draft.series)
    if not background:
        return
    if not (timed or named or _has_topic(draft, asking, now)):
        draft.concepts = [f for f in draft.concepts if f.concept not in OUTSIDE or not background.intersection(f.at)]
        return
    draft.series = [match for match in draft.series if match.start not in background]
    draft.concepts = [found for found in draft.concepts if not background.intersection(found.at)]
    draft.times = [time for time in draft.times if _position(draft, time.start) not in background] or draft.times
    draft.used.update(background)


def _has_topic(draft: Draft, asking: Sequence[int], now: datetime) -> bool:
    concepts = [found for found in draft.concepts if set(found.at) <= set(asking)]
    skipped = set(range(len(draft.sentence.words))) - set(asking) | draft.used
    words, _ = find_topic(draft.sentence, [], concepts, skipped, draft.calendar)
    return draft.calendar.coverage(words, now) >= ENOUGH


def _position(draft: Draft, offset: int) -> int:
    return next(i for i, token in enumerate(draft.sentence.tokens) if token.end > offset)
