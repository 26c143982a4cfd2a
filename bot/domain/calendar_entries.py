"""What is written into calendar files that are given out: entries, and what is told of the whole calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """An event or a trip as other calendars keep it.

    `uid` stays the same for what it tells of, `sequence` rises with each change, `changed` is the moment of the last.
    It lasts from a moment to a moment, or all day long from a day up to but not including another; without `ends` it
    is not known how long. `category` is its series, `url` the page on which one takes part.
    """

    uid: str
    sequence: int
    changed: datetime
    cancelled: bool
    title: str
    place: str
    description: str
    starts: datetime | date
    ends: datetime | date | None = None
    category: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class CalendarTold:
    """A calendar that others follow: its name, what it is, its language, and how often it is worth reading again."""

    name: str
    description: str
    language: str
    read_again: timedelta
