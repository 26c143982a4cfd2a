"""The pace that all replicas share, in SQL: from when on the next sending is free."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, String, bindparam, func, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.outbox import Notice
from bot.domain.pace import APP_GAP, LONGEST_SLOWDOWN, RECIPIENT_GAP
from storage.connections import Connection
from storage.models import pace

_APP = "app"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NOW, _STEP = bindparam("now", type_=BigInteger), bindparam("step", type_=BigInteger)
# What is free next, or now if that is later, and the gap: written at once, so that no two get the same place.
_NEW_PACE = {"name": bindparam("this_name", type_=String), "free_at": _NOW + _STEP}
_RESERVE = {
    "sqlite": sqlite.insert(pace)
    .values(_NEW_PACE)
    .on_conflict_do_update(index_elements=[pace.c.name], set_={"free_at": func.max(pace.c.free_at, _NOW) + _STEP})
    .returning(pace.c.free_at),
    "postgresql": postgresql.insert(pace)
    .values(_NEW_PACE)
    .on_conflict_do_update(index_elements=[pace.c.name], set_={"free_at": func.greatest(pace.c.free_at, _NOW) + _STEP})
    .returning(pace.c.free_at),
}
_SLOW_DOWN = (
    update(pace)
    .where(pace.c.name == bindparam("this_name"), pace.c.free_at < bindparam("until"))
    .values(free_at=bindparam("until"))
)


class SqlPace:
    """Places in the pace, one after another for the app and for each recipient."""

    __slots__ = ("_connection", "_dialect")

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._dialect = connection.dialect.name

    async def reserve(self, notice: Notice, now: datetime) -> datetime:
        """A place in the pace of all replicas: from when on the notice may be sent."""
        app = await self._place(_APP, APP_GAP, now)
        return max(app, await self._place(pace_of(notice.told.recipient), RECIPIENT_GAP, now))

    async def slow_down(self, notice: Notice, now: datetime, wait: timedelta) -> None:
        """The service asked to wait: so does every replica with the recipient, and with all others for a while."""
        for name, pause in ((_APP, min(wait, LONGEST_SLOWDOWN)), (pace_of(notice.told.recipient), wait)):
            await self._connection.execute(_SLOW_DOWN, {"this_name": name, "until": _microseconds(now + pause)})

    async def _place(self, name: str, gap: timedelta, now: datetime) -> datetime:
        step = gap // timedelta(microseconds=1)
        values = {"this_name": name, "now": _microseconds(now), "step": step}
        free_at: int = (await self._connection.execute(_RESERVE[self._dialect], values)).scalar_one()
        return _EPOCH + timedelta(microseconds=free_at - step)


def pace_of(recipient: int | None) -> str:
    """The name of a recipient's own pace."""
    return f"recipient:{recipient}"


def _microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)
