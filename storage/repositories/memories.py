"""What was talked of last, in SQL."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select

from storage.connections import Connection
from storage.inserts import inserts
from storage.models import memories
from storage.repositories.fingerprints import fingerprint

_ROW: dict[str, Any] = {"key": bindparam("this"), "text": bindparam("kept"), "kept_at": bindparam("now")}
_KEEP = {
    dialect: new.values(_ROW).on_conflict_do_update(
        index_elements=[memories.c.key],
        set_={"text": new.excluded.text, "kept_at": new.excluded.kept_at},
    )
    for dialect, new in inserts(memories).items()
}
_RECALL = select(memories.c.text).where(memories.c.key == bindparam("this"), memories.c.kept_at >= bindparam("since"))
_FORGET = delete(memories).where(memories.c.kept_at < bindparam("moment"))


class SqlMemories:
    """Small texts, kept by the fingerprint of their key."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def recall(self, key: str, since: datetime) -> str | None:
        """The text kept at or after `since`, or None."""
        found = await self._connection.fetch(_RECALL, {"this": fingerprint(key), "since": since})
        text: str | None = found[0][0] if found else None
        return text

    async def keep(self, key: str, text: str, now: datetime) -> None:
        """Keep the text in place of an earlier one."""
        await self._connection.fetch(
            _KEEP[self._connection.dialect.name], {"this": fingerprint(key), "kept": text, "now": now}
        )

    async def forget_before(self, moment: datetime) -> int:
        """Erase what was kept before; how many."""
        return (await self._connection.execute(_FORGET, {"moment": moment})).rowcount
