"""The third step of reading a sentence: the times it tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.understanding.dates import find_times
from bot.understanding.dates.reading import Direction as TimeDirection
from bot.understanding.dates.reading import TimeReading
from bot.understanding.draft import Draft
from bot.understanding.meaning import Direction
from bot.understanding.sentence import Sentence

KEPT = frozenset({"past_tense"})
"""Concepts that go on speaking although a time has taken their words."""


def read_times(draft: Draft, now: datetime, direction: Direction) -> None:
    """Add the sentence's times to its draft; series' names are masked, for they hold time words."""
    sentence = draft.sentence
    masked, dropped = _masked(draft)
    towards = TimeDirection.PAST if direction is Direction.PAST else TimeDirection.FUTURE
    found = find_times(sentence.text, now, towards, masked)
    if found and direction is Direction.PAST and "past_tense" not in draft.names:
        ahead = {time.start: time for time in find_times(sentence.text, now, TimeDirection.FUTURE, masked)}
        found = [_with_other_way(time, ahead.get(time.start)) for time in found]
    draft.times = list({time.interval: time for time in found}.values())
    spans = [(time.start, time.end) for time in found]
    inside = {
        i
        for i, token in enumerate(sentence.tokens)
        if any(token.start < end and start < token.end for start, end in spans) or token.end <= dropped
    }
    draft.concepts = [f for f in draft.concepts if f.concept in KEPT or not inside.intersection(f.at)]
    draft.used.update(inside)
    draft.timed.update(inside)


def times_seen_from(draft: Draft, moment: datetime, direction: Direction) -> list[TimeReading]:
    """The sentence's times as if it was said at another moment; its draft stays as it is."""
    towards = TimeDirection.PAST if direction is Direction.PAST else TimeDirection.FUTURE
    found = find_times(draft.sentence.text, moment, towards, _masked(draft)[0])
    return list({time.interval: time for time in found}.values())


def _masked(draft: Draft) -> tuple[list[tuple[int, int]], int]:
    """Spans in which no time is read, and the end of the part that is taken back."""
    tokens = draft.sentence.tokens
    masked = [(tokens[m.start].start, tokens[m.end - 1].end) for m in draft.series]
    masked += [(tokens[i].start, tokens[i].end) for i in sorted(draft.leads)]
    dropped = _corrected_away(draft.sentence)
    return [*masked, (0, dropped)] if dropped else masked, dropped


def _with_other_way(time: TimeReading, ahead: TimeReading | None) -> TimeReading:
    """A time with its reading ahead beside it: "nauhoitetaanko torstain kahvit" may mean either Thursday."""
    if ahead is None or ahead.interval == time.interval:
        return time
    return replace(time, alternatives=(*time.alternatives, ahead.interval))


def _corrected_away(sentence: Sentence) -> int:
    """Where the part ends that "ei X vaan Y" takes back; 0 when nothing is."""
    written = [word.surface for word in sentence.words]
    if {"ei", "en", "eiku", "eikun"}.intersection(written) and "vaan" in written:
        return sentence.tokens[written.index("vaan")].start
    return 0
