"""Hours and weekdays that a compound tells of its events: "iltatilaisuuksia", "lauantaikoulutus"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.intervals import Interval
from bot.understanding.dates import find_times
from bot.understanding.dates.reading import Grain, TimeReading
from bot.understanding.draft import Draft
from bot.understanding.meaning import Direction


def limited(draft: Draft, times: Sequence[TimeReading], now: datetime, direction: Direction) -> list[TimeReading]:
    """The times, each kept to the hours or days of the sentence's compounds; these are no topic then."""
    told = {i: habit for i, head in _heads(draft).items() if (habit := _habit(head, now, direction))}
    if not told:
        return list(times)
    draft.series = [replace(m, head="") if m.start in told else m for m in draft.series]
    draft.concepts = [replace(f, head="") if f.at[0] in told else f for f in draft.concepts]
    draft.used.update(i for i in told if i not in draft.event_positions())
    i, habit = next(iter(told.items()))
    token = draft.sentence.tokens[i]
    habit = replace(habit, start=token.start, end=token.end, text=token.text)
    return [_kept(time, habit) for time in times] or [habit]


def _heads(draft: Draft) -> dict[int, str]:
    """What may tell the hours, by its position: a compound's beginning, in English the word before the noun."""
    if draft.sentence.language == "en":
        before = (i - 1 for i in draft.event_positions() if i)
        return {i: draft.sentence.words[i].surface for i in before if i in draft.free()}
    named = {match.start: match.head for match in draft.series if match.head}
    return named | {found.at[0]: found.head for found in draft.concepts if found.head}


def _habit(head: str, now: datetime, direction: Direction) -> TimeReading | None:
    """Every evening, Saturday or weekend; None when the word is no such time."""
    found = find_times(head, now)
    if len(found) != 1:
        return None
    (time,) = found
    window = Interval(None, now) if direction is Direction.PAST else Interval(now)
    always = replace(time, interval=window, grain=Grain.OPEN, alternatives=(), ambiguous=False, hours=None)
    if time.hours is not None:
        return replace(always, daily=time.hours)
    if time.grain in (Grain.DAY, Grain.WEEKEND) and time.interval.start and head.isalpha():
        first = time.interval.start.weekday()
        return replace(always, weekdays=(first, first + 1) if time.grain is Grain.WEEKEND else (first,))
    return None


def _kept(time: TimeReading, habit: TimeReading) -> TimeReading:
    text = f"{time.text} … {habit.text}"
    return replace(time, text=text, daily=time.daily or habit.daily, weekdays=time.weekdays or habit.weekdays)
