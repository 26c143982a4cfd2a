"""Weeks, months, seasons, holidays and years that a phrase stands for, seen from a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from bot.understanding.dates.context import Context, Frame, Span
from bot.understanding.dates.holidays import days_of
from bot.understanding.dates.phrase import Phrase, Which
from bot.understanding.dates.portions import portion_of
from bot.understanding.dates.reading import Grain
from bot.understanding.dates.weeks import DAY, monday, month_of, months_later, season_of, week_of

_NEAR = timedelta(days=183)


def frame(phrase: Phrase, context: Context) -> Frame | None:
    """The week, month, season, holiday or year of a phrase, with its portion; the finest told counts."""
    found = _frame(phrase, context)
    return portion_of(found, phrase, context) if found and phrase.portion else found


def _frame(phrase: Phrase, context: Context) -> Frame | None:
    if phrase.week is not None or phrase.week_shift is not None:
        return _week(phrase, context)
    if phrase.month is not None or phrase.month_shift is not None:
        return _month(phrase, context)
    if phrase.holiday is not None:
        return _holiday(phrase, context)
    if phrase.season is not None:
        return _season(phrase, context)
    if phrase.year is not None or phrase.year_shift is not None:
        year = told_year(phrase, context)
        assert year is not None
        past = phrase.year_shift is not None and phrase.year_shift < 0
        return Frame(((date(year, 1, 1), date(year, 12, 31)),), Grain.YEAR, past=past)
    if phrase.period is not None:
        return _period(phrase, context)
    return None


def told_year(phrase: Phrase, context: Context) -> int | None:
    """The year that the words fix, if they do."""
    if phrase.year is not None:
        return phrase.year
    return None if phrase.year_shift is None else context.today.year + phrase.year_shift


def nearest(span_of: Callable[[int], Span | None], context: Context, which: Which | None, years: int = 2) -> list[Span]:
    """The span meant among those of the years around, and its neighbour in the other direction."""
    year, today = context.today.year, context.today
    spans = [span for shift in range(-years - 1, years + 2) if (span := span_of(year + shift))]
    ahead = [span for span in spans if span[1] >= today]
    behind = [span for span in reversed(spans) if span[0] <= today]
    if which is Which.LAST or which is Which.BEFORE_LAST:
        over = [span for span in behind if span[1] < today]
        return over[1:2] if which is Which.BEFORE_LAST else over[:1]
    if which is Which.NEXT or which is Which.COMING:
        return [span for span in ahead if span[0] > today][:1]
    chosen = ahead if context.ahead else behind
    other = [span for span in (behind if context.ahead else ahead)[:1] if span not in chosen[:1]]
    return chosen[:1] + [span for span in other if _near(span, today)]


def _near(span: Span, today: date) -> bool:
    """Whether a span of the other direction is near enough to be meant."""
    return span[1] + _NEAR >= today and span[0] - _NEAR <= today


def _week(phrase: Phrase, context: Context) -> Frame | None:
    if phrase.week_shift is not None:
        first = monday(context.today) + timedelta(weeks=phrase.week_shift)
        spans = [(first, first + 6 * DAY)]
        if phrase.unsure and not phrase.portion:
            towards = -7 if phrase.week_shift > 0 else 7
            spans.append((first + towards * DAY, first + (towards + 6) * DAY))
        return Frame(tuple(spans), Grain.WEEK, len(spans) > 1, phrase.week_shift < 0)
    number, year = phrase.week, told_year(phrase, context)
    assert number is not None
    if year is not None:
        span = week_of(year, number)
        return Frame((span,), Grain.WEEK) if span else None
    if phrase.month is not None and number <= 5:
        return _week_of_month(phrase, context, number)
    found = nearest(lambda y: week_of(y, number), context, phrase.which, 2 if number < 53 else 7)
    return Frame(tuple(found), Grain.WEEK) if found else None


def _week_of_month(phrase: Phrase, context: Context, number: int) -> Frame | None:
    """ "helmikuun 2. viikolla": counted from the week that holds the first of the month."""
    month = _month(phrase.with_(week=None), context)
    if month is None:
        return None
    first = monday(month.spans[0][0]) + timedelta(weeks=number - 1)
    return Frame(((first, first + 6 * DAY),), Grain.WEEK)


def _month(phrase: Phrase, context: Context) -> Frame | None:
    today = context.today
    if phrase.month_shift is not None:
        span = month_of(today.year, today.month + phrase.month_shift)
        return Frame((span,), Grain.MONTH, past=phrase.month_shift < 0)
    month, year = phrase.month, told_year(phrase, context)
    assert month is not None
    if phrase.which is Which.THIS:
        year = today.year
    if year is not None:
        past = phrase.year_shift is not None and phrase.year_shift < 0
        return Frame((month_of(year, month),), Grain.MONTH, past=past)
    found = nearest(lambda y: month_of(y, month), context, phrase.which)
    past = phrase.which is not None and phrase.which.backwards
    return Frame(tuple(found), Grain.MONTH, past=past) if found else None


def _holiday(phrase: Phrase, context: Context) -> Frame | None:
    key, year = phrase.holiday, told_year(phrase, context)
    assert key is not None
    if phrase.which is Which.THIS and year is None:
        year = context.today.year
    told = [days_of(key, year)] if year is not None else None
    spans = told or nearest(lambda y: days_of(key, y), context, phrase.which)
    if not spans:
        return None
    first, last = spans[0]
    grain = Grain.DAY if first == last else Grain.WEEK if first + 6 * DAY == last else Grain.DAYS
    if grain is Grain.DAYS and key == "midsummer":
        spans = [spans[0], (last, last), (first, last + DAY), *spans[1:]]
    past = phrase.which is not None and phrase.which.backwards
    return Frame(tuple(spans), grain, past=past)


def _season(phrase: Phrase, context: Context) -> Frame | None:
    name = _term(phrase, context) if phrase.season == "term" else phrase.season
    assert name is not None
    year, which = told_year(phrase, context), phrase.which
    if which is Which.THIS and year is None and name != "school_year":
        year = context.today.year - (name == "winter" and context.today.month < 4)
    back = bool(which and which.backwards)
    # Of a season of the past people mean the almanac's; of one to come rather the whole term.
    wide_first = not back and name in ("spring", "autumn") and not phrase.portion

    def starts(wide: bool) -> list[Span]:
        if year is not None:
            return [season_of(name, year, wide)]
        seen_from = None if phrase.season == "term" else which
        return nearest(lambda y: season_of(name, y, wide), context, seen_from)

    narrow = starts(False)
    wide = starts(True)
    main, other = (wide, narrow) if wide_first else (narrow, wide)
    if not wide_first and narrow and wide and name in ("spring", "autumn") and which is None and year is None:
        other = [season_of(name, narrow[0][0].year, True)]
    spans = tuple(dict.fromkeys((*main[:1], *other[:1], *main[1:])))
    # "ensi keväänä" said in February: this spring, or the one after?
    unsure = which is Which.NEXT and bool(narrow and wide) and narrow[0][0].year != wide[0][0].year
    return Frame(spans, Grain.SEASON, unsure, back) if spans else None


def _term(phrase: Phrase, context: Context) -> str:
    spring = context.today.month < 8
    if phrase.which in (Which.NEXT, Which.COMING, Which.LAST):
        spring = not spring
    return "spring_term" if spring else "autumn_term"


def _period(phrase: Phrase, context: Context) -> Frame | None:
    period, today = phrase.period, context.today
    assert period is not None
    other = stepped(today, period.unit, period.count)
    if other is None:
        return None
    if period.count > 0:
        return Frame(((today, other - DAY), (today, other)), Grain.PERIOD)
    return Frame(((other, today), (other, today - DAY), (other + DAY, today - DAY)), Grain.PERIOD, past=True)


def stepped(day: date, unit: str, count: int) -> date | None:
    """The day so many units away; None when the calendar has no such day."""
    try:
        if unit in ("month", "year"):
            return months_later(day, count * (12 if unit == "year" else 1))
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    except (OverflowError, ValueError):
        return None
