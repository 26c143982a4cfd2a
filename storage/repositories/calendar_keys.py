"""Keys by which people follow their own calendar elsewhere, in SQL."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, select

from storage.connections import Connection
from storage.inserts import inserts
from storage.models import calendar_keys, recipients
from storage.repositories.fingerprints import fingerprint

_KEYS = calendar_keys.c
_GIVE = {
    dialect: new.on_conflict_do_update(
        index_elements=[_KEYS.recipient], set_={name: new.excluded[name] for name in ("key", "made_at")}
    )
    for dialect, new in inserts(calendar_keys).items()
}
_MADE = select(_KEYS.made_at).where(_KEYS.recipient == bindparam("person"))
_END = delete(calendar_keys).where(_KEYS.recipient == bindparam("person"))
_OPENS = (
    select(_KEYS.recipient)
    .join(recipients, recipients.c.id == _KEYS.recipient)
    .where(_KEYS.key == bindparam("this"), recipients.c.unreachable == bindparam("none"))
)


class SqlCalendarKeys:
    """One key for a person, kept as its fingerprint: looking it up tells nothing of how near a guess was."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def give(self, person: int, key: str, now: datetime) -> None:
        """Let a key open the calendar of a recipient from now on, and the one before it nothing."""
        values = {"recipient": person, "key": fingerprint(key), "made_at": now}
        await self._connection.execute(_GIVE[self._connection.dialect.name], values)

    async def made_at(self, person: int) -> datetime | None:
        """When the recipient's key was made, None when there is none."""
        found: datetime | None = (await self._connection.execute(_MADE, {"person": person})).scalar()
        return found

    async def opens(self, key: str) -> bool:
        """Whether a key is the present one of somebody whom the bot still reaches."""
        return bool(await self._connection.fetch(_OPENS, {"this": fingerprint(key), "none": ""}))

    async def end(self, person: int) -> bool:
        """Let the recipient's key open nothing any more; whether there was one."""
        return (await self._connection.execute(_END, {"person": person})).rowcount > 0
