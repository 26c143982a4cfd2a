"""The outbox as far as it is about announcements, in SQL."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, null, select, update

from bot.domain.outbox import NoticeKind, State
from bot.services.announcement_ports import TOLD_ARRIVED, Posting
from storage.connections import Connection
from storage.models import outbox

_OF = (
    select(outbox)
    .where(outbox.c.announcement == bindparam("this"), outbox.c.kind == bindparam("this_kind"))
    .order_by(outbox.c.recipient, outbox.c.id)
)
_TO = select(outbox).where(
    outbox.c.announcement == bindparam("this"),
    outbox.c.recipient == bindparam("this_recipient"),
    outbox.c.kind == NoticeKind.ANNOUNCEMENT,
)
_SKIPPED = (
    select(outbox.c.due)
    .where(
        outbox.c.announcement == bindparam("this"),
        outbox.c.kind == NoticeKind.DUE_OCCURRENCE,
        outbox.c.state == State.EXPIRED,
    )
    .order_by(outbox.c.due.desc())
    .limit(bindparam("most"))
)
_CANCEL = (
    update(outbox)
    .where(
        outbox.c.announcement == bindparam("this"),
        outbox.c.kind.in_(bindparam("kinds", expanding=True)),
        outbox.c.state == State.WAITING,
    )
    .values(state=State.CANCELLED, wake_at=null(), reason=bindparam("why"), ended_at=bindparam("now"))
)
_AGAIN = (
    update(outbox)
    .where(
        outbox.c.announcement == bindparam("this"),
        outbox.c.kind == NoticeKind.ANNOUNCEMENT,
        outbox.c.state == bindparam("this_state"),
    )
    .values(
        state=State.WAITING,
        due=bindparam("now"),
        wake_at=bindparam("now"),
        useful_until=bindparam("until"),
        attempts=0,
        doubts=0,
        reason="",
        ended_at=null(),
    )
)

_ARRIVED = (
    update(outbox)
    .where(
        outbox.c.announcement == bindparam("this"),
        outbox.c.kind == NoticeKind.ANNOUNCEMENT,
        outbox.c.state == State.DOUBTFUL,
    )
    .values(state=State.SENT, reason=TOLD_ARRIVED)
)


class SqlPostings:
    """What became of announcements on their way."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def of(self, announcement: int, kind: NoticeKind = NoticeKind.ANNOUNCEMENT) -> Sequence[Posting]:
        """What became of it on its way to each recipient; of updates, of the newest to each."""
        rows = await self._connection.execute(_OF, {"this": announcement, "this_kind": kind})
        return list({row.recipient: _posting_of(row) for row in rows}.values())

    async def to(self, announcement: int, recipient: int) -> Posting | None:
        """What became of the announcement on its way to a recipient."""
        row = (await self._connection.execute(_TO, {"this": announcement, "this_recipient": recipient})).first()
        return _posting_of(row) if row else None

    async def skipped(self, announcement: int, most: int) -> Sequence[datetime]:
        """The latest times of one that repeats which were left out as too late, the last first."""
        rows = await self._connection.execute(_SKIPPED, {"this": announcement, "most": most})
        return [row.due for row in rows]

    async def cancel(self, announcement: int, kinds: Collection[NoticeKind], reason: str, now: datetime) -> int:
        """Cancel what waits of an announcement; how many."""
        parameters = {"this": announcement, "kinds": sorted(kinds), "why": reason, "now": now}
        return (await self._connection.execute(_CANCEL, parameters)).rowcount

    async def again(self, announcement: int, state: State, now: datetime, useful_until: datetime) -> int:
        """Let what ended in a state wait once more, as if it had never been tried; how many."""
        parameters = {"this": announcement, "this_state": state, "now": now, "until": useful_until}
        return (await self._connection.execute(_AGAIN, parameters)).rowcount

    async def arrived(self, announcement: int) -> int:
        """Take what is in doubt for sent, by the word of a person; how many."""
        return (await self._connection.execute(_ARRIVED, {"this": announcement})).rowcount


def _posting_of(row: Row[Any]) -> Posting:
    return Posting(row.recipient, row.state, row.reason, row.message, row.conversation or "")
