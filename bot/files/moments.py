"""Dates and times of cells, on Helsinki's clock: "24.11.2026 9:00", "24.11.2026 klo 9.00" or ISO."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from bot.domain.errors import BadInput, Problem
from bot.domain.intervals import HELSINKI, midnight
from bot.files import limits

_CLOCK = r"(?P<hour>[0-9]{1,2})(?:[.:](?P<minute>[0-9]{2}))?(?::(?P<second>[0-9]{2}))?"
_FINNISH = re.compile(
    r"(?P<day>[0-9]{1,2})\.\s?(?P<month>[0-9]{1,2})\.\s?(?P<year>[0-9]{4})"
    rf"(?:,?\s+(?:klo\s*)?{_CLOCK})?",
    re.IGNORECASE,
)
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?P<clock>[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?)?")
_CLOCK_ALONE = re.compile(rf"(?:klo\s*)?{_CLOCK}", re.IGNORECASE)
_SHOWN_OF_VALUE = 60


def bad_value(code: str, value: str) -> BadInput:
    """An error that shows the value, or its beginning; its place is added by whoever knows it."""
    return BadInput(Problem(code, slots={"value": value[:_SHOWN_OF_VALUE]}))


def read_day(text: str) -> date:
    """A day; a time of day after it must be midnight, as spreadsheets add it to bare dates."""
    value = read_moment(text)
    if not isinstance(value, datetime):
        return value
    if value.time() != time():
        raise bad_value("bad_date", text)
    return value.date()


def read_moment(text: str) -> datetime | date:
    """A moment on Helsinki's clock, or a day when no time of day is told.

    Of a repeated hour the first is meant, unless an ISO time tells its offset.
    """
    try:
        value = _finnish(text) if (iso := _ISO.fullmatch(text)) is None else _iso(text, iso["clock"])
    except (ValueError, OverflowError) as error:
        raise bad_value("bad_moment", text) from error
    if not limits.FIRST_YEAR <= value.year <= limits.LAST_YEAR:
        raise bad_value("bad_year", text)
    return value


def read_end(text: str, start: datetime | date) -> datetime:
    """The end that goes with the start: the midnight after the last day when the start is a day.

    A time of day alone is on the day of the start. Days and moments do not mix.
    """
    if isinstance(start, datetime):
        clock = _CLOCK_ALONE.fullmatch(text)
        end = _on_clock(start.date(), clock, text) if clock else read_moment(text)
        if not isinstance(end, datetime):
            raise bad_value("mixed_all_day", text)
    else:
        last = read_moment(text) if text else start
        if isinstance(last, datetime):
            raise bad_value("mixed_all_day", text)
        end, start = midnight(last + timedelta(days=1)), midnight(start)
    if end.astimezone(UTC) <= start.astimezone(UTC):
        raise bad_value("end_before_start", text)
    return end


def _iso(text: str, clock: str | None) -> datetime | date:
    if clock is None:
        return date.fromisoformat(text)
    value = datetime.fromisoformat(text)
    return _existing(value, text) if value.tzinfo is None else value.astimezone(HELSINKI)


def _finnish(text: str) -> datetime | date:
    found = _FINNISH.fullmatch(text)
    if found is None:
        raise bad_value("bad_moment", text)
    day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    return day if found["hour"] is None else _on_clock(day, found, text)


def _on_clock(day: date, found: re.Match[str], text: str) -> datetime:
    try:
        clock = time(int(found["hour"]), int(found["minute"] or 0), int(found["second"] or 0))
    except ValueError as error:
        raise bad_value("bad_moment", text) from error
    return _existing(datetime.combine(day, clock), text)


def _existing(wall: datetime, text: str) -> datetime:
    moment = wall.replace(tzinfo=HELSINKI)
    if moment.astimezone(UTC).astimezone(HELSINKI).replace(tzinfo=None) != wall:
        raise bad_value("skipped_time", text)
    return moment
