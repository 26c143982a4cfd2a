"""A calendar as .ics (RFC 5545); repeating entries become their occurrences around today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby

import icalendar
from icalendar import Calendar
from icalendar.cal import Component

from bot.domain.calendar_file import CalendarFile
from bot.domain.errors import BadInput, Problem
from bot.domain.events import EventDraft
from bot.domain.intervals import Interval
from bot.files import limits
from bot.files.cells import clean_line
from bot.files.ics_entries import Entry
from bot.files.ics_values import BROKEN, text_of, title_of
from bot.files.table import shortened
from bot.files.utf8 import decode


def read_ics(data: bytes, today: date) -> CalendarFile:
    """The events of the file's bytes."""
    window = Interval.of_days(
        today - timedelta(days=365 * limits.YEARS_BACK), today + timedelta(days=365 * limits.YEARS_AHEAD)
    )
    drafts: list[EventDraft] = []
    problems: list[Problem] = []
    prefixes: list[str] = []
    try:
        for entry in _entries(_parse(data), problems):
            try:
                drafts.extend(entry.drafts(window))
            except BadInput as error:
                problems.extend(error.problems)
            prefixes.extend(entry.prefixes)
            _check_number(len(drafts))
        if not drafts and not problems:
            raise BadInput(Problem("no_events"))
    except BadInput as error:
        problems.extend(error.problems)
    return CalendarFile(tuple(drafts), shortened(problems), series_prefixes=tuple(prefixes), expanded=window)


def _check_number(events: int) -> None:
    if events > limits.MAX_ROWS:
        raise BadInput(Problem("too_many_events", slots={"limit": str(limits.MAX_ROWS)}))


def _parse(data: bytes) -> list[Component]:
    text = decode(data)
    icalendar.use_zoneinfo()  # type: ignore[no-untyped-call]  # forgets the zones of an earlier file
    try:
        calendars = Calendar.from_ical(text, multiple=True)
        found = [(calendar, component) for calendar in calendars for component in calendar.walk("VEVENT")]
    except BROKEN as error:
        raise BadInput(Problem("unreadable_ics")) from error
    _check_number(len(found))
    for calendar, component in found:
        if text_of(calendar, "METHOD").upper() == "CANCEL":
            component["STATUS"] = "CANCELLED"
    return [component for _, component in found]


def _entries(components: Iterable[Component], problems: list[Problem]) -> Iterator[Entry]:
    named: list[tuple[str, Component]] = []
    for component in components:
        uid = clean_line(text_of(component, "UID"))
        if not uid or len(uid) > limits.MAX_UID:
            problems.append(Problem("no_uid", slots={"title": title_of(component)}))
        else:
            named.append((uid, component))
    named.sort(key=lambda pair: pair[0])  # stable: those of one UID stay in their order
    for uid, group in groupby(named, key=lambda pair: pair[0]):
        yield Entry(uid, [component for _, component in group])
