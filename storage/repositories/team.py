"""The AKE team's members, and the record of who changed what, in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import bindparam, delete, insert, select

from bot.domain.roles import Change, Member
from storage.connections import Connection
from storage.models import changes, members
from storage.repositories.fingerprints import fingerprint

_ONE = select(members.c.key).where(members.c.key == bindparam("this"))
_ALL = select(members).order_by(members.c.name, members.c.key)
_REMOVE = delete(members).where(members.c.key == bindparam("this"))
_LATEST = select(changes).order_by(changes.c.id.desc()).limit(bindparam("most"))


class SqlTeam:
    """Who belongs to the team, and what its members did."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def has(self, account: str) -> bool:
        """Whether an account was added to the team."""
        return bool(await self._connection.fetch(_ONE, {"this": fingerprint(account)}))

    async def members(self) -> Sequence[Member]:
        """Those who were added, by name."""
        rows = await self._connection.execute(_ALL)
        return [Member(row.account, row.name) for row in rows]

    async def add(self, member: Member) -> None:
        """Add somebody, or show them by another name."""
        await self.remove(member.account)
        await self._connection.execute(insert(members), [{**asdict(member), "key": fingerprint(member.account)}])

    async def remove(self, account: str) -> bool:
        """Take somebody out; whether they were there."""
        return (await self._connection.execute(_REMOVE, {"this": fingerprint(account)})).rowcount > 0

    async def record(self, change: Change) -> None:
        """Keep who did what."""
        await self._connection.execute(insert(changes), [asdict(change)])

    async def latest(self, most: int) -> Sequence[Change]:
        """The latest changes, the last first."""
        rows = await self._connection.execute(_LATEST, {"most": most})
        return [Change(row.who, row.at, row.deed, row.what, row.data) for row in rows]
