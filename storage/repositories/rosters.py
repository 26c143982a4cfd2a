"""Rosters of teams, and whom they tell of, in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, delete, exists, insert, select, update

from bot.domain.recipients import GENERAL, Address, RecipientKind
from bot.domain.rosters import FORGOTTEN, LEFT_TEAM, DueRoster, Listed, Roster
from storage.connections import Connection
from storage.inserts import Insert, inserts
from storage.models import outbox, recipients, roster_members, rosters
from storage.portions import portions
from storage.repositories.fingerprints import fingerprint


def _met(new: Insert, *, changed: bool) -> Insert:
    told: dict[str, Any] = {name: new.excluded[name] for name in ("service_url", "bot", "tenant")}
    told["name"] = case((new.excluded.name == "", rosters.c.name), else_=new.excluded.name)
    if changed:
        told |= {"wake_at": new.excluded.wake_at, "failures": 0}
    return new.on_conflict_do_update(index_elements=[rosters.c.key], set_=told)


def _person(new: Insert) -> Insert:
    """Whoever has written is left as they are: their own messages know better."""
    told: dict[str, Any] = {name: new.excluded[name] for name in ("service_url", "bot", "tenant", "directory_id")}
    told["unreachable"] = case((recipients.c.unreachable == LEFT_TEAM, ""), else_=recipients.c.unreachable)
    return new.on_conflict_do_update(
        index_elements=[recipients.c.key],
        set_=told,
        where=recipients.c.listed & (new.excluded.kind == recipients.c.kind) & (recipients.c.unreachable != FORGOTTEN),
    )


def _channel(new: Insert) -> Insert:
    named = (new.excluded.name != "") & (new.excluded.name != GENERAL)
    return new.on_conflict_do_update(index_elements=[recipients.c.key], set_={"name": new.excluded.name}, where=named)


_MET = {
    (dialect, changed): _met(new, changed=changed)
    for dialect, new in inserts(rosters).items()
    for changed in (False, True)
}
_PERSON = {dialect: _person(new) for dialect, new in inserts(recipients).items()}
_CHANNEL = {dialect: _channel(new) for dialect, new in inserts(recipients).items()}
_DUE = (
    select(rosters.c.id)
    .where(rosters.c.wake_at <= bindparam("now"))
    .order_by(rosters.c.wake_at, rosters.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_CLAIM = update(rosters).where(rosters.c.id.in_(_DUE)).values(wake_at=bindparam("until")).returning(rosters)
_AGAIN = (
    update(rosters)
    .where(rosters.c.id == bindparam("this"), rosters.c.wake_at == bindparam("held_until"))
    .values(wake_at=bindparam("next_at"), failures=bindparam("new_failures"))
)
_NUMBER = select(rosters.c.id).where(rosters.c.key == bindparam("this_key"))
_MEMBERS = select(roster_members.c.recipient).where(roster_members.c.roster == bindparam("this"))
_LISTED = select(recipients.c.id).where(recipients.c.key.in_(bindparam("keys", expanding=True)), recipients.c.listed)
_STRIKE = delete(roster_members).where(
    roster_members.c.roster == bindparam("this"), roster_members.c.recipient == bindparam("whom")
)
_LOSE = (
    update(recipients)
    .where(
        recipients.c.id == bindparam("whom"),
        recipients.c.listed,
        ~exists().where(roster_members.c.recipient == recipients.c.id),
    )
    .values(unreachable=LEFT_TEAM)
)
_FORGET = delete(recipients).where(
    recipients.c.listed,
    recipients.c.unreachable == LEFT_TEAM,
    ~exists().where(outbox.c.recipient == recipients.c.id),
)


class SqlRosters:
    """Teams in which the bot is installed, by the moment at which each is to be read next."""

    __slots__ = ("_connection", "_dialect")

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._dialect = connection.dialect.name

    async def met(self, roster: Roster, now: datetime, *, changed: bool) -> None:
        """Keep a roster, to be read now if it is new or changed."""
        values = {**asdict(roster), "key": fingerprint(roster.account), "wake_at": now, "failures": 0}
        await self._connection.execute(_MET[self._dialect, changed], values)

    async def left(self, account: str) -> None:
        """The bot is not there any more: nobody is known from it."""
        number = (await self._connection.execute(_NUMBER, {"this_key": fingerprint(account)})).scalar()
        if number is not None:
            await self._members(number, set())
            await self._connection.execute(delete(rosters).where(rosters.c.id == number))

    async def claim(self, now: datetime, until: datetime) -> DueRoster | None:
        """Take one that is due as one's own until a moment."""
        row = (await self._connection.execute(_CLAIM, {"now": now, "until": until})).first()
        if row is None:
            return None
        return DueRoster(
            row.id, Roster(row.account, row.service_url, row.bot, row.tenant, row.name), row.failures, until
        )

    async def again(self, due: DueRoster, at: datetime, failures: int = 0) -> None:
        """Read it next at a moment, unless it has changed while it was read."""
        values = {"this": due.id, "held_until": due.until, "next_at": at, "new_failures": failures}
        await self._connection.execute(_AGAIN, values)

    async def keep(self, number: int, listed: Listed) -> None:
        """Store whom and what a roster tells of; whoever is on none any more and never wrote is not reached."""
        # Channels first, as in a turn's transaction: two that took turns the other way round would wait for each other.
        await self._put(_CHANNEL[self._dialect], listed.channels)
        await self._put(_PERSON[self._dialect], listed.people)
        keys = sorted(fingerprint(one.account) for one in listed.people)
        found: set[int] = set()
        for some in portions(keys):
            found |= set((await self._connection.execute(_LISTED, {"keys": some})).scalars())
        await self._members(number, found)

    async def forget_left(self) -> int:
        """Erase people who were known from rosters alone and are on none, once no notice names them; how many."""
        return (await self._connection.execute(_FORGET)).rowcount

    async def _put(self, statement: Insert, addresses: Sequence[Address]) -> None:
        # In one order everywhere, so that two transactions never wait for each other.
        rows = [
            {
                **asdict(one),
                "key": fingerprint(one.account),
                "unreachable": "",
                "listed": one.kind is RecipientKind.PERSON,
            }
            for one in sorted(addresses, key=lambda one: one.account)
        ]
        if rows:
            await self._connection.execute(statement, rows)

    async def _members(self, number: int, now: set[int]) -> None:
        before = set((await self._connection.execute(_MEMBERS, {"this": number})).scalars())
        if new := sorted(now - before):
            rows = [{"roster": number, "recipient": one} for one in new]
            await self._connection.execute(insert(roster_members), rows)
        if gone := sorted(before - now):
            await self._connection.execute(_STRIKE, [{"this": number, "whom": one} for one in gone])
            await self._connection.execute(_LOSE, [{"whom": one} for one in gone])
