"""Events of the calendar: what one is, and what can be asked of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum


class Form(StrEnum):
    """How people take part."""

    REMOTE = "remote"
    ON_SITE = "on_site"
    HYBRID = "hybrid"


class Status(StrEnum):
    """Whether the event takes place as planned. `MOVED` still takes place, at the new time."""

    PLANNED = "planned"
    MOVED = "moved"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Registration:
    """How to sign up. `closes` is the last day on which it is possible; `seats` the places in all."""

    url: str = ""
    closes: date | None = None
    seats: int | None = None

    @property
    def needed(self) -> bool:
        """Whether anything at all is said of signing up."""
        return bool(self.url or self.closes or self.seats)


@dataclass(frozen=True, slots=True)
class Recording:
    """Where to watch afterwards. `until` is the last day it may be offered, None when permanent."""

    url: str
    until: date | None = None

    def watchable(self, today: date) -> bool:
        """Whether it may be offered today: an expired recording must never be."""
        return self.until is None or today <= self.until


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event as its source tells it, before it is stored.

    `key` is the source's own lasting id: importing the same key again changes the same event.
    `starts` and `ends` are aware, on Helsinki's clock; an all-day event ends at the midnight after.
    Texts that are not known are empty.
    """

    key: str
    series: str
    title: str
    starts: datetime
    ends: datetime
    form: Form = Form.REMOTE
    all_day: bool = False
    place: str = ""
    host: str = ""
    link: str = ""
    description: str = ""
    registration: Registration = Registration()
    recording: Recording | None = None
    status: Status = Status.PLANNED

    def same_as(self, other: EventDraft) -> bool:
        """Whether both tell the same facts.

        Plain equality reads the wall clock, which shows 3.30 twice on the night the summer time ends.
        """
        return self._in_utc() == other._in_utc()

    def _in_utc(self) -> EventDraft:
        return replace(self, starts=self.starts.astimezone(UTC), ends=self.ends.astimezone(UTC))


@dataclass(frozen=True, slots=True)
class Event:
    """A stored event: the draft's facts, its number, and the time it was first moved from.

    `revision` is the calendar's running number at the event's last change, `changed_at` the moment of that, None when
    it is not known.
    """

    id: int
    revision: int
    facts: EventDraft
    moved_from: datetime | None = None
    changed_at: datetime | None = field(default=None, compare=False)

    @property
    def topic(self) -> str:
        """The title without its series: "Lautapelit" of "Etäkahvit: Lautapelit"."""
        series, _, rest = self.facts.title.partition(":")
        same = series.strip().casefold() == self.facts.series.strip().casefold()
        return rest.strip() if same and rest.strip() else self.facts.title

    @property
    def duration(self) -> timedelta:
        """How long it lasts, on the wall clock."""
        return self.facts.ends - self.facts.starts

    @property
    def cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.facts.status is Status.CANCELLED

    @property
    def changed(self) -> bool:
        """Whether it is cancelled or moved."""
        return self.facts.status is not Status.PLANNED or self.moved_from is not None

    def over(self, now: datetime) -> bool:
        """Whether it has ended."""
        return self.facts.ends <= now
