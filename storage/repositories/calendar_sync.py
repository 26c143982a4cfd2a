"""How far a calendar that is kept elsewhere has been followed, in SQL."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, bindparam, case, delete, insert, literal, select, update

from bot.domain.calendar_sync import Followed, Round, SyncState, Tally
from bot.domain.intervals import Interval
from storage.connections import Connection
from storage.models import calendar_sync, synced_events
from storage.models.base import Moment
from storage.portions import portions

_FAR = timedelta(hours=2)

_STATE = select(calendar_sync)
_CLAIM = (
    update(calendar_sync)
    .where(
        calendar_sync.c.active,
        # No pause is so long as `far`: the clock has been put back since.
        (calendar_sync.c.due <= bindparam("now")) | (calendar_sync.c.due > bindparam("far")),
        (calendar_sync.c.held_until.is_(None)) | (calendar_sync.c.held_until <= bindparam("now")),
    )
    .values(held_until=bindparam("until"))
    .returning(calendar_sync)
)
_HELD = select(calendar_sync.c.held_until).with_for_update()
_HURRY = update(calendar_sync).values(due=bindparam("now"))
# A round that was hurried while one was under way is due all the same.
_NEXT = case(
    (
        (calendar_sync.c.due > bindparam("began"))
        & (calendar_sync.c.due < bindparam("next", type_=calendar_sync.c.due.type)),
        calendar_sync.c.due,
    ),
    else_=bindparam("next", type_=calendar_sync.c.due.type),
)
_FOLLOWED = select(synced_events).order_by(synced_events.c.source)
_BY_SOURCES = _FOLLOWED.where(synced_events.c.source.in_(bindparam("keys", expanding=True)))
_OF_MASTERS = _FOLLOWED.where(synced_events.c.master.in_(bindparam("keys", expanding=True)))
_OF_EVENTS = _FOLLOWED.where(synced_events.c.event.in_(bindparam("keys", expanding=True)))
_DROP = delete(synced_events).where(synced_events.c.source == bindparam("this"))
_FORGET = delete(synced_events).where(synced_events.c.ends < bindparam("moment"))


class SqlCalendarSync:
    """The followed calendar's one row, and the events that follow its entries."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def state(self) -> SyncState:
        """How far it has been followed; one that is not active when none ever was."""
        row = (await self._connection.execute(_STATE)).first()
        return SyncState() if row is None else _state_of(row)

    async def follow(self, mailbox: str, now: datetime) -> None:
        """Follow the calendar of a mailbox from now on; none, when the mailbox is empty."""
        known = await self.state()
        if known.active == bool(mailbox) and known.mailbox == (mailbox or known.mailbox):
            return
        if mailbox in ("", known.mailbox):
            await self._connection.execute(update(calendar_sync).values(active=bool(mailbox), due=now))
            return
        await self._connection.execute(delete(synced_events))
        await self._connection.execute(delete(calendar_sync))
        values = {"id": 1, "active": True, "mailbox": mailbox, "link": "", "due": now, "problem": ""}
        await self._connection.execute(insert(calendar_sync), {**values, **asdict(Tally())})

    async def hurry(self, now: datetime) -> None:
        """Let the next round be due now."""
        await self._connection.execute(_HURRY, {"now": now})

    async def claim(self, now: datetime, until: datetime) -> SyncState | None:
        """Take a round that is due as one's own until a moment, None when none is, or another has it."""
        row = (await self._connection.execute(_CLAIM, {"now": now, "until": until, "far": now + _FAR})).first()
        return None if row is None else _state_of(row)

    async def holds(self, until: datetime) -> bool:
        """Whether the round that was taken until a moment is still one's own; nobody takes it before the commit."""
        held = (await self._connection.execute(_HELD)).scalar()
        return held is not None and held.timestamp() == until.timestamp()

    async def succeed(self, round_: Round, tally: Tally, began: datetime, now: datetime, due: datetime) -> None:
        """A round that began then has ended well; the next is due then, unless it was hurried meanwhile."""
        values: dict[str, Any] = {
            "link": round_.link,
            "window_start": round_.window.start,
            "window_end": round_.window.end,
            "succeeded": now,
            "problem": "",
            "problem_since": None,
        }
        if tally.anything:
            values |= {**asdict(tally), "changed_at": now}
        await self._settle(values, began, due)

    async def fail(self, problem: str, began: datetime, now: datetime, due: datetime, *, anew: bool = False) -> None:
        """A round has failed, and nothing of it was kept; with `anew` the next begins without the link."""
        since = case((calendar_sync.c.problem == problem, calendar_sync.c.problem_since), else_=literal(now, Moment))
        values: dict[str, Any] = {"problem": problem, "problem_since": since}
        await self._settle(values | ({"link": ""} if anew else {}), began, due)

    async def all(self) -> Sequence[Followed]:
        """All that follows."""
        return [_followed_of(row) for row in await self._connection.execute(_FOLLOWED)]

    async def by_sources(self, sources: Collection[str]) -> Sequence[Followed]:
        """What follows these entries."""
        return await self._found(_BY_SOURCES, sorted(sources))

    async def of_masters(self, masters: Collection[str]) -> Sequence[Followed]:
        """What follows entries of these series."""
        return await self._found(_OF_MASTERS, sorted(masters))

    async def of_events(self, numbers: Collection[int]) -> Sequence[Followed]:
        """What of these events follows an entry."""
        return await self._found(_OF_EVENTS, sorted(numbers))

    async def put(self, followed: Sequence[Followed]) -> None:
        """Keep what follows, in place of what was told of the same entries."""
        await self.drop([one.source for one in followed])
        if followed:
            await self._connection.execute(insert(synced_events), [asdict(one) for one in followed])

    async def drop(self, sources: Collection[str]) -> None:
        """These follow nothing any more."""
        if sources:
            await self._connection.execute(_DROP, [{"this": source} for source in sources])

    async def forget_before(self, moment: datetime) -> int:
        """Let go of entries that ended before; how many. Their events stay."""
        return (await self._connection.execute(_FORGET, {"moment": moment})).rowcount

    async def _settle(self, values: dict[str, Any], began: datetime, due: datetime) -> None:
        settled = update(calendar_sync).values(**values, held_until=None, due=_NEXT)
        await self._connection.execute(settled, {"began": began, "next": due})

    async def _found(self, question: Select[Any], keys: Sequence[str] | Sequence[int]) -> list[Followed]:
        found: list[Followed] = []
        for some in portions(keys):
            found += [_followed_of(row) for row in await self._connection.execute(question, {"keys": some})]
        return found


def _state_of(row: Row[Any]) -> SyncState:
    return SyncState(
        active=row.active,
        mailbox=row.mailbox,
        link=row.link,
        window=Interval(row.window_start, row.window_end),
        due=row.due,
        held_until=row.held_until,
        succeeded=row.succeeded,
        problem=row.problem,
        problem_since=row.problem_since,
        tally=Tally(row.added, row.changed, row.cancelled, row.kept, row.unread),
        changed_at=row.changed_at,
    )


def _followed_of(row: Row[Any]) -> Followed:
    return Followed(row.source, row.event, row.told, row.ends, row.master, row.inherits)
