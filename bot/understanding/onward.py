"""Times of a follow-up that count from what was talked of: "entä sitä seuraavalla viikolla", "samana päivänä"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.intervals import Interval, midnight
from bot.understanding.aspects import number_near
from bot.understanding.cues import Cues
from bot.understanding.dates.entries import Tag
from bot.understanding.dates.reading import Grain, TimeReading
from bot.understanding.dates.tokens import tokenise
from bot.understanding.dates.weeks import DAY, WEEK, monday, month_of
from bot.understanding.draft import Draft
from bot.understanding.earlier import Earlier, Since
from bot.understanding.meaning import Direction
from bot.understanding.timing import times_seen_from

UNITS = {"day": Grain.DAY, "week": Grain.WEEK, "month": Grain.MONTH, "weekend": Grain.WEEKEND}
_COUNTING = frozenset({"following", "preceding", "same", "then"})
_OF_ONE_DAY = frozenset({Grain.DAY, Grain.DAYPART, Grain.CLOCK})
_OF_ONE_WEEK = frozenset({*_OF_ONE_DAY, Grain.WEEK, Grain.DAYS, Grain.WEEKEND})
_DATE = re.compile(r"\d\.\d")
_NUMBER = re.compile(r"\d{1,2}(?:\.|st|nd|rd|th)?")
_HOURS = frozenset({Grain.DAYPART, Grain.CLOCK})


def counted_on(draft: Draft, cues: Cues, earlier: Earlier) -> list[TimeReading]:
    """The times of a sentence, when its words count them from the time that was talked of; else none."""
    if not cues.names & _COUNTING:
        return []
    unit = UNITS.get(_unit(cues))
    since = earlier.since(unit)
    if since is None:
        return []
    if _says_same(cues) and not draft.timed - cues.at("same", "then", *UNITS):
        return _stretch(since, unit or since.grain, 0)
    step = step_in_time(draft, cues)
    if not step:
        return []
    steps = cues.at("following", "preceding", "after_it", "before_it", "same", "it", "that_very", *UNITS)
    if draft.timed - steps and not cues.at(*UNITS) - draft.timed:
        # "Seuraavan viikon torstaina" is read as if it was said on the last day of what was talked of.
        day = since.last if step > 0 else since.first
        return times_seen_from(draft, midnight(day), Direction.COMING)
    return _stretch(since, unit or since.grain, step)


def step_in_time(draft: Draft, cues: Cues) -> int:
    """How many units on from the stretch of time talked of, or back; 0 when the sentence says no such."""
    if cues.at("from_now") & draft.timed or any(time.grain is Grain.PERIOD for time in draft.times):
        return 0
    for name, step in (("following", 1), ("preceding", -1)):
        for i in sorted(cues.at(name)):
            units = cues.at(*UNITS) & {i - 1, i + 1}
            if units or i in draft.timed:
                return step * max((number_near(draft.sentence.words, at) for at in units), default=1)
    return 0


def beside(since: Since, step: int) -> list[TimeReading]:
    """The stretch of time after the one talked of, or before it: "entä sitä seuraava"."""
    return _stretch(since, since.grain, step)


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
    return time.grain in _OF_ONE_DAY and bool(cues.at("weekday") & draft.timed) and not dated


def _hours_of(draft: Draft, since: Since, time: TimeReading) -> list[TimeReading]:
    if since.grain in _OF_ONE_DAY:
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


def _unit(cues: Cues) -> str:
    """The unit of time beside a word that counts on, or nothing."""
    counting = cues.at("following", "preceding", "same")
    near = {i + k for i in counting for k in (-1, 1)}
    return next((name for name in UNITS if cues.at(name) & near), "")


def _says_same(cues: Cues) -> bool:
    """ "Samana päivänä", "sillä viikolla", "silloin"."""
    behind = {i + 1 for i in cues.at("same")}
    return "then" in cues.names or bool(behind & cues.at(*UNITS))


def _stretch(since: Since, unit: Grain, step: int) -> list[TimeReading]:
    """The unit that holds what was talked of, or so many units on."""
    span = _span(since, unit, step)
    return [TimeReading(0, 0, "", Interval.of_days(*span), unit)] if span else []


def _span(since: Since, unit: Grain, step: int) -> tuple[date, date] | None:
    day = since.last if step > 0 else since.first
    if unit in _OF_ONE_DAY:
        other = day + step * DAY
        return (other, other) if step else (since.first, since.last)
    if unit is Grain.WEEK:
        first = monday(day) + step * WEEK
        return first, first + 6 * DAY
    if unit is Grain.WEEKEND:
        first = monday(day) + 5 * DAY + step * WEEK
        return first, first + DAY
    if unit is Grain.MONTH:
        return month_of(day.year, day.month + step)
    if unit is Grain.YEAR:
        return date(day.year + step, 1, 1), date(day.year + step, 12, 31)
    length = since.last - since.first + DAY
    return since.first + step * length, since.last + step * length
