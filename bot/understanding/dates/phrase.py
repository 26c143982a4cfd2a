"""What the words of a time expression say, before it is put on the calendar."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum


class Which(StrEnum):
    """Which one of many: "tämä", "ensi", "tuleva", "viime", "toissa", "joka"."""

    THIS = "this"
    NEXT = "next"
    COMING = "coming"
    LAST = "last"
    BEFORE_LAST = "before_last"
    EVERY = "every"

    @property
    def shift(self) -> int:
        """How many units from the present one."""
        return {"this": 0, "next": 1, "coming": 1, "last": -1, "before_last": -2}.get(self.value, 0)

    @property
    def backwards(self) -> bool:
        """Whether it points to the past."""
        return self in (Which.LAST, Which.BEFORE_LAST)


class Side(StrEnum):
    """On which side of its anchor a time lies; EVE is the days just before, AROUND those on both sides."""

    BEFORE = "before"
    AFTER = "after"
    BY = "by"
    UNTIL = "until"
    FROM = "from"
    AROUND = "around"
    EVE = "eve"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in minutes from midnight, up to `until`.

    `exact` is a time with its minutes, which lasts a minute; a bare hour lasts that hour. `spoken` hours
    1-11 may mean the afternoon. `side` turns it into what is before or after.
    """

    at: int
    until: int | None = None
    exact: bool = False
    spoken: bool = False
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """So many units from today, ahead or (negative) back; `inexact` as in "muutama"."""

    unit: str
    count: int
    inexact: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Everything that one simple expression fixes; what it does not say is None.

    `day` is the day of the month, `weekday` 0-6, `week` the ISO number. The `_shift` fields count from
    the present day, week, month or year. `counted` is a day so many units from today ("kahden viikon
    päästä"); a weekday picks its day in that week. `which` belongs to the weekday, weekend, month, season
    or holiday. `nth` is the first, second, ... such weekday of the month (-1 the last). `period` is a
    stretch of its own. `portion` is a part of what is told, or a day or week beside it ("week_after"); with
    a weekday "after" and "before" are the nearest such day. `habit` is every such weekday or part of the
    day. `unsure` lets a frame of the present move on to the next one when it is over, or take the neighbour
    as another reading.
    """

    year: int | None = None
    year_shift: int | None = None
    season: str | None = None
    holiday: str | None = None
    month: int | None = None
    month_shift: int | None = None
    week: int | None = None
    week_shift: int | None = None
    counted: Period | None = None
    portion: str | None = None
    day: int | None = None
    day_shift: int | None = None
    weekend: bool | None = None
    weekday: int | None = None
    nth: int | None = None
    which: Which | None = None
    habit: bool | None = None
    hours: tuple[int, int] | None = None
    clock: Clock | None = None
    period: Period | None = None
    unsure: bool | None = None

    def said(self) -> frozenset[str]:
        """The names of the fields that are fixed."""
        return frozenset(name for name in _NAMES if getattr(self, name) is not None)

    @property
    def from_now(self) -> bool:
        """Whether it counts from the present day and so means the same wherever it stands."""
        return bool(self.said() & _FROM_NOW)

    def with_(self, **changes: object) -> Phrase:
        """A copy with some fields fixed."""
        return replace(self, **changes)  # type: ignore[arg-type]


_FROM_NOW = frozenset({"year_shift", "month_shift", "week_shift", "day_shift", "counted", "period"})
_NAMES = tuple(field.name for field in fields(Phrase))
