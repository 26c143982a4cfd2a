"""Peer-learning trips as they are counted, in SQL: of each no more is read than that, and nothing of who went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Date, Row, bindparam, extract, func, or_, select, union

from bot.domain.trip_reports import READABLE
from bot.domain.trip_year import TripFact, TripQueue
from bot.domain.trips import HOSTED, MADE, OPEN, Travel, TripState
from bot.jsontext import decoded
from storage.connections import Connection
from storage.models import trip_reports, trips

_SAME = ("id", "state", "library", "host", "requested_on", "made_on")
_COUNTED = (
    select(
        *(trips.c[name] for name in _SAME),
        trips.c.wanted,
        trips.c.erased,
        trip_reports.c.rating,
        (trip_reports.c.later != "").label("told_later"),
    )
    .outerjoin(trip_reports, trip_reports.c.trip == trips.c.id)
    .where(
        trips.c.id > bindparam("after"),
        trips.c.state != TripState.DRAFT,
        or_(
            trips.c.requested_on.between(bindparam("first"), bindparam("last")),
            trips.c.made_on.between(bindparam("first"), bindparam("last")),
        ),
    )
    .order_by(trips.c.id)
    .limit(bindparam("most"))
)
_UNDER_WAY = (
    select(trips.c.state, trips.c.library, func.count().label("number"), func.min(trips.c.requested_on).label("oldest"))
    .where(trips.c.state.in_(sorted(OPEN)), trips.c.erased.is_(False))
    .group_by(trips.c.state, trips.c.library)
)
_WHEN = func.coalesce(trips.c.made_on, trips.c.day)
_VISITED = (
    select(trips.c.library, trips.c.host, func.count().label("number"))
    .where(trips.c.state.in_(sorted(HOSTED)), or_(_WHEN.is_(None), bindparam("since", type_=Date) <= _WHEN))
    .group_by(trips.c.library, trips.c.host)
)
_YEARS = union(
    select(extract("year", trips.c.requested_on).label("year")).where(trips.c.requested_on.is_not(None)),
    select(extract("year", trips.c.made_on)).where(trips.c.made_on.is_not(None), trips.c.state.in_(sorted(MADE))),
)


async def counted(connection: Connection, first: date, last: date, after: int, most: int) -> Sequence[TripFact]:
    """At most so many trips that were sent or made within these days, in the order of their numbers after one."""
    asked = {"first": first, "last": last, "after": after, "most": most}
    rows: Sequence[Row[Any]] = (await connection.execute(_COUNTED, asked)).all()
    return [_fact(row) for row in rows]


async def under_way(connection: Connection) -> TripQueue:
    """What waits and what is agreed now."""
    rows: Sequence[Row[Any]] = (await connection.execute(_UNDER_WAY)).all()
    waiting = [row for row in rows if row.state is not TripState.AGREED]
    return TripQueue(
        sum(row.number for row in waiting),
        min((row.oldest for row in waiting if row.oldest), default=None),
        sum(row.number for row in rows if row.state is TripState.AGREED),
        frozenset(row.library for row in rows),
    )


async def visited_since(connection: Connection, since: date) -> Mapping[tuple[str, str], int]:
    """How often somebody of a library has been at a host since a day, or is about to; a host may be unknown."""
    return {(row.library, row.host): row.number for row in await connection.execute(_VISITED, {"since": since})}


async def years(connection: Connection) -> Sequence[int]:
    """The years in which requests were sent or trips made, the latest first."""
    return sorted((int(row.year) for row in await connection.execute(_YEARS)), reverse=True)


def _fact(row: Row[Any]) -> TripFact:
    wanted, sent = decoded(row.wanted), row.rating is not None and row.state in READABLE
    return TripFact(
        **{name: getattr(row, name) for name in _SAME},
        themes=tuple(wanted["themes"]),
        travel=Travel(wanted["travel"]) if wanted["travel"] else None,
        # Of an erased trip it is not kept.
        lodging=None if row.erased else wanted["lodging"],
        reported=sent,
        rating=row.rating if sent else 0,
        later=bool(row.told_later),
    )
