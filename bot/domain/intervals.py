"""Half-open intervals of Helsinki time, the only way the bot speaks of when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HELSINKI = ZoneInfo("Europe/Helsinki")


def at_helsinki(moment: datetime) -> datetime:
    """The same moment on Helsinki's clock; a naive value is taken to be Helsinki's already."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=HELSINKI)
    return moment.astimezone(HELSINKI)


def midnight(day: date) -> datetime:
    """The first moment of a day in Helsinki."""
    return datetime.combine(day, time(), HELSINKI)


def on_clock(day: date, clock: time) -> datetime:
    """A day's moment on Helsinki's clock; in an hour that the clocks leap over, that of the next hour."""
    return datetime.combine(day, clock, HELSINKI).astimezone(UTC).astimezone(HELSINKI)


@dataclass(frozen=True, slots=True)
class Interval:
    """From `start` up to but not including `end`; None is open in that direction.

    Both ends are on Helsinki's clock. Aware datetimes of one zone compare by the wall clock
    in Python, which is what people mean by "tänään" on the days the clocks change.
    """

    start: datetime | None = None
    end: datetime | None = None

    @classmethod
    def of_days(cls, first: date, last: date) -> Interval:
        """Whole days from `first` to `last`, both included."""
        return cls(midnight(first), midnight(last + timedelta(days=1)))

    @classmethod
    def of_day(cls, day: date) -> Interval:
        """One whole day."""
        return cls.of_days(day, day)

    def overlaps(self, start: datetime, end: datetime) -> bool:
        """Whether something lasting from `start` to `end` happens at least partly within."""
        if self.end is not None and start >= self.end:
            return False
        return self.start is None or end > self.start or start >= self.start

    def contains(self, moment: datetime) -> bool:
        """Whether the moment is within."""
        after_start = self.start is None or self.start <= moment
        return after_start and (self.end is None or moment < self.end)

    def intersection(self, other: Interval) -> Interval | None:
        """The part that both share, or None."""
        starts = [s for s in (self.start, other.start) if s is not None]
        ends = [e for e in (self.end, other.end) if e is not None]
        start = max(starts) if starts else None
        end = min(ends) if ends else None
        if start is not None and end is not None and start >= end:
            return None
        return Interval(start, end)
