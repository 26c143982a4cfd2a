"""The times of a follow-up that leave out their day, week or month: it is the one talked of."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.intervals import Interval, midnight
from bot.understanding.cues import Cues
from bot.understanding.dates.entries import Tag
from bot.understanding.dates.reading import Grain, TimeReading
from bot.understanding.dates.tokens import tokenise
from bot.understanding.dates.weeks import DAY, monday, month_of
from bot.understanding.draft import Draft
from bot.understanding.earlier import Earlier, Since
from bot.understanding.meaning import Direction
from bot.understanding.onward import OF_ONE_DAY, UNITS
from bot.understanding.timing import times_seen_from

_OF_ONE_WEEK = frozenset({*OF_ONE_DAY, Grain.WEEK, Grain.DAYS, Grain.WEEKEND})
_DATE = re.compile(r"\d\.\d")
_NUMBER = re.compile(r"\d{1,2}(?:\.|st|nd|rd|th)?")
_HOURS = frozenset({Grain.DAYPART, Grain.CLOCK})


def narrowed(draft: Draft, cues: Cues, earlier: Earlier, now: datetime) -> list[TimeReading]:
    """The times of an elliptical follow-up: a weekday, a date or an hour alone is of the week or day talked of."""
    since = earlier.since(None)
    if earlier.meaning.direction is Direction.PAST and draft.times:
        return times_seen_from(draft, now, Direction.PAST)
    asked = earlier.meaning.times or earlier.among
    if since and not draft.times:
        return _day_alone(draft, cues, since)
    if since is None or not asked or len(draft.times) != 1:
        return draft.times
    (time,) = draft.times
    said = time.text.split()
    alone = len(said) == 1 and not time.weekdays
    if since.grain in _OF_ONE_WEEK and _weekday_alone(draft, cues, time):
        return _of_that_week(draft, since, now)
    if time.grain in _HOURS and alone:
        return _hours_of(draft, since, time)
    if time.weekdays and time.interval.end is None:
        return [replace(time, start=0, end=0, interval=since.interval, grain=since.grain)]
    if time.grain is Grain.DAY and _NUMBER.fullmatch(said[0]) and len(said) <= 2 and _of_one_month(since):
        first, _ = month_of(since.first.year, since.first.month)
        return times_seen_from(draft, midnight(first - DAY), Direction.COMING) or draft.times
    return draft.times


def on_one_side(draft: Draft, cues: Cues, earlier: Earlier, now: datetime) -> list[TimeReading]:
    """The part of a longer time that is before what was talked of, or after it: "entä aiemmin keväällä"."""
    beside = {name: cues.at(name) - draft.timed for name in ("earlier_in", "later_in")}
    # "Aiemmin keväällä", "keväällä aiemmin", "earlier in the spring".
    near = {i + k for i in draft.timed for k in (-3, -2, -1, 1)}
    since = earlier.around or next((time.interval for time in earlier.meaning.times), None)
    if since is None or not any(at & near for at in beside.values()):
        return []
    over = since.end is not None and since.end <= now
    found = times_seen_from(draft, now, Direction.PAST if over else Direction.COMING)
    side = Interval(None, since.start) if beside["earlier_in"] & near else Interval(since.end, None)
    parts = [(time, time.interval.intersection(side)) for time in found if time.grain not in OF_ONE_DAY]
    return [replace(time, interval=part, alternatives=(), grain=Grain.PERIOD) for time, part in parts if part]


def _of_one_month(since: Since) -> bool:
    """Whether the time talked of is a month or a week at most, so that a day's number is of its month."""
    month = (since.first.year, since.first.month) == (since.last.year, since.last.month)
    return month or since.last - since.first < timedelta(days=7)


def _day_alone(draft: Draft, cues: Cues, since: Since) -> list[TimeReading]:
    """The day of the month talked of, when the sentence is but its number: "eikun 15.", "entä kuudestoista?"."""
    leading = cues.at("opener", "lead_in", "correction", "whether")
    rest = [token.text for i, token in enumerate(draft.sentence.tokens) if i not in leading]
    found = tokenise(f"{rest[0]}.") if len(rest) == 1 else []
    number = found[0].get(Tag.ORDINAL) if found else None
    first, last = month_of(since.first.year, since.first.month)
    if number is None or not _of_one_month(since) or not 1 <= number.number <= last.day:
        return []
    return [TimeReading(0, 0, "", Interval.of_day(first.replace(day=number.number)), Grain.DAY)]


def _weekday_alone(draft: Draft, cues: Cues, time: TimeReading) -> bool:
    """Whether it is a weekday, perhaps with its hours, of no week or date that is told."""
    dated = (
        bool(_DATE.search(time.text))
        or bool(time.weekdays)
        or bool(cues.at("from_now", "following", "preceding", *UNITS))
    )
    return time.grain in OF_ONE_DAY and bool(cues.at("weekday") & draft.timed) and not dated


def _hours_of(draft: Draft, since: Since, time: TimeReading) -> list[TimeReading]:
    if since.grain in OF_ONE_DAY:
        return times_seen_from(draft, midnight(since.first), Direction.COMING) or draft.times
    start, end = time.interval.start, time.interval.end
    if start is None or end is None:
        return draft.times
    hours = (start.hour, end.hour + bool(end.minute) or 24)
    whole = replace(time, start=0, end=0, interval=since.interval, grain=since.grain, daily=hours)
    return [replace(whole, alternatives=(), ambiguous=False)]


def _of_that_week(draft: Draft, since: Since, now: datetime) -> list[TimeReading]:
    """A weekday of the week that was talked of, unless that day is over and the rest of the week is not."""
    found = times_seen_from(draft, midnight(monday(since.first) - DAY), Direction.COMING)
    end = found[0].interval.end if found else None
    over = end is not None and end <= now
    week_over = midnight(since.last + DAY) <= now
    return draft.times if not found or over != week_over else found
