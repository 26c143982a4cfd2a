"""Turns taken, in SQL."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from bot.domain.conversation import Claim
from storage.connections import Connection
from storage.inserts import inserts
from storage.models import turns
from storage.repositories.fingerprints import fingerprint

# Just above the longest turn: sooner, one still being answered could be answered twice.
_CLAIM_LASTS = timedelta(seconds=12)

_ROW: dict[str, Any] = {"turn": bindparam("this"), "claimed_at": bindparam("now")}
# One statement, so that of two who claim at once the database lets exactly one have it.
_CLAIM = {
    dialect: new.values(_ROW)
    .on_conflict_do_update(
        index_elements=[turns.c.turn],
        set_={"claimed_at": new.excluded.claimed_at},
        where=turns.c.settled_at.is_(None) & (turns.c.claimed_at < bindparam("lapsed_before")),
    )
    .returning(turns.c.turn)
    for dialect, new in inserts(turns).items()
}
_SETTLED = select(turns.c.turn).where(turns.c.turn == bindparam("this"), turns.c.settled_at.is_not(None))
_SETTLE = update(turns).where(turns.c.turn == bindparam("this")).values(settled_at=bindparam("now"))
_RELEASE = delete(turns).where(turns.c.turn == bindparam("this"), turns.c.settled_at.is_(None))
_FORGET = delete(turns).where(turns.c.claimed_at < bindparam("moment"))


class SqlTurns:
    """Turns taken, kept by the fingerprint of their name."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def claim(self, turn: str, now: datetime) -> Claim:
        """Whether the turn is this caller's to answer. A claim never settled lapses in 12 seconds."""
        this = fingerprint(turn)
        if await self._connection.fetch(
            _CLAIM[self._connection.dialect.name], {"this": this, "now": now, "lapsed_before": now - _CLAIM_LASTS}
        ):
            return Claim.OURS
        return Claim.ANSWERED if await self._connection.fetch(_SETTLED, {"this": this}) else Claim.UNDER_WAY

    async def settle(self, turn: str, now: datetime) -> None:
        """The turn has been answered."""
        await self._connection.fetch(_SETTLE, {"this": fingerprint(turn), "now": now})

    async def release(self, turn: str) -> None:
        """The turn could not be answered: the next delivery of it may try again."""
        await self._connection.fetch(_RELEASE, {"this": fingerprint(turn)})

    async def forget_before(self, moment: datetime) -> int:
        """Erase turns claimed before; how many."""
        return (await self._connection.execute(_FORGET, {"moment": moment})).rowcount
