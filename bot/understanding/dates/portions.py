"""The beginning, middle and end of a week, month, season or year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.understanding.dates.context import Context, Frame, Span
from bot.understanding.dates.phrase import Phrase
from bot.understanding.dates.reading import Grain
from bot.understanding.dates.weeks import DAY, WEEK, monday, month_of

_WEEK = {"start": ((0, 2), (0, 1)), "middle": ((1, 3), (2, 2)), "end": ((3, 4), (2, 4), (3, 6))}
_TURN = {Grain.WEEK: 2 * DAY, Grain.SEASON: 2 * WEEK}
"""How long before and after its beginning something turns to it; five days where nothing else is said."""
_YEAR = {"start": ((1, 3), (1, 2), (1, 1)), "middle": ((5, 8), (6, 7)), "end": ((10, 12), (11, 12), (12, 12))}


def portion_of(whole: Frame, phrase: Phrase, context: Context) -> Frame:
    """The told portion of each span of a frame.

    Of a frame that is only implied ("alkuviikosta") the next one is meant when the portion is over.
    """
    assert phrase.portion is not None
    spans = [part for span in whole.spans[:1] for part in _parts(span, whole.grain, phrase.portion)]
    spans += [_parts(span, whole.grain, phrase.portion)[0] for span in whole.spans[1:]]
    if phrase.unsure:
        step = 1 if context.ahead else -1
        moved = [_moved(span, whole.grain, step) for span in whole.spans[:1]]
        others = [part for span in moved for part in _parts(span, whole.grain, phrase.portion)]
        gone = spans[0][1] < context.today if context.ahead else spans[0][0] > context.today
        spans = others + spans if gone else spans + (others if whole.grain is Grain.WEEK else [])
    if whole.grain is Grain.YEAR and phrase.unsure and phrase.portion == "end" and spans[0][0] < context.today:
        spans.append((context.today, spans[0][1]))
    grains = {"week": Grain.WEEK, "day": Grain.DAY}
    return replace(whole, spans=tuple(dict.fromkeys(spans)), grain=grains.get(_unit(phrase.portion), Grain.PERIOD))


def _unit(portion: str) -> str:
    """The unit of a portion that is one: "week" of "week2" or "week_after", "day" of "day-1"."""
    return portion.rstrip("-0123456789").partition("_")[0]


def _moved(span: Span, grain: Grain, step: int) -> Span:
    first, last = span
    if grain is Grain.WEEK:
        return first + step * WEEK, last + step * WEEK
    if grain is Grain.MONTH:
        return month_of(first.year, first.month + step)
    return date(first.year + step, 1, 1), date(first.year + step, 12, 31)


def _parts(span: Span, grain: Grain, portion: str) -> list[Span]:
    first, last = span
    if portion == "day-1":
        return [(last, last)]
    if portion == "day_before":
        return [(first - DAY, first - DAY)]
    if portion == "day_after":
        return [(last + DAY, last + DAY)]
    if portion == "first":
        return [(first, first)]
    if portion == "turn":
        around = _TURN.get(grain, 5 * DAY)
        return [(first - around, first + around - DAY)]
    if portion.startswith("week"):
        return [_week_of(first, last, portion)]
    if grain is Grain.WEEK:
        return [(first + a * DAY, first + b * DAY) for a, b in _WEEK[portion]]
    if grain is Grain.MONTH:
        return _of_month(first, last, portion)
    if grain is Grain.YEAR:
        return [(month_of(first.year, a)[0], month_of(first.year, b)[1]) for a, b in _YEAR[portion]]
    if grain is Grain.SEASON:
        return [_of_months(first, last, portion)]
    return [span]


def _week_of(first: date, last: date, portion: str) -> Span:
    """The week in which the days begin, the one before or after them, or the nth of them (-1 the last)."""
    if portion == "week_after":
        # Of Easter, which ends on a Monday, it is the week of that Monday: all the rest of it comes after.
        turns = monday(first) != monday(last) and last - first < WEEK
        return _week(monday(last) if turns else monday(last) + WEEK)
    if portion in ("week", "week_before"):
        return _week(monday(first) if portion == "week" else monday(first) - WEEK)
    nth = int(portion.removeprefix("week"))
    return _week(monday(last) if nth < 0 else monday(first) + (nth - 1) * WEEK)


def _week(start: date) -> Span:
    return start, start + 6 * DAY


def _of_month(first: date, last: date, portion: str) -> list[Span]:
    if portion == "start":
        return [(first, first + 9 * DAY), (first, first + 6 * DAY)]
    if portion == "middle":
        return [(first + 10 * DAY, first + 19 * DAY)]
    return [(first + 20 * DAY, last), (last - 6 * DAY, last)]


def _of_months(first: date, last: date, portion: str) -> Span:
    """A third of the months, rounded to whole ones."""
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    third = round(months / 3)
    if portion == "start":
        return first, month_of(first.year, first.month + third - 1)[1]
    if portion == "end":
        return month_of(last.year, last.month - third + 1)[0], last
    return month_of(first.year, first.month + third)[0], month_of(last.year, last.month - third)[1]
