"""What a time expression was read as."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.intervals import Interval


class Direction(StrEnum):
    """Where a time without its year, or a bare weekday, is looked for: events or recordings."""

    FUTURE = "future"
    PAST = "past"


class Grain(StrEnum):
    """How coarse the expression is, which decides how it is said back."""

    CLOCK = "clock"
    DAYPART = "daypart"
    DAY = "day"
    DAYS = "days"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    PERIOD = "period"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class TimeReading:
    """One time expression found in a text.

    `start` and `end` are its character offsets in the text, `text` its words. `alternatives` are other
    readings that are right too; `ambiguous` says that people mean any of them ("ensi torstaina").
    `past` says that the words themselves point backwards ("viime viikolla", "eilen").
    `daily` limits the hours of each day of the interval: ("iltapäivällä" next to "ensi viikolla") is
    (12, 17); None when the interval says it all. `weekdays` limits its days in the same way, 0 being
    Monday: "torstaisin" is every Thursday from now on, (3,); empty when the interval says it all.
    `hours` are those of the day when no day was told at all ("ennen kymmentä"), so that the interval, the
    nearest such day, is a guess.
    """

    start: int
    end: int
    text: str
    interval: Interval
    grain: Grain
    alternatives: tuple[Interval, ...] = ()
    ambiguous: bool = False
    past: bool = False
    daily: tuple[int, int] | None = None
    weekdays: tuple[int, ...] = ()
    hours: tuple[int, int] | None = None
