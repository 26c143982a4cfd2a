"""What following a calendar that is kept elsewhere needs of the store and of that calendar."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.calendar_sync import Followed, Round, SyncState, Tally
from bot.domain.intervals import Interval


class CalendarSync(Protocol):
    """How far a calendar has been followed, and which events follow which of its entries."""

    async def state(self) -> SyncState:
        """How far it has been followed; one that is not active when none ever was."""

    async def follow(self, mailbox: str, now: datetime) -> None:
        """Follow the calendar of a mailbox from now on; none, when the mailbox is empty.

        What follows another mailbox's calendar stays in ours, and follows nothing any more.
        """

    async def hurry(self, now: datetime) -> None:
        """Let the next round be due now."""

    async def claim(self, now: datetime, until: datetime) -> SyncState | None:
        """Take a round that is due as one's own until a moment, None when none is, or another has it."""

    async def holds(self, until: datetime) -> bool:
        """Whether the round that was taken until a moment is still one's own; nobody takes it before the commit."""

    async def succeed(self, round_: Round, tally: Tally, began: datetime, now: datetime, due: datetime) -> None:
        """A round that began then has ended well; the next is due then, unless it was hurried meanwhile."""

    async def fail(self, problem: str, began: datetime, now: datetime, due: datetime, *, anew: bool = False) -> None:
        """A round has failed, and nothing of it was kept; with `anew` the next begins without the link."""

    async def all(self) -> Sequence[Followed]:
        """All that follows."""

    async def by_sources(self, sources: Collection[str]) -> Sequence[Followed]:
        """What follows these entries."""

    async def of_masters(self, masters: Collection[str]) -> Sequence[Followed]:
        """What follows entries of these series."""

    async def of_events(self, numbers: Collection[int]) -> Sequence[Followed]:
        """What of these events follows an entry."""

    async def put(self, followed: Sequence[Followed]) -> None:
        """Keep what follows, in place of what was told of the same entries."""

    async def drop(self, sources: Collection[str]) -> None:
        """These follow nothing any more."""

    async def forget_before(self, moment: datetime) -> int:
        """Let go of entries that ended before; how many. Their events stay."""


class FollowedCalendar(Protocol):
    """The calendar that is kept elsewhere."""

    async def read(self, link: str, window: Interval, known_series: Collection[str]) -> Round:
        """What has changed since the link was given, or all within the window without one; SyncError when unread.

        A category that is one of the known series tells an event's series before others do.
        """

    async def entry(self, source: str, known_series: Collection[str]) -> Round:
        """One entry as it is now, wherever it has moved to: a round of it alone, or one in which it is gone."""


class SyncError(Exception):
    """The calendar could not be read, and nothing of it is to be used.

    `code` is a key of the text files below `sync.problem`; `wait` is after how many seconds it may be tried again,
    where the service said so. With `anew` the next round begins without the link.
    """

    def __init__(self, code: str, *, wait: float | None = None, anew: bool = False) -> None:
        super().__init__(code)
        self.code, self.wait, self.anew = code, wait, anew
