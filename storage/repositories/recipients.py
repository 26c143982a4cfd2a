"""People and channels that can be written to, and their subscriptions, in SQL."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Row,
    bindparam,
    case,
    delete,
    exists,
    false,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from bot.domain.recipients import GENERAL, Address, Recipient, RecipientKind
from bot.domain.reminders import Lead, Scope, Subscription
from storage.connections import Connection
from storage.inserts import inserts
from storage.models import recipients, subscriptions
from storage.repositories.fingerprints import fingerprint

_TOLD = ("service_url", "bot", "tenant", "directory_id", "language")
# Whoever writes can be reached again. A chat that is known is not forgotten when somebody writes in a channel.
_SEEN = {
    dialect: new.on_conflict_do_update(
        index_elements=[recipients.c.key],
        set_={
            **{name: new.excluded[name] for name in ("account", *_TOLD)},
            "conversation": case(
                (new.excluded.conversation == "", recipients.c.conversation), else_=new.excluded.conversation
            ),
            "name": case(
                (new.excluded.name.in_(("", GENERAL)) & (recipients.c.name != ""), recipients.c.name),
                else_=new.excluded.name,
            ),
            "unreachable": "",
            "listed": false(),
        },
    ).returning(recipients.c.id)
    for dialect, new in inserts(recipients).items()
}
_COLUMNS = recipients.c
_BY_ID = select(recipients).where(_COLUMNS.id == bindparam("this"))
_BY_ACCOUNT = select(recipients).where(_COLUMNS.key == bindparam("this_key"))
_CHANNELS = select(recipients).where(_COLUMNS.kind == RecipientKind.CHANNEL).order_by(_COLUMNS.name, _COLUMNS.id)
_REACHED = (
    select(_COLUMNS.id).where(_COLUMNS.kind == RecipientKind.PERSON, _COLUMNS.unreachable == "").order_by(_COLUMNS.id)
)
_PEOPLE = _REACHED.where(_COLUMNS.declines.is_not(true()))
_OF_LIBRARIES = _PEOPLE.add_columns(_COLUMNS.library).where(_COLUMNS.library != "")
_OF_DIRECTORY = (
    select(recipients)
    .where(
        _COLUMNS.kind == RecipientKind.PERSON,
        func.lower(_COLUMNS.directory_id).in_(bindparam("ids", expanding=True)),
    )
    .order_by(_COLUMNS.id)
)
_ACCOUNTS = _REACHED.add_columns(_COLUMNS.account)
_wider = subscriptions.alias("wider")
_narrower = subscriptions.alias("narrower")


def _covers(row: FromClause) -> ColumnElement[bool]:
    return or_(
        row.c.scope == Scope.ALL,
        (row.c.scope == Scope.SERIES) & (row.c.about == bindparam("series")),
        (row.c.scope == Scope.EVENT) & (row.c.about == bindparam("event_number")),
    )


def _width(row: FromClause) -> ColumnElement[int]:
    return case((row.c.scope == Scope.EVENT, 1), (row.c.scope == Scope.SERIES, 2), else_=3)


# The narrowest subscription that covers the event decides.
_SUBSCRIBERS = (
    select(_wider.c.recipient)
    .distinct()
    .where(
        _covers(_wider),
        _wider.c.lead.in_(bindparam("leads", expanding=True)),
        ~exists().where(
            _narrower.c.recipient == _wider.c.recipient, _covers(_narrower), _width(_narrower) < _width(_wider)
        ),
    )
)
_SUBSCRIBES = _SUBSCRIBERS.where(_wider.c.recipient == bindparam("this"))
_IS_REACHED = select(_COLUMNS.id).where(
    _COLUMNS.key == bindparam("this_key"), _COLUMNS.unreachable == bindparam("none")
)
_GIVE_USUAL = (
    update(recipients).where(_COLUMNS.id == bindparam("this"), ~_COLUMNS.given_usual).values(given_usual=true())
)
_OWN = select(subscriptions).where(subscriptions.c.recipient == bindparam("this"))


class SqlRecipients:
    """Whom the bot can write to, and what each wants to be reminded of."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def seen(self, address: Address) -> int:
        """Keep where somebody is reached, who has just written or was found; the recipient's number."""
        values = {**asdict(address), "key": fingerprint(address.account), "unreachable": "", "paused_until": None}
        number: int = (await self._connection.execute(_SEEN[self._connection.dialect.name], values)).scalar_one()
        return number

    async def by_id(self, number: int) -> Recipient | None:
        """The recipient of a number."""
        row = (await self._connection.execute(_BY_ID, {"this": number})).first()
        return _recipient_of(row) if row else None

    async def by_account(self, account: str) -> Recipient | None:
        """The recipient of a channel's id."""
        row = (await self._connection.execute(_BY_ACCOUNT, {"this_key": fingerprint(account)})).first()
        return _recipient_of(row) if row else None

    async def channels(self) -> list[Recipient]:
        """All channels, by name."""
        return [_recipient_of(row) for row in await self._connection.execute(_CHANNELS)]

    async def people(self) -> list[int]:
        """Everybody who can be written to personally and has not declined announcements."""
        return list((await self._connection.execute(_PEOPLE)).scalars())

    async def by_library(self) -> dict[str, list[int]]:
        """Those of them who have told their library, by its municipality."""
        found: dict[str, list[int]] = {}
        for row in await self._connection.execute(_OF_LIBRARIES):
            found.setdefault(row.library, []).append(row.id)
        return found

    async def choose_library(self, number: int, municipality: str) -> None:
        """A person's own library; empty when it is to be known no more."""
        await self._change(number, library=municipality or None)

    async def decline(self, number: int, *, declines: bool) -> None:
        """Whether a person wants no announcements."""
        await self._change(number, declines=declines)

    async def of_directory(self, ids: Collection[str]) -> list[Recipient]:
        """The people of these ids in the directory, whose letters' case does not count."""
        lower = sorted({one.lower() for one in ids})
        return [_recipient_of(row) for row in await self._connection.execute(_OF_DIRECTORY, {"ids": lower})]

    async def accounts(self) -> list[tuple[int, str]]:
        """Everybody who can be written to personally, each with the channel's id, of which hands are made."""
        return [(row.id, row.account) for row in await self._connection.execute(_ACCOUNTS)]

    async def opened(self, number: int, conversation: str) -> None:
        """A person's own chat has been opened."""
        await self._change(number, conversation=conversation)

    async def lost(self, number: int, reason: str) -> None:
        """Nothing can be sent until the recipient writes again."""
        await self._change(number, unreachable=reason)

    async def pause(self, number: int, until: datetime | None) -> None:
        """No reminders before a moment; None ends a pause."""
        await self._change(number, paused_until=until)

    async def subscriptions(self, number: int) -> list[Subscription]:
        """What somebody wants to be reminded of, in a lasting order."""
        found: dict[tuple[Scope, str], set[Lead]] = {}
        for row in await self._connection.execute(_OWN, {"this": number}):
            found.setdefault((row.scope, row.about), set()).add(row.lead)
        return [Subscription(scope, about, frozenset(leads)) for (scope, about), leads in sorted(found.items())]

    async def subscribe(self, number: int, wanted: Subscription) -> None:
        """Remind of this from now on at these leads and no others; at none, of it no more."""
        await self._connection.execute(_forget(number, wanted))
        if wanted.leads:
            row = {"recipient": number, "scope": wanted.scope, "about": wanted.about}
            rows = [{**row, "lead": lead} for lead in sorted(wanted.leads)]
            await self._connection.execute(insert(subscriptions), rows)

    async def unsubscribe_all(self, number: int) -> None:
        """Remind of nothing any more."""
        await self._connection.execute(delete(subscriptions).where(subscriptions.c.recipient == number))

    async def subscribers(self, event: int, series: str, leads: Collection[Lead]) -> Sequence[int]:
        """Who wants to be reminded of an event at any of the leads."""
        parameters = {"leads": sorted(leads), "series": series, "event_number": str(event)}
        return sorted((await self._connection.execute(_SUBSCRIBERS, parameters)).scalars())

    async def subscribes(self, number: int, event: int, series: str, leads: Collection[Lead]) -> bool:
        """Whether somebody wants to be reminded of an event at any of the leads."""
        parameters = {"this": number, "leads": sorted(leads), "series": series, "event_number": str(event)}
        return (await self._connection.execute(_SUBSCRIBES, parameters)).first() is not None

    async def give_usual(self, number: int) -> bool:
        """Keep that a channel was given the usual reminders; False when it was before."""
        return (await self._connection.execute(_GIVE_USUAL, {"this": number})).rowcount == 1

    async def is_lost(self, account: str) -> bool:
        """Whether nothing can be sent to the recipient of a channel's id, or there is none."""
        return not await self._connection.fetch(_IS_REACHED, {"this_key": fingerprint(account), "none": ""})

    async def _change(self, number: int, **values: Any) -> None:
        await self._connection.execute(update(recipients).where(_COLUMNS.id == number).values(**values))


def _forget(number: int, wanted: Subscription) -> Any:
    return delete(subscriptions).where(
        subscriptions.c.recipient == number,
        subscriptions.c.scope == wanted.scope,
        subscriptions.c.about == wanted.about,
    )


def _recipient_of(row: Row[Any]) -> Recipient:
    address = Address(
        row.kind,
        row.account,
        row.conversation,
        row.service_url,
        row.bot,
        row.tenant,
        row.directory_id,
        row.language,
        row.name or "",
    )
    return Recipient(row.id, address, row.unreachable, row.paused_until, row.library or "", bool(row.declines))
