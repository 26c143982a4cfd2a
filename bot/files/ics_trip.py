"""A peer-learning trip as a calendar file (RFC 5545) that calendars add, and later change or strike out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import icalendar
from icalendar import Calendar, Event

from bot.domain.intervals import HELSINKI
from bot.services.trip_files import TripEntry

_PRODUCT = "-//Kahvibotti//Vertaisoppimismatka//FI"


def write_trip(entry: TripEntry) -> bytes:
    """The file's bytes: one entry, all day long where no times are agreed."""
    icalendar.use_zoneinfo()  # type: ignore[no-untyped-call]  # files that were read may have brought their own zones
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed.astimezone(UTC))
    event.add("last-modified", entry.changed.astimezone(UTC))
    event.add("summary", entry.title)
    event.add("location", entry.place)
    event.add("description", entry.description)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.cancelled else "OPAQUE")
    if entry.starts is None:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
    else:
        event.add("dtstart", datetime.combine(entry.day, entry.starts, HELSINKI))
        if entry.ends is not None:
            event.add("dtend", datetime.combine(entry.day, entry.ends, HELSINKI))
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    file: bytes = calendar.to_ical()
    return file
