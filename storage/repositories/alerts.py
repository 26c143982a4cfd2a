"""Troubles of which the AKE team is told, in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, or_, select, update

from bot.domain.alerts import Cause, Standing
from storage.connections import Connection
from storage.inserts import inserts
from storage.models import alerts

_ALL = select(alerts).order_by(alerts.c.cause)
_OF = select(alerts).where(alerts.c.cause == bindparam("this"))
_SEE = {
    dialect: new.on_conflict_do_update(index_elements=[alerts.c.cause], set_={"seen": new.excluded.seen})
    for dialect, new in inserts(alerts).items()
}
# Of replicas that tell the same at once the second finds the first one's stage.
_TELL = (
    update(alerts)
    .where(alerts.c.cause == bindparam("this"))
    .where(or_(alerts.c.told.is_(None), alerts.c.stage != bindparam("new_stage")))
    .values(stage=bindparam("new_stage"), told=bindparam("now"))
)
_END = delete(alerts).where(alerts.c.cause == bindparam("this"), alerts.c.began == bindparam("moment"))


class SqlAlerts:
    """One row for each cause while there is trouble with it."""

    __slots__ = ("_connection", "_dialect")

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._dialect = connection.dialect.name

    async def all(self) -> Sequence[Standing]:
        """The troubles that are stored."""
        return [_standing_of(row) for row in await self._connection.execute(_ALL)]

    async def of(self, cause: Cause) -> Standing | None:
        """The trouble with a cause, None when there is none."""
        row = (await self._connection.execute(_OF, {"this": cause})).first()
        return None if row is None else _standing_of(row)

    async def see(self, cause: Cause, now: datetime) -> None:
        """There is trouble with a cause now: perhaps since now."""
        new = {"cause": cause, "began": now, "seen": now, "stage": "", "told": None}
        await self._connection.execute(_SEE[self._dialect], new)

    async def tell(self, cause: Cause, stage: str, now: datetime) -> bool:
        """The team is told of it at this stage; False when another does it already."""
        parameters = {"this": cause, "new_stage": stage, "now": now}
        return (await self._connection.execute(_TELL, parameters)).rowcount == 1

    async def end(self, standing: Standing) -> bool:
        """It is over; False when another has ended it already."""
        parameters = {"this": standing.cause, "moment": standing.began}
        return (await self._connection.execute(_END, parameters)).rowcount == 1


def _standing_of(row: Row[Any]) -> Standing:
    return Standing(row.cause, row.began, row.seen, row.stage, row.told)
