"""Whether two simple phrases say one time together, as "torstaina" and "3.12." do."""

from __future__ import annotations

from datetime import date, timedelta

from bot.understanding.dates.phrase import Phrase

_LOOSE = frozenset({"habit", "which", "unsure"})
_NOW = frozenset({"day_shift", "counted", "period"})
_APART: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (frozenset({"year", "year_shift"}), frozenset({"year", "year_shift", "week_shift", "month_shift"}) | _NOW),
    (frozenset({"month", "month_shift"}), frozenset({"month", "month_shift", "holiday"}) | _NOW),
    (frozenset({"month_shift"}), frozenset({"week_shift"})),
    (frozenset({"week", "week_shift"}), frozenset({"week", "week_shift", "season"}) | _NOW),
    (frozenset({"season", "holiday"}), frozenset({"season", "holiday", "day"}) | _NOW),
    (frozenset({"holiday"}), frozenset({"weekday", "weekend", "nth"})),
    (frozenset({"period", "counted"}), frozenset({"day", "weekend", "nth", "portion"}) | _NOW),
    (frozenset({"day", "day_shift"}), frozenset({"portion", "weekend", "nth"})),
)
"""What cannot be said of one time: whatever says one of the first says none of the second."""


def merged(first: Phrase, second: Phrase, today: date) -> Phrase | None:
    """One phrase that says both, None when they are two times."""
    if not (_same_day(first, second, today) and _same_day(second, first, today)):
        return None
    first, second = _dated(first, second), _dated(second, first)
    mine, theirs = first.said() - _LOOSE, second.said() - _LOOSE
    if not (mine or theirs) or mine & theirs or not _compatible(mine, theirs) or not _compatible(theirs, mine):
        return None
    return first.with_(**{name: getattr(second, name) for name in second.said()})


def _compatible(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether what one says leaves room for the other; asked both ways round."""
    if "nth" in mine and not theirs & {"month", "month_shift"}:
        return False
    if "week_shift" in mine and "month" in theirs and "day" not in theirs:
        return False
    return not any(mine & some and theirs & others for some, others in _APART)


def _dated(first: Phrase, second: Phrase) -> Phrase:
    """The first phrase without its "huomenna" when the second tells the date of that day."""
    return first.with_(day_shift=None) if first.day_shift is not None and second.day is not None else first


def _same_day(first: Phrase, second: Phrase, today: date) -> bool:
    """Whether a weekday or a date agrees with "huomenna" beside it."""
    if first.day_shift is None:
        return True
    day = today + timedelta(days=first.day_shift)
    if second.weekday is not None and second.weekday != day.weekday():
        return False
    return second.day is None or (second.day == day.day and second.month in (None, day.month))
