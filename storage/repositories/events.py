"""The calendar's events, in SQL."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from sqlalchemy import bindparam, func, insert, select, update

from bot.domain.events import Event, EventDraft
from storage.connections import Connection
from storage.models import calendar, events
from storage.portions import portions
from storage.repositories.event_rows import event_of, first_start, values_of

_REVISION = select(calendar.c.revision)
_LOCK = select(calendar.c.revision).with_for_update()
_BUMP = update(calendar).values(revision=calendar.c.revision + 1).returning(calendar.c.revision)
_CHANGED_SINCE = select(events).where(events.c.revision > bindparam("seen")).order_by(events.c.starts)
_BY_KEYS = select(events).where(events.c.key.in_(bindparam("keys", expanding=True)))
_KEYS = select(events.c.key)
# By the database's own clock, which is one for all replicas.
_ADD = insert(events).values(changed_at=func.now())
_CHANGE = update(events).where(events.c.id == bindparam("this")).values(changed_at=func.now())


class SqlEvents:
    """The calendar's events."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def revision(self) -> int:
        """The calendar's running number: it grows with every change, so equal means unchanged."""
        ((number,),) = await self._connection.fetch(_REVISION, {})
        return int(number)

    async def changed_since(self, revision: int) -> Sequence[Event]:
        """Events whose last change is later than `revision`, by start; all of them for -1."""
        rows = await self._connection.execute(_CHANGED_SINCE, {"seen": revision})
        return [event_of(row) for row in rows]

    async def by_keys(self, keys: Iterable[str]) -> dict[str, Event]:
        """The stored events of these source keys."""
        found: dict[str, Event] = {}
        for some in portions(keys):
            for row in await self._connection.execute(_BY_KEYS, {"keys": some}):
                found[row.key] = event_of(row)
        return found

    async def by_key_prefixes(self, prefixes: Iterable[str]) -> dict[str, Event]:
        """The stored events whose source key begins so (the occurrences of repeating entries)."""
        wanted = tuple(prefixes)
        if not wanted:
            return {}
        # Sorted here, since databases order texts by the rules of a language.
        keys = sorted((await self._connection.execute(_KEYS)).scalars())
        return await self.by_keys(key for prefix in wanted for key in _beginning(keys, prefix))

    async def lock(self) -> None:
        """Keep other writers of the calendar away until the transaction ends."""
        await self._connection.execute(_LOCK)

    async def add(self, drafts: Sequence[EventDraft]) -> None:
        """Store new events."""
        if drafts:
            revision = await self._next_revision()
            rows = [{**values_of(draft), "revision": revision, "moved_from": None} for draft in drafts]
            await self._connection.execute(_ADD, rows)

    async def change(self, changes: Sequence[tuple[Event, EventDraft]], *, announced: bool = True) -> None:
        """Give stored events new facts, remembering the first start that was announced."""
        if changes:
            revision = await self._next_revision()
            rows = [
                {
                    **values_of(draft),
                    "this": event.id,
                    "revision": revision,
                    "moved_from": first_start(event, draft) if announced else None,
                }
                for event, draft in changes
            ]
            await self._connection.execute(_CHANGE, rows)

    async def _next_revision(self) -> int:
        number: int = (await self._connection.execute(_BUMP)).scalar_one()
        return number


def _beginning(keys: Sequence[str], prefix: str) -> Iterator[str]:
    for key in islice(keys, bisect_left(keys, prefix), None):
        if not key.startswith(prefix):
            return
        yield key
