"""What is kept of a person, part by part and page by page, in SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, bindparam, literal, select, tuple_

from bot.domain.personal import Page, Part, Traces
from bot.jsontext import decoded, encoded
from storage.connections import Connection
from storage.models import members, readings, recipients
from storage.repositories.fingerprints import fingerprint, reader_of
from storage.repositories.personal_parts import PARTS, Row, Told, escaped
from storage.repositories.personal_trip_parts import TRIP_PARTS

ALL_PARTS: Mapping[Part, Told] = {**PARTS, **TRIP_PARTS}

_AS_JSON = frozenset(
    {
        *("data", "talked", "answers", "hidden", "channels", "libraries", "consortia"),
        *("wanted", "agreed", "before", "agreed_contact", "themes", "closed", "days", "wordings"),
    }
)
"""Fields that are kept as JSON texts."""

_READ = select(readings.c.announcement).distinct()
_NUMBER = select(recipients.c.id).where(recipients.c.key == bindparam("own_key"))
_MEMBER = select(members.c.name).where(members.c.key == bindparam("own_key"))
_LAST = "last_"


async def page(connection: Connection, part: Part, traces: Traces, after: Sequence[Any] | None, most: int) -> Page:
    """At most so many rows of a part, from the first one after a key on."""
    told = ALL_PARTS[part]
    found = (await connection.execute(_page(told, after, most), await _found_by(connection, part, traces))).all()
    rows = [dict(row._mapping) for row in found]
    lasts = [[row.pop(f"{_LAST}{place}") for place in range(len(told.order))] for row in rows]
    return Page([told.shaped(_read(row)) for row in rows], lasts[-1] if len(rows) == most else None)


def _page(told: Told, after: Sequence[Any] | None, most: int) -> Select[Any]:
    lasts = [column.label(f"{_LAST}{place}") for place, column in enumerate(told.order)]
    paged = told.fields.add_columns(*lasts).order_by(*told.order).limit(most)
    if after is None:
        return paged
    last = [literal(value, column.type) for value, column in zip(after, told.order, strict=True)]
    return paged.where(tuple_(*told.order) > tuple_(*last))


async def _found_by(connection: Connection, part: Part, traces: Traces) -> dict[str, Any]:
    own = {"own_key": fingerprint(traces.account)}
    member = (await connection.execute(_MEMBER, own)).scalar()
    read = (await connection.execute(_READ)).scalars().all() if part is Part.READINGS else ()
    return {
        **own,
        "account": traces.account,
        "number": (await connection.execute(_NUMBER, own)).scalar(),
        # A deed tells of a member by the name under which they were added; nobody's is null.
        "name": escaped(encoded({"name": member}).decode()[1:-1]),
        "talks": [fingerprint(one) for one in traces.talks],
        "hands": list(traces.hands),
        "readers": [reader_of(number, traces.account) for number in read],
    }


def _read(row: Row) -> Row:
    return {name: decoded(one) if one and name in _AS_JSON else one for name, one in row.items()}
