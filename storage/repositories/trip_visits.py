"""Peer-learning trips as matching looks at them, in SQL: of each no more is read than it needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, false, null, or_, select, true

from bot.domain.trip_hosts import Reply, Visit
from bot.domain.trips import HOSTED, OPEN
from bot.jsontext import decoded
from storage.connections import Connection
from storage.models import asked_hosts, trips

_OF_TRIP = (trips.c.id, trips.c.traveller, trips.c.library, trips.c.day, trips.c.wanted)
_HOSTED_SINCE = select(*_OF_TRIP, trips.c.host, trips.c.agreed, null().label("offer"), true().label("certain")).where(
    trips.c.state.in_(sorted(HOSTED)),
    trips.c.host != "",
    or_(trips.c.day.is_(None), trips.c.day >= bindparam("since")),
)
_ASKED_FOR = (
    select(
        *_OF_TRIP,
        asked_hosts.c.library.label("host"),
        null().label("agreed"),
        asked_hosts.c.offer,
        false().label("certain"),
    )
    .join(asked_hosts, asked_hosts.c.trip == trips.c.id)
    .where(trips.c.state.in_(sorted(OPEN)), asked_hosts.c.reply == Reply.WAITING)
)


async def visits(connection: Connection, since: date) -> Sequence[Visit]:
    """Visits made, agreed or asked for since a day; of the asked hosts those that may still come."""
    hosted: Sequence[Row[Any]] = (await connection.execute(_HOSTED_SINCE, {"since": since})).all()
    asked: Sequence[Row[Any]] = (await connection.execute(_ASKED_FOR)).all()
    return [_visit(row) for row in (*hosted, *asked)]


def _visit(row: Row[Any]) -> Visit:
    month, offer = _month(row.day, row.wanted), row.offer or _found_by(row.agreed)
    return Visit(row.id, row.traveller, row.library, row.host, month, bool(row.certain), offer)


def _month(day: date | None, wanted: str) -> tuple[int, int] | None:
    """The month of the agreed day, or of the first wished one."""
    if day is None:
        day = next(map(date.fromisoformat, decoded(wanted)["days"]), None)
    return (day.year, day.month) if day else None


def _found_by(agreed: str | None) -> int | None:
    """The offer through which a host was found."""
    offer: int | None = decoded(agreed)["offer"] if agreed else None
    return offer
