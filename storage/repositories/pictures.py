"""Pictures in SQL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, false, select

from bot.jsontext import decoded, encoded
from bot.services.feedback_ports import Picture
from storage.connections import Connection
from storage.inserts import inserts
from storage.models import pictures

_KEEP = {
    dialect: new.on_conflict_do_update(
        index_elements=[pictures.c.name],
        set_={name: new.excluded[name] for name in ("made_on", "final", "data")},
        where=pictures.c.final == false(),
    )
    for dialect, new in inserts(pictures).items()
}
_NAMED = select(pictures).where(pictures.c.name == bindparam("this_name"))


class SqlPictures:
    """Figures by library, by the names of their pictures."""

    __slots__ = ("_connection", "_dialect")

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._dialect = connection.dialect.name

    async def named(self, name: str) -> Picture | None:
        """The picture of a name."""
        row = (await self._connection.execute(_NAMED, {"this_name": name})).first()
        return Picture(row.made_on, row.final, decoded(row.data)) if row else None

    async def keep(self, name: str, picture: Picture) -> Mapping[str, Any]:
        """Keep a picture in place of an earlier one that is not final; the data that is kept then."""
        data = encoded(dict(picture.data)).decode()
        row = {"name": name, "made_on": picture.made_on, "final": picture.final, "data": data}
        await self._connection.execute(_KEEP[self._dialect], [row])
        kept = await self.named(name)
        return kept.data if kept else picture.data
