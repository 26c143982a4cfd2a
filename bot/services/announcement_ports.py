"""What announcements need of the store, as Protocols."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.announcements import Announcement, AnnouncementState, Writing
from bot.domain.outbox import NoticeKind, State

TOLD_ARRIVED = "told_arrived"
"""The reason of what counts as sent because a person said that it has arrived."""


@dataclass(frozen=True, slots=True)
class Posting:
    """What became of an announcement on its way to one recipient, and where it is if it arrived."""

    recipient: int
    state: State
    reason: str = ""
    message: str = ""
    conversation: str = ""


class Announcements(Protocol):
    """Announcements of the AKE team."""

    async def save(
        self, key: str, writing: Writing, now: datetime, replaces: int | None = None, author: str = ""
    ) -> Announcement | None:
        """Keep what an account wrote as the draft of a key; None when that key's is no draft any more.

        One that was proposed is a draft again: nobody approves what they have not seen.
        """

    async def by_id(self, number: int) -> Announcement | None:
        """The announcement of a number, which nobody else changes until the transaction ends."""

    async def latest(self, state: AnnouncementState, most: int) -> Sequence[Announcement]:
        """Those in a state, the last changed first."""

    async def showing(self, event: int) -> Sequence[int]:
        """The numbers of those that show an event and have left or are about to."""

    async def change(self, announcement: Announcement) -> None:
        """Keep an announcement as it is given, in place of what is stored."""

    async def delete(self, number: int) -> None:
        """Erase an announcement and all that is known of it."""

    async def read(self, number: int, account: str) -> None:
        """Somebody has read it; only that somebody did is kept."""

    async def readers(self, number: int) -> int:
        """How many have read it."""


class Postings(Protocol):
    """The outbox as far as it is about announcements."""

    async def of(self, announcement: int, kind: NoticeKind = NoticeKind.ANNOUNCEMENT) -> Sequence[Posting]:
        """What became of it on its way to each recipient; of updates, of the newest to each."""

    async def to(self, announcement: int, recipient: int) -> Posting | None:
        """What became of the announcement on its way to a recipient."""

    async def skipped(self, announcement: int, most: int) -> Sequence[datetime]:
        """The latest times of one that repeats which were left out as too late, the last first."""

    async def cancel(self, announcement: int, kinds: Collection[NoticeKind], reason: str, now: datetime) -> int:
        """Cancel what waits of an announcement; how many."""

    async def arrived(self, announcement: int) -> int:
        """Take what is in doubt for sent, by the word of a person; how many."""

    async def again(self, announcement: int, state: State, now: datetime, useful_until: datetime) -> int:
        """Let what ended in a state wait once more, as if it had never been tried; how many."""
