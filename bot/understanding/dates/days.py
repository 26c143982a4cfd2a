"""The days that a phrase stands for."""

from __future__ import annotations

from datetime import date, timedelta

from bot.understanding.dates.context import Context, Frame, Span
from bot.understanding.dates.frames import frame, nearest, stepped, told_year
from bot.understanding.dates.phrase import Phrase, Which
from bot.understanding.dates.reading import Grain
from bot.understanding.dates.weeks import DAY, WEEK, monday, month_of, nth_weekday

_MONTH = frozenset({"month", "month_shift"})
_WEEK_OF = frozenset({"week", "week_shift"})
_WIDE = frozenset({"year", "year_shift", "season", "holiday", "period"})


def days(phrase: Phrase, context: Context) -> tuple[Frame, tuple[int, ...]] | None:
    """The days of a phrase, and to which weekdays they are limited; None when it tells no day."""
    said = phrase.said()
    if phrase.day is not None:
        return _wrapped(_date(phrase, context))
    if phrase.day_shift is not None:
        day = context.today + timedelta(days=phrase.day_shift)
        return _wrapped(Frame(((day, day),), Grain.DAY, past=phrase.day_shift < 0))
    if phrase.counted is not None:
        return _wrapped(_counted(phrase, context))
    if phrase.weekday is not None or phrase.weekend:
        return _weekdays(phrase, context, said)
    return None


def _wrapped(found: Frame | None) -> tuple[Frame, tuple[int, ...]] | None:
    return (found, ()) if found else None


def _date(phrase: Phrase, context: Context) -> Frame | None:
    day, month, year = phrase.day, phrase.month, told_year(phrase, context)
    assert day is not None
    if month is None:
        return _day_of_month(phrase, context)
    if year is not None:
        span = _one_day(year, month, day)
        return Frame((span,), Grain.DAY) if span else None
    if phrase.which is Which.THIS:
        span = _one_day(context.today.year, month, day)
        return Frame((span,), Grain.DAY) if span else None
    found = nearest(lambda y: _one_day(y, month, day), context, phrase.which, 2 if (day, month) != (29, 2) else 8)
    return Frame(tuple(found), Grain.DAY) if found else None


def _one_day(year: int, month: int, day: int) -> Span | None:
    first, last = month_of(year, month)
    return (first.replace(day=day), first.replace(day=day)) if day <= last.day else None


def _day_of_month(phrase: Phrase, context: Context) -> Frame | None:
    """ "17. päivä": of the month that is told, else the nearest in the direction that has such a day."""
    day, today = phrase.day, context.today
    assert day is not None
    shifts = [phrase.month_shift] if phrase.month_shift is not None else range(4) if context.ahead else range(0, -4, -1)
    for shift in shifts:
        first, _ = month_of(today.year, today.month + shift)
        span = _one_day(first.year, first.month, day)
        late = span and phrase.month_shift is None and (span[0] < today if context.ahead else span[0] > today)
        if span and not late:
            return Frame((span,), Grain.DAY, past=bool(phrase.month_shift and phrase.month_shift < 0))
    return None


def _counted(phrase: Phrase, context: Context) -> Frame | None:
    period = phrase.counted
    assert period is not None
    day = stepped(context.today, period.unit, period.count)
    if day is None:
        return None
    past = period.count < 0
    if phrase.weekday is not None:
        picked = monday(day) + phrase.weekday * DAY
        return Frame(((picked, picked),), Grain.DAY, past=past)
    spans: list[Span] = [(day, day)]
    if period.unit == "week":
        spans.append((monday(day), monday(day) + 6 * DAY))
    elif period.unit in ("month", "year"):
        spans.append(month_of(day.year, day.month))
    if period.inexact and past:
        spans += [(day - DAY, context.today - DAY), (day, context.today - DAY)]
    elif period.inexact:
        spans.append((context.today + DAY, day + DAY))
    return Frame(tuple(spans), Grain.DAY, past=past)


def _weekdays(phrase: Phrase, context: Context, said: frozenset[str]) -> tuple[Frame, tuple[int, ...]] | None:
    wanted = (5, 6) if phrase.weekend else (phrase.weekday,) if phrase.weekday is not None else ()
    if phrase.portion in ("before", "after"):
        return _wrapped(_beside(phrase, context))
    if said & _WEEK_OF:
        return _wrapped(_in_week(phrase, context, wanted))
    if said & (_MONTH | _WIDE):
        whole = frame(phrase, context)
        if whole and phrase.nth is not None and phrase.weekday is not None and said & _MONTH:
            return _wrapped(_nth(phrase, whole))
        return (whole, wanted) if whole else None
    if phrase.habit:
        return None
    if phrase.weekend:
        return _wrapped(_weekend(phrase, context))
    return _wrapped(_weekday(phrase, context))


def _in_week(phrase: Phrase, context: Context, wanted: tuple[int, ...]) -> Frame | None:
    week = frame(phrase.with_(portion=None), context)
    if week is None:
        return None
    spans = tuple((monday(first) + wanted[0] * DAY, monday(first) + wanted[-1] * DAY) for first, _ in week.spans)
    return Frame(spans, Grain.WEEKEND if phrase.weekend else Grain.DAY, week.ambiguous, week.past)


def _beside(phrase: Phrase, context: Context) -> Frame | None:
    """The nearest such weekday on one side of something: "isänpäivän jälkeisenä maanantaina"."""
    assert phrase.weekday is not None
    whole = frame(phrase.with_(portion=None, weekday=None), context)
    if whole is None:
        return None
    if phrase.portion == "after":
        picked = [last + ((phrase.weekday - last.weekday()) % 7 or 7) * DAY for _, last in whole.spans]
    else:
        picked = [first - ((first.weekday() - phrase.weekday) % 7 or 7) * DAY for first, _ in whole.spans]
    return Frame(tuple((day, day) for day in picked), Grain.DAY, past=whole.past)


def _nth(phrase: Phrase, month: Frame) -> Frame | None:
    assert phrase.weekday is not None and phrase.nth is not None
    found = [nth_weekday(first.year, first.month, phrase.weekday, phrase.nth) for first, _ in month.spans]
    spans = tuple((day, day) for day in found if day)
    return Frame(spans, Grain.DAY, past=month.past) if spans else None


def _weekday(phrase: Phrase, context: Context) -> Frame:
    """A bare weekday, or one that "ensi", "viime" or "tämä" chooses."""
    today, weekday, which = context.today, phrase.weekday, phrase.which
    assert weekday is not None
    this_week = monday(today) + weekday * DAY
    ahead = today + ((weekday - today.weekday()) % 7 or 7) * DAY
    behind = today - ((today.weekday() - weekday) % 7 or 7) * DAY
    if which is Which.THIS:
        return _single([this_week])
    if which is Which.NEXT:
        # Some mean the coming one, some the one of next week: both are shown where they differ.
        return _single([ahead, this_week + WEEK])
    if which is Which.COMING:
        return _single([ahead])
    if which is Which.LAST:
        return _single([behind, this_week - WEEK], past=True)
    if which is Which.BEFORE_LAST:
        return _single([behind - WEEK], past=True)
    near = ahead if context.ahead else behind
    if this_week == today:
        return _single([today, near] if context.with_today else [near, today], past=False)
    return _single([near])


def _single(days_: list[date], past: bool = False) -> Frame:
    different = tuple(dict.fromkeys(days_))
    return Frame(tuple((day, day) for day in different), Grain.DAY, len(different) > 1, past)


def _weekend(phrase: Phrase, context: Context) -> Frame:
    today, which = context.today, phrase.which
    saturday = monday(today) + 5 * DAY
    on = today >= saturday
    if which is Which.LAST:
        found = [saturday - WEEK]
    elif which is Which.BEFORE_LAST:
        found = [saturday - 2 * WEEK]
    elif which is Which.NEXT:
        found = [saturday + WEEK] if on else [saturday, saturday + WEEK]
    elif which is Which.COMING:
        found = [saturday + WEEK] if on else [saturday]
    elif which is None and not context.ahead and not on:
        found = [saturday - WEEK]
    else:
        found = [saturday]
    spans = tuple((day, day + DAY) for day in found)
    return Frame(spans, Grain.WEEKEND, len(spans) > 1, bool(which and which.backwards))
