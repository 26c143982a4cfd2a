"""The outbox, in SQL."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, case, delete, func, null, or_, select, text, update

from bot.domain.alerts import Lately
from bot.domain.outbox import Due, NewNotice, Notice, NoticeKind, Settlement, State
from bot.jsontext import decoded, encoded
from storage.inserts import inserts
from storage.models import outbox
from storage.repositories.lately import lately
from storage.repositories.pace import SqlPace

# The cause of a cancelled notice may come back, as when an event is moved and moved back again.
_PUT = {
    dialect: new.on_conflict_do_update(
        index_elements=[outbox.c.key],
        set_={
            name: new.excluded[name]
            for name in ("due", "useful_until", "data", "state", "wake_at", "holder", "reason", "ended_at")
        },
        where=outbox.c.state == State.CANCELLED,
    )
    for dialect, new in inserts(outbox).items()
}
# Replicas claim one after another: each must see for whom the others hold something.
_ONE_AT_A_TIME = select(func.pg_advisory_xact_lock(0x6B616876))
_held = outbox.alias("held")
_BUSY = select(_held.c.recipient).where(
    _held.c.wake_at > bindparam("now"),
    _held.c.wake_at <= bindparam("until"),
    or_(_held.c.state == State.CLAIMED, _held.c.state == State.SENDING),
    _held.c.recipient.is_not(None),
)
_DUE = (
    select(outbox.c.id)
    .where(
        outbox.c.wake_at <= bindparam("now"),
        or_(outbox.c.recipient.is_(None), outbox.c.recipient.not_in(_BUSY)),
    )
    .order_by(outbox.c.wake_at, outbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
# One that was being sent stays so: whoever takes it over must know that it may have been sent.
_CLAIM = (
    update(outbox)
    .where(outbox.c.id.in_(_DUE))
    .values(
        state=case((outbox.c.state == State.SENDING, State.SENDING), else_=State.CLAIMED),
        holder=bindparam("this_holder"),
        wake_at=bindparam("until"),
    )
    .returning(outbox)
)
_GATHER = (
    update(outbox)
    .where(
        outbox.c.recipient == bindparam("this_recipient"),
        outbox.c.kind == bindparam("this_kind"),
        or_(
            outbox.c.state == State.WAITING,
            (outbox.c.state == State.CLAIMED)
            & or_(outbox.c.holder == bindparam("this_holder"), outbox.c.wake_at <= bindparam("now")),
        ),
    )
    .values(state=State.CLAIMED, holder=bindparam("this_holder"), wake_at=bindparam("until"))
    .returning(outbox)
)
_HELD = (outbox.c.id == bindparam("this")) & (outbox.c.holder == bindparam("this_holder"))
_BEGIN = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("these", expanding=True)), outbox.c.holder == bindparam("this_holder"))
    .where(outbox.c.state == State.CLAIMED)
    .values(state=State.SENDING, wake_at=bindparam("until"))
    .returning(outbox.c.id)
)
# What was claimed was due, but for what was gathered before its time.
_GIVE_BACK = (
    update(outbox)
    .where(outbox.c.state == State.CLAIMED, outbox.c.holder == bindparam("this_holder"))
    .where(outbox.c.wake_at.is_not(None))
    .values(
        state=State.WAITING,
        holder="",
        wake_at=case((outbox.c.due > bindparam("now"), outbox.c.due), else_=bindparam("now")),
    )
)
_SETTLED = ("state", "wake_at", "attempts", "doubts", "reason", "message", "conversation", "ended_at")
# Made once: building it for each notice took two fifths of a sending's processor time.
_SETTLE = update(outbox).where(_HELD).values(holder="", **{name: bindparam(f"new_{name}") for name in _SETTLED})
_CANCEL = (
    update(outbox)
    .where(
        outbox.c.event == bindparam("this_event"),
        outbox.c.kind.in_(bindparam("kinds", expanding=True)),
        outbox.c.state == State.WAITING,
    )
    .values(state=State.CANCELLED, wake_at=null(), reason=bindparam("why"), ended_at=bindparam("now"))
)
_TOLD = select(outbox.c.recipient).where(
    outbox.c.event == bindparam("this_event"),
    outbox.c.kind == bindparam("this_kind"),
    or_(outbox.c.state == State.SENT, outbox.c.doubts > 0),
)
_REMINDED_OF = select(outbox.c.event).where(
    outbox.c.recipient == bindparam("this_recipient"),
    outbox.c.kind == NoticeKind.REMINDER,
    or_(outbox.c.state == State.SENT, outbox.c.doubts > 0),
)
_THREAD = (
    select(outbox.c.conversation)
    .where(
        outbox.c.recipient == bindparam("this_recipient"),
        outbox.c.event == bindparam("this_event"),
        outbox.c.kind == NoticeKind.REMINDER,
        outbox.c.state == State.SENT,
    )
    .order_by(outbox.c.ended_at.desc())
    .limit(1)
)
_WAITS = (
    select(outbox.c.id)
    .where(outbox.c.event == bindparam("this_event"), outbox.c.kind == bindparam("this_kind"))
    .where(outbox.c.state == State.WAITING)
    .limit(1)
    .with_for_update()
)
# In the words of the index that holds no others: a value that comes with the query would not let it be used.
_CHANGES_COMING = select(func.max(outbox.c.due)).where(
    text("kind = 'due_change' AND ended_at IS NULL"), outbox.c.due <= bindparam("moment")
)
_TOLD_SINCE = (
    select(outbox.c.id)
    .where(
        outbox.c.recipient == bindparam("this_recipient"),
        outbox.c.event == bindparam("this_event"),
        outbox.c.kind == NoticeKind.REMINDER,
        outbox.c.state == State.SENT,
        outbox.c.ended_at >= bindparam("moment"),
    )
    .limit(1)
)
_DUE_TOGETHER = select(outbox.c.key).where(
    outbox.c.key.in_(bindparam("keys", expanding=True)),
    outbox.c.due == bindparam("moment"),
    outbox.c.state != State.CANCELLED,
)
_BEGINS = func.substr(outbox.c.key, 1, bindparam("length")) == bindparam("beginning")
_OF_TRIP = (outbox.c.trip == bindparam("this_trip")) & _BEGINS
_CANCEL_OF_TRIP = (
    update(outbox)
    .where(_OF_TRIP, outbox.c.state == State.WAITING)
    .values(state=State.CANCELLED, wake_at=null(), reason=bindparam("why"), ended_at=bindparam("now"))
)
# Whatever is claimed may be with somebody already.
_LEFT_OF_TRIP = (
    select(outbox.c.id).where(_OF_TRIP, outbox.c.state.not_in((State.WAITING, State.CANCELLED, State.EXPIRED))).limit(1)
)
_REVIVE_OF_TRIP = (
    update(outbox)
    .where(
        outbox.c.trip == bindparam("this_trip"),
        outbox.c.state == State.CANCELLED,
        outbox.c.reason != "undone",
        outbox.c.ended_at >= bindparam("moment"),
    )
    .values(state=State.WAITING, wake_at=outbox.c.due, reason="", ended_at=null())
)
_DATA_OF_TRIP = select(outbox.c.data).where(_OF_TRIP)
_COUNTS = select(outbox.c.state, func.count().label("number")).group_by(outbox.c.state)
_WAITS_SINCE = select(outbox.c.wake_at).where(outbox.c.wake_at <= bindparam("now")).order_by(outbox.c.wake_at).limit(1)
_DUE_BY_KIND = (
    select(outbox.c.kind, func.count().label("number"), func.min(outbox.c.wake_at).label("since"))
    .where(outbox.c.wake_at <= bindparam("now"))
    .group_by(outbox.c.kind)
)
_FORGET = delete(outbox).where(outbox.c.ended_at < bindparam("moment"))
_FORGET_KINDS = _FORGET.where(outbox.c.kind.in_(bindparam("kinds", expanding=True)))


class SqlOutbox(SqlPace):
    """Notices, by the moment at which each needs somebody next."""

    __slots__ = ()

    async def put(self, notices: Sequence[NewNotice]) -> None:
        """Keep notices to be sent; one whose key is there already is left as it is, unless it was cancelled."""
        if notices:
            await self._connection.execute(_PUT[self._dialect], [_values_of(one) for one in notices])

    async def cancel(self, event: int, kinds: Collection[NoticeKind], reason: str, now: datetime) -> int:
        """Cancel what waits for an event; how many. What is claimed already is checked again before it is sent."""
        parameters = {"this_event": event, "kinds": sorted(kinds), "why": reason, "now": now}
        return (await self._connection.execute(_CANCEL, parameters)).rowcount

    async def waits(self, event: int, kind: NoticeKind) -> bool:
        """Whether a notice of that kind waits for an event; nobody claims it before this transaction ends."""
        parameters = {"this_event": event, "this_kind": kind}
        return (await self._connection.execute(_WAITS, parameters)).first() is not None

    async def cancel_of_trip(self, trip: int, beginning: str, reason: str, now: datetime) -> int:
        """Cancel what waits of a trip, of the notices whose keys begin so; how many."""
        parameters = {**_begins(trip, beginning), "why": reason, "now": now}
        return (await self._connection.execute(_CANCEL_OF_TRIP, parameters)).rowcount

    async def revive_of_trip(self, trip: int, since: datetime) -> int:
        """Let what of a trip was cancelled since a moment wait again, but for what was undone; how many."""
        return (await self._connection.execute(_REVIVE_OF_TRIP, {"this_trip": trip, "moment": since})).rowcount

    async def data_of_trip(self, trip: int, beginning: str) -> list[Mapping[str, Any]]:
        """What the notices of a trip tell whose keys begin so."""
        rows = await self._connection.execute(_DATA_OF_TRIP, _begins(trip, beginning))
        return [decoded(row.data) for row in rows]

    async def left_of_trip(self, trip: int, beginning: str) -> bool:
        """Whether any of these has left, or may have, or is just being sent."""
        return (await self._connection.execute(_LEFT_OF_TRIP, _begins(trip, beginning))).first() is not None

    async def claim(self, holder: str, now: datetime, until: datetime, most: int) -> list[Notice]:
        """Take what is due, the longest due first, as the holder's own until a moment.

        What another held too long is due as well; of that, one which was being sent is still SENDING. What is for
        a recipient for whom somebody holds something is left: it comes in its order.
        """
        if self._dialect == "postgresql":
            await self._connection.execute(_ONE_AT_A_TIME)
        parameters = {"this_holder": holder, "now": now, "until": until, "most": most}
        rows = (await self._connection.execute(_CLAIM, parameters)).all()
        return [_notice_of(row) for row in sorted(rows, key=lambda row: (row.due, row.id))]

    async def gather(self, notice: Notice, holder: str, now: datetime, until: datetime) -> list[Notice]:
        """Take all that the notice's recipient is to get of its kind as the holder's own, due or not, in its order.

        It is the holder's already, so nobody else takes anything of that recipient's meanwhile.
        """
        told = notice.told
        parameters = {"this_recipient": told.recipient, "this_kind": told.kind, "this_holder": holder}
        rows = (await self._connection.execute(_GATHER, {**parameters, "now": now, "until": until})).all()
        return [_notice_of(row) for row in sorted(rows, key=lambda row: (row.due, row.id))]

    async def begin_sending(self, notices: Sequence[Notice], holder: str, until: datetime) -> bool:
        """Keep that they are being sent together; False when not all are the holder's any more.

        Then none of it is to be kept: the caller's transaction must be undone.
        """
        parameters = {"these": [one.id for one in notices], "this_holder": holder, "until": until}
        return len((await self._connection.execute(_BEGIN, parameters)).all()) == len(notices)

    async def give_back(self, holder: str, now: datetime) -> int:
        """Let others claim what the holder has claimed and not begun to send, each at its moment; how many."""
        return (await self._connection.execute(_GIVE_BACK, {"this_holder": holder, "now": now})).rowcount

    async def settle(self, notice: int, holder: str, settlement: Settlement, now: datetime) -> bool:
        """Keep what became of it; False when it is not the holder's any more."""
        waits = settlement.state is State.WAITING
        values: dict[str, Any] = {
            "this": notice,
            "this_holder": holder,
            "new_state": settlement.state,
            "new_wake_at": settlement.due if waits else None,
            "new_attempts": settlement.attempts,
            "new_doubts": settlement.doubts,
            "new_reason": settlement.reason[:64],
            "new_message": settlement.message,
            "new_conversation": settlement.conversation,
            "new_ended_at": None if waits else now,
        }
        return (await self._connection.execute(_SETTLE, values)).rowcount == 1

    async def reminded(self, event: int) -> set[int]:
        """The recipients who were sent a reminder of an event, or may have been."""
        return await self.told(event, NoticeKind.REMINDER)

    async def reminded_of(self, recipient: int) -> set[int]:
        """The events of which a recipient was sent a reminder, or may have been."""
        return set((await self._connection.execute(_REMINDED_OF, {"this_recipient": recipient})).scalars())

    async def changes_coming(self, moment: datetime) -> datetime | None:
        """When the last is due of the changes due by a moment of which nobody's notices are made yet."""
        found: datetime | None = (await self._connection.execute(_CHANGES_COMING, {"moment": moment})).scalar()
        return found

    async def told(self, event: int, kind: NoticeKind) -> set[int]:
        """The recipients who were sent a notice of a kind about an event, or may have been."""
        parameters = {"this_event": event, "this_kind": kind}
        return set((await self._connection.execute(_TOLD, parameters)).scalars())

    async def thread(self, recipient: int, event: int) -> str:
        """Where a channel was reminded of an event last, empty when it was not."""
        parameters = {"this_recipient": recipient, "this_event": event}
        return (await self._connection.execute(_THREAD, parameters)).scalar() or ""

    async def told_since(self, recipient: int, event: int, moment: datetime) -> bool:
        """Whether the recipient was reminded of an event at or after a moment."""
        parameters = {"this_recipient": recipient, "this_event": event, "moment": moment}
        return (await self._connection.execute(_TOLD_SINCE, parameters)).first() is not None

    async def due_together(self, keys: Collection[str], due: datetime) -> set[str]:
        """Which of these notices are due at that very moment, whatever became of them but for the cancelled."""
        parameters = {"keys": sorted(keys), "moment": due}
        return set((await self._connection.execute(_DUE_TOGETHER, parameters)).scalars())

    async def counts(self) -> dict[State, int]:
        """How many notices there are in each state."""
        return {row.state: row.number for row in await self._connection.execute(_COUNTS)}

    async def waits_since(self, now: datetime) -> datetime | None:
        """Since when the longest due notice has waited for somebody, None when nothing is due."""
        since: datetime | None = (await self._connection.execute(_WAITS_SINCE, {"now": now})).scalar()
        return since

    async def due_by_kind(self, now: datetime) -> dict[NoticeKind, Due]:
        """What is due and in nobody's hands; kinds of which nothing is are left out."""
        rows = await self._connection.execute(_DUE_BY_KIND, {"now": now})
        return {row.kind: Due(row.number, row.since) for row in rows}

    async def lately(self, now: datetime) -> Lately:
        """How sendings have gone of late, but for those that warn of it."""
        return await lately(self._connection, now)

    async def forget_before(self, moment: datetime, kinds: Collection[NoticeKind] = ()) -> int:
        """Erase what ended before, of these kinds only if any are named; how many."""
        if kinds:
            parameters = {"moment": moment, "kinds": sorted(kinds)}
            return (await self._connection.execute(_FORGET_KINDS, parameters)).rowcount
        return (await self._connection.execute(_FORGET, {"moment": moment})).rowcount


def _begins(trip: int, beginning: str) -> dict[str, Any]:
    return {"this_trip": trip, "beginning": beginning, "length": len(beginning)}


def _values_of(new: NewNotice) -> dict[str, Any]:
    return {
        "key": new.key,
        "kind": new.kind,
        "recipient": new.recipient,
        "event": new.event,
        "announcement": new.announcement,
        "trip": new.trip,
        "due": new.due,
        "useful_until": new.useful_until,
        "data": encoded(new.data).decode(),
        "state": State.WAITING,
        "wake_at": new.due,
        "holder": "",
        "attempts": 0,
        "doubts": 0,
        "reason": "",
        "message": "",
        "conversation": "",
        "ended_at": None,
    }


def _notice_of(row: Row[Any]) -> Notice:
    about = (decoded(row.data), row.announcement, row.trip)
    told = NewNotice(row.key, row.kind, row.due, row.useful_until, row.event, row.recipient, *about)
    return Notice(row.id, told, row.state, row.attempts, row.doubts)
