"""All that is kept of one person, wherever it is, in SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    String,
    bindparam,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    true,
    update,
)

from bot.domain.outbox import State
from bot.domain.personal import Kept, Page, Part, Traces
from bot.domain.recipients import RecipientKind
from bot.domain.rosters import FORGOTTEN
from bot.jsontext import decoded, encoded
from storage.connections import Connection
from storage.models import (
    announcements,
    asked_hosts,
    calendar_keys,
    changes,
    members,
    memories,
    offers,
    outbox,
    pace,
    readings,
    recipients,
    rosters,
    subscriptions,
    trip_steps,
    trips,
)
from storage.repositories.fingerprints import fingerprint, reader_of
from storage.repositories.pace import pace_of
from storage.repositories.personal_pages import page
from storage.repositories.personal_parts import OF_MEMBERS

_RECIPIENT = select(recipients.c.id, recipients.c.library, recipients.c.declines).where(
    recipients.c.key == bindparam("this_key"), recipients.c.unreachable != FORGOTTEN
)
_ADDRESS = ("account", "conversation", "service_url", "bot", "tenant", "directory_id")
# Of whoever is on a roster a fingerprint stays, else they would be back within the day.
_STAY_FORGOTTEN = insert(recipients).from_select(
    ["key", "kind", "listed", "unreachable", "language", *_ADDRESS],
    select(
        bindparam("this_key", type_=String),
        bindparam("person", RecipientKind.PERSON, recipients.c.kind.type),
        true(),
        literal(FORGOTTEN),
        literal("fi"),
        *(literal("") for _ in _ADDRESS),
    ).where(exists().where(rosters.c.id.is_not(None))),
)
_SUBSCRIPTIONS = (
    select(subscriptions.c.scope, subscriptions.c.about)
    .distinct()
    .where(subscriptions.c.recipient == bindparam("number"))
)
_NOTICES = (
    select(outbox.c.state, func.count().label("notices"))
    .where(outbox.c.recipient == bindparam("number"))
    .group_by(outbox.c.state)
)
_THESE: BindParameter[Any] = bindparam("these", expanding=True)
_TALKED = select(memories.c.key).where(memories.c.key.in_(_THESE)).limit(1)
_READ = select(readings.c.announcement).distinct()
_READINGS = select(func.count()).select_from(readings).where(readings.c.reader.in_(_THESE))
_MEMBER = select(members.c.name).where(members.c.key == bindparam("this_key"))
_TRIPS = select(func.count()).select_from(trips).where(trips.c.traveller == bindparam("account"))
_TRIP_PARTS = (
    select(func.count())
    .select_from(trips)
    .where(
        trips.c.traveller != bindparam("account"),
        or_(
            trips.c.handler == bindparam("account"),
            trips.c.foreman == bindparam("account"),
            trips.c.host_account == bindparam("account"),
            exists().where(trip_steps.c.trip == trips.c.id, trip_steps.c.who == bindparam("account")),
        ),
    )
)
_OFFERS = select(func.count()).select_from(offers).where(offers.c.account == bindparam("account"))
_ASKED = select(func.count()).select_from(asked_hosts).where(asked_hosts.c.account == bindparam("account"))
_CALENDAR_KEY = select(calendar_keys.c.made_at).where(calendar_keys.c.recipient == bindparam("number"))
_DEEDS = select(func.count()).select_from(changes).where(changes.c.who == bindparam("account"))
_ON_ITS_WAY = frozenset({State.WAITING, State.CLAIMED, State.SENDING})
_NAMED = changes.c.data.contains('"name":"') & ~changes.c.data.contains('"name":""')
_RENAME = update(changes).where(changes.c.id == bindparam("this")).values(data=bindparam("new_data"))


class SqlPersonal:
    """What is kept of one person."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def kept(self, account: str, talks: Sequence[str]) -> Kept:
        """What is kept of the account's person; `talks` are the keys of what was talked of with them."""
        key = {"this_key": fingerprint(account)}
        own = (await self._connection.execute(_RECIPIENT, key)).first()
        number = own.id if own else None
        rows = (await self._connection.execute(_NOTICES, {"number": number})).all()
        waiting = sum(row.notices for row in rows if row.state in _ON_ITS_WAY)
        return Kept(
            reached=own is not None,
            library=own.library or "" if own else "",
            declines=bool(own and own.declines),
            subscriptions=len((await self._connection.execute(_SUBSCRIPTIONS, {"number": number})).all()),
            talked=await self._one(_TALKED, {"these": [fingerprint(one) for one in talks]}) is not None,
            waiting=waiting,
            sent=sum(row.notices for row in rows) - waiting,
            readings=await self._one(_READINGS, {"these": await self._readers(account)}),
            deeds=await self._one(_DEEDS, {"account": account}),
            member_name=await self._one(_MEMBER, key) or "",
            trips=await self._one(_TRIPS, {"account": account}),
            trip_parts=await self._one(_TRIP_PARTS, {"account": account}),
            offers=await self._one(_OFFERS, {"account": account}),
            asked=await self._one(_ASKED, {"account": account}),
            calendar_key=await self._one(_CALENDAR_KEY, {"number": number}) is not None,
        )

    async def page(self, part: Part, traces: Traces, after: Sequence[Any] | None, most: int) -> Page:
        """At most so many rows of a part, from the first one after a key on, without others' accounts and names."""
        return await page(self._connection, part, traces, after, most)

    async def erase(self, account: str, talks: Sequence[str]) -> None:
        """Erase all of it but trips and offers. What they did for the AKE team stays done, by nobody's name."""
        key = {"this_key": fingerprint(account)}
        number, name = await self._one(_RECIPIENT, key), await self._one(_MEMBER, key)
        await self._forget_names((changes.c.who == account) & ~OF_MEMBERS)
        if name:
            await self._forget_names(OF_MEMBERS, only=name)
        for statement in (
            update(changes).where(changes.c.who == account).values(who=""),
            update(announcements).where(announcements.c.author == account).values(author=""),
            delete(readings).where(readings.c.reader.in_(await self._readers(account))),
            delete(memories).where(memories.c.key.in_([fingerprint(one) for one in talks])),
            delete(members).where(members.c.key == fingerprint(account)),
            delete(pace).where(pace.c.name == pace_of(number)),
            # With it go its subscriptions, its calendar's key and all its notices: one being sent is settled nowhere.
            delete(recipients).where(recipients.c.key == fingerprint(account)),
        ):
            await self._connection.execute(statement)
        await self._connection.execute(_STAY_FORGOTTEN, key)

    async def forget_names_before(self, moment: datetime) -> int:
        """Take the names and accounts out of the deeds recorded before; of how many."""
        old = (changes.c.at < moment) & or_(changes.c.who != "", _NAMED)
        await self._forget_names(old)
        return (await self._connection.execute(update(changes).where(old).values(who=""))).rowcount

    async def _forget_names(self, which: ColumnElement[bool], only: str | None = None) -> None:
        """Take the names out of these deeds, or only one name."""
        rows = (await self._connection.execute(select(changes.c.id, changes.c.data).where(which & _NAMED))).all()
        told = [(row.id, decoded(row.data)) for row in rows]
        nameless = [
            {"this": number, "new_data": encoded(data | {"name": ""}).decode()}
            for number, data in told
            if only in (None, data["name"])
        ]
        if nameless:
            await self._connection.execute(_RENAME, nameless)

    async def _readers(self, account: str) -> list[str]:
        """What stands for the person among the readers: something else for each announcement."""
        read = (await self._connection.execute(_READ)).scalars()
        return [reader_of(number, account) for number in read]

    async def _one(self, statement: Any, parameters: Mapping[str, Any]) -> Any:
        return (await self._connection.execute(statement, parameters)).scalar()
