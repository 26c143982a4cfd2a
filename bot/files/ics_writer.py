"""Writes calendar files (RFC 5545), which other calendars add, follow, and later change or strike out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC

import icalendar
from icalendar import Calendar, Event

from bot.domain.calendar_entries import CalendarEntry, CalendarTold
from bot.domain.written import clean_line, clean_text

_PRODUCT = "-//Kahvibotti//Kahvibotti//FI"
_END = b"END:VCALENDAR\r\n"
# RFC 3986, section 3.3: what else a web address holds would end it, or the line that it stands on.
_NOT_IN_ADDRESS = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]")


def write_entry(entry: CalendarEntry) -> bytes:
    """A file of one entry, whose times are in their own zone."""
    calendar = _calendar()
    calendar.add_component(_event(entry))
    icalendar.use_zoneinfo()  # type: ignore[no-untyped-call]  # files that were read may have brought their own zones
    calendar.add_missing_timezones()
    file: bytes = calendar.to_ical()
    return file


def write_part(entry: CalendarEntry) -> bytes:
    """One entry as a part of a file that tells of many; its times are to be in UTC, which needs no zone beside it."""
    part: bytes = _event(entry).to_ical()
    return part


def write_calendar(told: CalendarTold, parts: Iterable[bytes]) -> bytes:
    """A file that others follow, made of what was written of its entries."""
    calendar = _calendar()
    # The same is told twice: as RFC 7986 has it, and as calendars had it before. What the library does not know to be
    # a text it would not escape.
    for key, text in (("name", told.name), ("description", told.description)):
        calendar.add(key, icalendar.vText(clean_line(text)), parameters={"language": told.language})
    for key, text in (("x-wr-calname", told.name), ("x-wr-caldesc", told.description)):
        calendar.add(key, icalendar.vText(clean_line(text)))
    calendar.add("x-wr-timezone", "Europe/Helsinki")
    calendar.add("refresh-interval", told.read_again, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", icalendar.vDuration(told.read_again))
    head: bytes = calendar.to_ical()
    return b"".join([head.removesuffix(_END), *parts, _END])


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    return calendar


def _event(entry: CalendarEntry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed.astimezone(UTC))
    event.add("last-modified", entry.changed.astimezone(UTC))
    event.add("dtstart", entry.starts)
    if entry.ends is not None:
        event.add("dtend", entry.ends)
    # A control character that stayed would end a line for some readers, and begin another of somebody's choice.
    texts = {
        "summary": clean_line(entry.title),
        "location": clean_line(entry.place),
        "description": clean_text(entry.description),
    }
    for key, text in texts.items():
        if text:
            event.add(key, text)
    if category := clean_line(entry.category):
        event.add("categories", [category])
    if entry.url and not _NOT_IN_ADDRESS.search(entry.url):
        event.add("url", entry.url)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.cancelled else "OPAQUE")
    return event
