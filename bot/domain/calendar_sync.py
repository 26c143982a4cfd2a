"""Following a calendar that the team keeps elsewhere (in Outlook): what it tells, and how far it has been followed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.events import Event, EventDraft
from bot.domain.intervals import Interval

EVERY = timedelta(minutes=10)
"""How often the calendar is asked; Microsoft advises ten to fifteen minutes."""

STALE_AFTER = timedelta(hours=1)
"""From when on somebody should look why the calendar could not be followed: several rounds have failed by then."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as the followed calendar tells it.

    `source` is its lasting id there, and `master` that of its series, empty when it stands alone. What `inherits`
    has only its times of its own: all else is told by the series. What is `unanswered` is somebody's invitation that
    the team has not accepted yet. The facts' key is not the calendar's to tell.
    """

    source: str
    facts: EventDraft
    master: str = ""
    inherits: bool = False
    unanswered: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """What one reading of the followed calendar told.

    A `whole` one tells all that is within the `window`, otherwise only what has changed. `link` is where the next one
    goes on. What is `gone` was deleted or is not to be shown; of what is `unread` nothing is known but that it is
    there. `masters` are series that have changed: facts for those of their events that inherit, None when those
    are not to be shown.
    """

    window: Interval
    link: str
    whole: bool = False
    entries: tuple[Entry, ...] = ()
    gone: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    masters: Mapping[str, EventDraft | None] = field(default_factory=dict)

    @property
    def alone(self) -> frozenset[str]:
        """Series to be shown of which it tells without any of their events."""
        shown = frozenset(source for source, facts in self.masters.items() if facts is not None)
        return shown - {entry.master for entry in self.entries}


@dataclass(frozen=True, slots=True)
class Followed:
    """An event that follows an entry: the event's number, and what the calendar told last, as JSON, and its end."""

    source: str
    event: int
    told: str
    ends: datetime
    master: str = ""
    inherits: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """An event that is otherwise here than the calendar tells, in some of the parts of `event_merging.py`."""

    event: Event
    told: EventDraft
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """What a round came to. `kept` are fields that people had changed here and the calendar has changed too."""

    added: int = 0
    changed: int = 0
    cancelled: int = 0
    kept: int = 0
    unread: int = 0

    @property
    def anything(self) -> bool:
        """Whether it is worth telling."""
        return bool(self.added or self.changed or self.cancelled or self.kept or self.unread)


@dataclass(frozen=True, slots=True)
class SyncState:
    """How far a calendar has been followed; not `active` when none is.

    While somebody reads, the others leave it until `held_until`.
    `problem` is why it could not be since a moment, a code of the text files below `sync.problem`; empty when all is
    well. `tally` is what the last round came to that had
    anything to tell, at `changed_at`.
    """

    active: bool = False
    mailbox: str = ""
    link: str = ""
    window: Interval = field(default_factory=Interval)
    due: datetime | None = None
    held_until: datetime | None = None
    succeeded: datetime | None = None
    problem: str = ""
    problem_since: datetime | None = None
    tally: Tally = Tally()
    changed_at: datetime | None = None

    def stale(self, now: datetime) -> bool:
        """Whether it has failed for so long that somebody should look, or no round has ever come to an end."""
        since = self.succeeded or self.problem_since or self.due
        return self.active and since is not None and now.timestamp() - since.timestamp() > STALE_AFTER.total_seconds()
