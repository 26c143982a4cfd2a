"""The third step of reading a sentence: the times it tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.intervals import Interval
from bot.understanding.compounds import limited
from bot.understanding.dates import find_times
from bot.understanding.dates.reading import Direction as TimeDirection
from bot.understanding.dates.reading import Grain, TimeReading
from bot.understanding.draft import Draft
from bot.understanding.meaning import Direction
from bot.understanding.sentence import Sentence

MANY = frozenset({"upcoming", "all_of_them", "always"})
"""Concepts by which a question asks for a list."""

_WHICH = frozenset({"mitkä", "jotka", "alkavat", "which"})
_HOLDING = frozenset({"järjestää", "pitää", "arrange", "arranged", "held", "hold", "organise"})
_MIDNIGHT = 24

KEPT = frozenset({"past_tense"})
"""Concepts that go on speaking although a time has taken their words."""


def read_times(draft: Draft, now: datetime, direction: Direction) -> None:
    """Add the sentence's times to its draft; series' names are masked, for they hold time words."""
    sentence = draft.sentence
    masked, dropped = _masked(draft)
    english = sentence.language == "en"
    towards = TimeDirection.PAST if direction is Direction.PAST else TimeDirection.FUTURE
    found = find_times(sentence.text, now, towards, masked, english=english)
    if found and direction is Direction.PAST and "past_tense" not in draft.names:
        coming = find_times(sentence.text, now, TimeDirection.FUTURE, masked, english=english)
        ahead = {time.start: time for time in coming}
        found = [_with_other_way(time, ahead.get(time.start)) for time in found]
    found = [time for time in found if not _left_out(time, draft)]
    found = [_on_any_day(time, now) if _any_day(time, draft) else time for time in found]
    spans = [(time.start, time.end) for time in found]
    inside = {
        i
        for i, token in enumerate(sentence.tokens)
        if any(token.start < end and start < token.end for start, end in spans) or token.end <= dropped
    }
    draft.concepts = [f for f in draft.concepts if f.concept in KEPT or not inside.intersection(f.at)]
    draft.used.update(inside)
    draft.timed.update(inside)
    draft.times = limited(draft, _once(found), now, direction)


def times_seen_from(draft: Draft, moment: datetime, direction: Direction) -> list[TimeReading]:
    """The sentence's times as if it was said at another moment; its draft stays as it is."""
    towards = TimeDirection.PAST if direction is Direction.PAST else TimeDirection.FUTURE
    sentence = draft.sentence
    found = find_times(sentence.text, moment, towards, _masked(draft)[0], english=sentence.language == "en")
    return _once(found)


def _once(found: Sequence[TimeReading]) -> list[TimeReading]:
    """The times, each once: words apart that say one time together are one, quoted together.

    A habit that a nearer time repeats adds nothing: "olen maanantaisin yksin, mitkä huhtikuun kahvit ovat maanantaina".
    """
    times: dict[Interval, TimeReading] = {}
    for time in found:
        same = times.get(time.interval)
        limits = same and (time.weekdays or time.daily)
        times[time.interval] = replace(time, text=f"{same.text} … {time.text}") if same and limits else time
    near = {time.weekdays for time in times.values() if time.weekdays and time.grain is not Grain.OPEN}
    return [time for time in times.values() if time.grain is not Grain.OPEN or time.weekdays not in near]


def _masked(draft: Draft) -> tuple[list[tuple[int, int]], int]:
    """Spans in which no time is read, and the end of the part that is taken back."""
    tokens = draft.sentence.tokens
    masked = [(tokens[m.start].start, tokens[m.end - 1].end) for m in draft.series]
    masked += [(tokens[i].start, tokens[i].end) for i in sorted(draft.leads | draft.taken_back)]
    dropped = _corrected_away(draft.sentence)
    return [*masked, (0, dropped)] if dropped else masked, dropped


def _left_out(time: TimeReading, draft: Draft) -> bool:
    """Whether a time is told of what is left out: "muuta kuin torstain kahvit"."""
    positions = [i for i, token in enumerate(draft.sentence.tokens) if time.start < token.end <= time.end]
    return bool(positions) and draft.left_out.issuperset((*positions, positions[-1] + 1))


def _any_day(time: TimeReading, draft: Draft) -> bool:
    """Whether hours without a day limit a list: "mitkä alkavat ennen kymmentä", "pidetäänkö mitään klo 17 jälkeen"."""
    if time.hours is None or time.past:
        return False
    lists = draft.names & MANY or any(word.surface in _WHICH for word in draft.sentence.words)
    bound = time.grain is Grain.CLOCK and (time.hours[0] == 0 or time.hours[1] == _MIDNIGHT)
    held = "event_noun" in draft.names or any(word.lemmas & _HOLDING for word in draft.sentence.words)
    return bool(lists or (bound and (draft.series or held)))


def _on_any_day(time: TimeReading, now: datetime) -> TimeReading:
    return replace(time, interval=Interval(now), grain=Grain.OPEN, alternatives=(), daily=time.hours)


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
