"""Whether two simple phrases say one time together, as "torstaina" and "3.12." do."""

from __future__ import annotations

from datetime import date, timedelta

from bot.understanding.dates.phrase import Phrase

_YEAR = frozenset({"year", "year_shift"})
_MONTH = frozenset({"month", "month_shift"})
_WEEK = frozenset({"week", "week_shift"})
_WEEKDAY = frozenset({"weekday", "weekend", "nth"})
_TIME = frozenset({"hours", "clock"})
_LOOSE = frozenset({"habit", "which", "unsure"})


def merged(first: Phrase, second: Phrase, today: date) -> Phrase | None:
    """One phrase that says both, None when they are two times."""
    mine, theirs = first.said() - _LOOSE, second.said() - _LOOSE
    if (
        not mine
        or not theirs
        or mine & theirs
        or not _compatible(mine, theirs)
        or not _compatible(theirs, mine)
    ):
        return None
    if not (_same_day(first, second, today) and _same_day(second, first, today)):
        return None
    return first.with_(**{name: getattr(second, name) for name in second.said()})


def _compatible(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether what one says leaves room for the other; asked both ways round."""
    if mine & _YEAR and theirs & (
        _YEAR | _WEEK - {"week"} | {"month_shift", "day_shift", "counted", "period"}
    ):
        return False
    if mine & _MONTH and theirs & (_MONTH | {"day_shift", "counted", "holiday", "period", "week_shift"}):
        return False
    if mine & _WEEK and theirs & (_WEEK | {"day_shift", "counted", "period", "season"}):
        return False
    if "week_shift" in mine and theirs & {"month", "month_shift"} and "day" not in theirs:
        return False
    if mine & {"season", "holiday"} and theirs & {
        "season",
        "holiday",
        "day",
        "day_shift",
        "counted",
        "period",
    }:
        return False
    if "holiday" in mine and theirs & _WEEKDAY:
        return False
    if mine & {"period", "counted"} and theirs & {
        "period",
        "counted",
        "day",
        "day_shift",
        "weekend",
        "nth",
        "portion",
    }:
        return False
    if "nth" in mine and not theirs & _MONTH:
        return False
    if mine & {"day", "day_shift"} and theirs & {"portion", "weekend", "nth", "season", "holiday"}:
        return False
    return not (
        mine & {"day", "day_shift", "counted"}
        and theirs & {"day", "day_shift", "counted"}
        and not {"day"} <= mine | theirs
    )


def _same_day(first: Phrase, second: Phrase, today: date) -> bool:
    """Whether a weekday or a date agrees with "huomenna" beside it."""
    if first.day_shift is None:
        return True
    day = today + timedelta(days=first.day_shift)
    if second.weekday is not None and second.weekday != day.weekday():
        return False
    return second.day is None or (second.day == day.day and second.month in (None, day.month))
