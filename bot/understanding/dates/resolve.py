"""From what the words say to intervals on the calendar."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.domain.intervals import HELSINKI, Interval, midnight
from bot.understanding.dates.context import Context, Frame, Span
from bot.understanding.dates.days import days
from bot.understanding.dates.frames import frame
from bot.understanding.dates.phrase import Clock, Phrase, Side
from bot.understanding.dates.reading import Direction, Grain
from bot.understanding.dates.weeks import DAY

_FULL_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Meant:
    """The calendar's side of a time reading: all of it but the place in the text."""

    interval: Interval
    grain: Grain
    alternatives: tuple[Interval, ...] = ()
    ambiguous: bool = False
    past: bool = False
    daily: tuple[int, int] | None = None
    weekdays: tuple[int, ...] = ()
    hours: tuple[int, int] | None = None


def resolve(phrase: Phrase, context: Context) -> Meant | None:
    """What a simple phrase means; None when the calendar has no such time."""
    try:
        return _resolve(phrase, context)
    except (OverflowError, ValueError):
        return None  # beyond the calendar's first or last year


def _resolve(phrase: Phrase, context: Context) -> Meant | None:
    if phrase.counted is not None and phrase.counted.unit in ("hour", "minute"):
        return _hours_from_now(phrase, context)
    found = days(phrase, context)
    whole, weekdays = found if found else (frame(phrase, context), ())
    if whole is None:
        return _without_day(phrase, context)
    if phrase.habit and phrase.weekday is None and phrase.hours is None:
        return None
    past = whole.past or (phrase.year is not None and whole.spans[0][1] < context.today)
    meant = Meant(_interval(whole.spans[0]), whole.grain, (), whole.ambiguous, past, None, weekdays)
    if phrase.clock is None and phrase.hours is None:
        return replace(meant, alternatives=tuple(_interval(span) for span in whole.spans[1:]))
    return _with_time(phrase, whole, meant)


def _interval(span: Span) -> Interval:
    return Interval.of_days(*span)


def _moment(day: date, minutes: int) -> datetime:
    if minutes >= _FULL_DAY:
        return midnight(day + DAY)
    return datetime.combine(day, time(minutes // 60, minutes % 60), HELSINKI)


def _hours_from_now(phrase: Phrase, context: Context) -> Meant:
    assert phrase.counted is not None
    step = timedelta(**{phrase.counted.unit + "s": phrase.counted.count})
    start = context.now.replace(second=0, microsecond=0) + step
    return Meant(Interval(start, start + timedelta(hours=1)), Grain.CLOCK, past=phrase.counted.count < 0)


def _with_time(phrase: Phrase, whole: Frame, meant: Meant) -> Meant:
    """A part of the day or a clock time on the days found; of several days it limits each."""
    minutes, others = times_of_day(phrase)
    first, last = whole.spans[0]
    if first != last or meant.weekdays:
        return replace(
            meant,
            alternatives=tuple(_interval(span) for span in whole.spans[1:]),
            daily=(minutes[0] // 60, max(minutes[0] // 60 + 1, -(-minutes[1] // 60))),
        )
    singles = [day for day, end in whole.spans if day == end]
    intervals = [Interval(_moment(day, minutes[0]), _moment(day, minutes[1])) for day in singles]
    if not whole.ambiguous:
        intervals += [Interval(_moment(first, start), _moment(first, end)) for start, end in others]
    grain = Grain.CLOCK if phrase.clock else Grain.DAYPART
    ambiguous = whole.ambiguous and len(singles) > 1
    return replace(meant, interval=intervals[0], grain=grain, alternatives=tuple(intervals[1:]), ambiguous=ambiguous)


def times_of_day(phrase: Phrase) -> tuple[tuple[int, int], list[tuple[int, int]]]:
    """The minutes of the day that a phrase tells, from and to, and other right readings of them."""
    if phrase.clock is None:
        assert phrase.hours is not None
        start, end = phrase.hours[0] * 60, phrase.hours[1] * 60
        return (start, end), [(start, 18 * 60)] if end == 17 * 60 and start == 12 * 60 else []
    clock = _settled(phrase.clock, phrase.hours)
    start, end = _stretch(clock)
    if clock.side is not None or clock.until is not None:
        return (start, end), []
    others = [] if clock.exact else [(start, start + 1)]
    if clock.spoken and phrase.hours is None and start < 12 * 60:
        others.append((start + 12 * 60, end + 12 * 60))
    return (start, end), others


def _settled(clock: Clock, hours: tuple[int, int] | None) -> Clock:
    """A spoken hour moved to the half of the day that the part of the day tells."""
    if hours is None or clock.until is not None:
        return clock
    if hours[0] >= 12 and clock.at < 12 * 60 and clock.spoken:
        return replace(clock, at=clock.at + 12 * 60)
    if hours[1] <= 12 and clock.at >= 12 * 60 + 60:
        return replace(clock, at=clock.at - 12 * 60)
    return clock


def _stretch(clock: Clock) -> tuple[int, int]:
    at = min(clock.at, _FULL_DAY - 1)
    if clock.side in (Side.BEFORE, Side.BY, Side.UNTIL):
        return 0, max(clock.at, 1)
    if clock.side in (Side.AFTER, Side.FROM):
        return (clock.until if clock.until and clock.side is Side.AFTER else at), _FULL_DAY
    if clock.side is Side.AROUND:
        return max(at - 30, 0), min(at + 30, _FULL_DAY)
    if clock.until is not None:
        return at, max(min(clock.until, _FULL_DAY), at + 1)
    return at, min(at + (1 if clock.exact else 60), _FULL_DAY)


def _without_day(phrase: Phrase, context: Context) -> Meant | None:
    """A habit ("torstaisin", "iltapäivisin"), or a time of the nearest day that still has it."""
    if phrase.habit:
        daily = None
        if phrase.hours is not None or phrase.clock is not None:
            minutes, _ = times_of_day(phrase)
            daily = (minutes[0] // 60, -(-minutes[1] // 60))
        weekdays = (5, 6) if phrase.weekend else () if phrase.weekday is None else (phrase.weekday,)
        today = midnight(context.today)
        interval = Interval(today, None) if context.ahead else Interval(None, midnight(context.today + DAY))
        return Meant(interval, Grain.OPEN, daily=daily, weekdays=weekdays) if daily or weekdays else None
    if phrase.hours is None and phrase.clock is None:
        return None
    minutes, others = times_of_day(phrase)
    options = [
        Interval(_moment(day, start), _moment(day, end))
        for day in (context.today, context.today + (DAY if context.ahead else -DAY))
        for start, end in (minutes, *others)
    ]
    here, there = options[0], options[len(others) + 1]
    gone = here.end <= context.now if context.ahead else here.start > context.now  # type: ignore[operator]
    main = there if gone else here
    rest = options[: len(others) + 1] if gone else options[1 : len(others) + 1]
    grain = Grain.CLOCK if phrase.clock else Grain.DAYPART
    hours = (minutes[0] // 60, -(-minutes[1] // 60))
    return Meant(main, grain, tuple(option for option in rest if option != main), hours=hours)


def seen_from(phrase: Phrase, context: Context, moment: datetime, direction: Direction) -> Context:
    """The context of an expression that hangs on another: seen from that one, unless it counts from now."""
    return Context(context.now if phrase.from_now else moment, direction, with_today=True)
