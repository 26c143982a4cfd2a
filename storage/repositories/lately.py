"""How sendings have gone of late, in SQL."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from sqlalchemy import bindparam, case, func, select

from bot.domain.alerts import LATE, LOOKED_BACK, Lately
from bot.domain.outbox import NoticeKind, State
from storage.connections import Connection
from storage.models import outbox, recipients

_LOST = (State.FAILED, State.DOUBTFUL, State.EXPIRED)
# Whoever was found unreachable by a sending is so from then on.
_ENDED = (
    select(
        case(
            (outbox.c.state == State.SENT, "sent"),
            (func.coalesce(recipients.c.unreachable, "") != "", "unreachable"),
            else_="failed",
        ).label("how"),
        func.count().label("number"),
    )
    .select_from(outbox.outerjoin(recipients, outbox.c.recipient == recipients.c.id))
    .where(outbox.c.ended_at > bindparam("moment"), outbox.c.attempts > 0, outbox.c.kind != NoticeKind.ALERT)
    .where(outbox.c.state.in_((State.SENT, *_LOST)))
    .group_by("how")
)
_STUCK = select(func.count()).where(
    outbox.c.wake_at.is_not(None),
    outbox.c.attempts > 0,
    outbox.c.due < bindparam("late"),
    # What met the night on its way waits for the morning as it should.
    outbox.c.reason != "quiet_hours",
    outbox.c.kind != NoticeKind.ALERT,
)
_UNTAKEN = select(func.min(outbox.c.wake_at)).where(outbox.c.wake_at <= bindparam("now"))


async def lately(connection: Connection, now: datetime) -> Lately:
    """Count what ended within `LOOKED_BACK`, and what has not arrived in `LATE`."""
    ended = Counter({row.how: row.number for row in await connection.execute(_ENDED, {"moment": now - LOOKED_BACK})})
    stuck = (await connection.execute(_STUCK, {"late": now - LATE})).scalar() or 0
    untaken = (await connection.execute(_UNTAKEN, {"now": now})).scalar()
    return Lately(ended["sent"], ended["failed"], ended["unreachable"], stuck, untaken)
