"""What lies before, after, until, from or between times."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.intervals import Interval, midnight
from bot.understanding.dates.context import Context
from bot.understanding.dates.parts import Part
from bot.understanding.dates.phrase import Phrase, Side
from bot.understanding.dates.reading import Direction, Grain
from bot.understanding.dates.resolve import Meant, resolve, seen_from, times_of_day
from bot.understanding.dates.weeks import DAY

_RECENT = timedelta(days=60)
"""How lately something may have ended for "sen jälkeen" to mean that one and not the next."""
_SHARED = ("year", "year_shift", "week", "week_shift", "month", "month_shift", "season", "counted")
_CALENDAR = frozenset({Grain.DAY, Grain.DAYS, Grain.WEEK, Grain.MONTH})
_DAYS = frozenset({Grain.CLOCK, Grain.DAYPART, Grain.DAY, Grain.DAYS, Grain.WEEKEND})


def meant_by(part: Part, context: Context) -> Meant | None:
    """What a part means, with its end and its side."""
    if part.side and part.phrase.portion == "turn":
        part = part.with_(phrase=part.phrase.with_(portion="first"))
    if part.side in (Side.BEFORE, Side.BY, Side.UNTIL) and part.phrase.portion == "end":
        return _to_the_end(part, context)
    if part.until is not None:
        found = _range(part.phrase, part.until, context)
    elif part.side in (Side.BEFORE, Side.EVE):
        found = _to_come(part.phrase, context)
    elif part.side in (Side.AFTER, Side.FROM):
        found = _recent(part.phrase, context, part.side)
    else:
        near = part.side is not None
        found = resolve(part.phrase, Context(context.now, context.direction, near))
    if found is None or part.side is None:
        return found
    return _sided(part, found, context)


def _to_the_end(part: Part, context: Context) -> Meant | None:
    """ "viikon loppuun asti": up to the end of the whole."""
    found = resolve(part.phrase.with_(portion=None), Context(context.now, context.direction, with_today=True))
    if found is None:
        return None
    lead = midnight(context.today) if context.ahead and not found.past else None
    return _bounded([Interval(lead, found.interval.end)], found)


def _to_come(phrase: Phrase, context: Context) -> Meant | None:
    """The anchor of "ennen": one that has begun can be no goal, so the next is taken."""
    found = resolve(phrase, context)
    if found is None or not context.ahead or found.interval.start is None:
        return found
    today = midnight(context.today)
    if found.interval.start > today or found.past:
        return found
    later = next((other for other in found.alternatives if other.start and other.start > today), None)
    if later is None and found.interval.end is not None and phrase.year is None:
        later = getattr(resolve(phrase, Context(found.interval.end, context.direction)), "interval", None)
    return replace(found, interval=later, alternatives=()) if later else found


def _recent(phrase: Phrase, context: Context, side: Side) -> Meant | None:
    """The anchor of "jälkeen" and "alkaen": one that ended lately rather than that of next year."""
    found = resolve(phrase, Context(context.now, context.direction, with_today=True))
    if found is None or not context.ahead or phrase.weekday is not None or found.grain not in _CALENDAR:
        return found
    today = midnight(context.today)
    if found.interval.start is None or found.interval.start <= today:
        return found
    for other in found.alternatives:
        if other.end and other.end <= today and today - other.end < _RECENT:
            return replace(found, interval=other, alternatives=(found.interval,) if side is Side.FROM else ())
    return found


def _range(first: Phrase, last: Phrase, context: Context) -> Meant | None:
    """All from one phrase to another; what one of them leaves out is taken from the other."""
    first, last = _shared(first, last)
    if last.portion == "end":
        last = last.with_(portion=None)
    daily = None
    if (last.hours or last.clock) and not (first.hours or first.clock):
        # "ma-pe klo 9-15": the hours of each of the days
        minutes, _ = times_of_day(last)
        daily = (minutes[0] // 60, -(-minutes[1] // 60))
        last = last.with_(hours=None, clock=None)
    if context.ahead:
        end = resolve(last, Context(context.now, context.direction, with_today=True))
        if end is None or end.interval.start is None:
            return None
        start = resolve(first, seen_from(first, context, end.interval.start, Direction.PAST))
    else:
        start = resolve(first, Context(context.now, context.direction, with_today=True))
        if start is None or start.interval.start is None:
            return None
        end = resolve(last, seen_from(last, context, start.interval.start, Direction.FUTURE))
    if start is None or end is None or not _runs(start.interval.start, end.interval.end):
        return None
    grain = Grain.DAYS if start.grain in _DAYS and end.grain in _DAYS else Grain.PERIOD
    past = start.past and end.past
    return Meant(Interval(start.interval.start, end.interval.end), grain, (), False, past, daily or end.daily)


def _runs(start: datetime | None, end: datetime | None) -> bool:
    return start is not None and end is not None and start < end


def _shared(first: Phrase, last: Phrase) -> tuple[Phrase, Phrase]:
    """Both phrases with the year, month or week that only one of them tells."""
    for name in _SHARED:
        mine, theirs = getattr(first, name), getattr(last, name)
        day_alone = "weekday" in (last if mine is not None else first).said()
        if name not in ("year", "year_shift") and not day_alone:
            continue
        if mine is None and theirs is not None and not (first.said() & {"day_shift", "year", "year_shift"}):
            first = first.with_(**{name: theirs})
        elif theirs is None and mine is not None and not last.said() & {"day_shift", "year", "year_shift"}:
            last = last.with_(**{name: mine})
    return _year_turned(first, last)


def _year_turned(first: Phrase, last: Phrase) -> tuple[Phrase, Phrase]:
    """ "30.12.–4.1.2027" begins in the year before, "joulukuusta 2026 helmikuuhun" ends in the next."""
    if first.year is None or first.year != last.year or first.month is None or last.month is None:
        return first, last
    if (first.month, first.day or 0) > (last.month, last.day or 0):
        first = first.with_(year=first.year - 1)
    return first, last


def _sided(part: Part, found: Meant, context: Context) -> Meant | None:
    interval, options = found.interval, found.alternatives
    holiday = part.phrase.holiday is not None
    side = part.side
    lead = midnight(context.today) if context.ahead and not found.past else None
    if side is Side.BEFORE or (side in (Side.BY, Side.UNTIL) and holiday):
        ends = [interval.start, *(other.start for other in options)]
        if holiday and interval.start:
            ends.insert(1, interval.start + DAY)
        return _bounded([Interval(lead, end) for end in ends], found)
    if side in (Side.BY, Side.UNTIL):
        return _bounded([Interval(lead, end) for end in _last_moments(part, found)], found)
    if side is Side.AFTER:
        starts = [interval.end]
        if interval.end and found.grain in (Grain.DAY, Grain.DAYS):
            starts.append(interval.end - DAY)
        return _bounded([Interval(_not_before(start, lead), None) for start in starts], found)
    if side is Side.FROM:
        if part.english and part.phrase.which is None and _over(interval, context):
            return replace(found, past=True)  # "the recording from yesterday"
        return _bounded([Interval(moment.start, None) for moment in (interval, *options[:1])], found)
    return _around(found, side is Side.EVE)


def _over(interval: Interval, context: Context) -> bool:
    return not context.ahead or (interval.end is not None and interval.end <= midnight(context.today))


def _last_moments(part: Part, found: Meant) -> list[datetime | None]:
    """Where "mennessä" and "asti" end: a day is included; up to a whole month or week rather not."""
    interval = found.interval
    whole = found.grain in (Grain.WEEK, Grain.MONTH, Grain.SEASON, Grain.YEAR) and part.until is None
    if whole and part.side is Side.BY:
        return [interval.start, interval.end]
    if whole:
        return [interval.end, interval.start]
    return [interval.end]


def _not_before(start: datetime | None, lead: datetime | None) -> datetime | None:
    return lead if start is None or (lead is not None and start < lead) else start


def _bounded(intervals: list[Interval], found: Meant) -> Meant | None:
    """The first of the intervals that holds any time, the others as alternatives."""
    real = [i for i in intervals if i.start is None or i.end is None or i.start < i.end]
    real = list(dict.fromkeys(i for i in real if i.start is not None or i.end is not None))
    if not real:
        # What lies before something of the past: open towards the past.
        real = [Interval(None, i.end) for i in intervals if i.end is not None][:1]
    if not real:
        return None
    open_ended = real[0].start is None or real[0].end is None
    grain = Grain.OPEN if open_ended else Grain.PERIOD
    return Meant(real[0], grain, tuple(real[1:]), False, found.past)


def _around(found: Meant, eve: bool) -> Meant | None:
    start, end = found.interval.start, found.interval.end
    if start is None or end is None:
        return found
    if eve:
        return Meant(Interval(start - 7 * DAY, start), Grain.PERIOD, past=found.past)
    margin = 3 * DAY if found.grain in (Grain.DAY, Grain.DAYS, Grain.WEEKEND, Grain.DAYPART) else 7 * DAY
    return Meant(Interval(start - margin, end + margin), Grain.PERIOD, (found.interval,), False, found.past)
