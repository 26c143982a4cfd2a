"""A bot that reminds: the real store, sender and messenger at a moment that the test sets, a fake only at the wire."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote

from sqlalchemy import Row, select

from bot.domain.events import Event, EventDraft
from bot.domain.outbox import NoticeKind, State
from bot.domain.recipients import Address, RecipientKind
from bot.domain.reminders import Lead, Scope, Subscription
from bot.identity.credentials import Unsigned
from bot.services.calendar import CalendarCache
from bot.services.event_changes import add_events, change_events
from bot.services.named_channels import NamedChannel
from bot.services.notices import Render
from bot.services.ports import Store
from bot.services.sending import Sender
from bot.services.team import Team
from bot.services.trip_files import NO_TRIP_FILES, TripFileAddresses
from bot.teams.connector import Connectors, open_session
from bot.teams.messenger import TeamsMessenger
from dialogs.unasked import render
from storage.models import outbox
from storage.store import SqlStore, SqlUnitOfWork
from tests.bot.teams.fakes import FakeService, fake_service
from tests.support.drafts import helsinki
from tests.support.talk import HANDS
from tests.support.world import base_analyzer

NOW = helsinki(2026, 11, 23, 9, 0)


@dataclass
class Office:
    """What is stored, and what people have heard."""

    store: SqlStore
    service: FakeService
    messenger: TeamsMessenger
    calendars: CalendarCache
    now: datetime = NOW
    slept: list[float] = field(default_factory=list)
    ake_channel: NamedChannel = field(default_factory=lambda: NamedChannel("AKE_CHANNEL_ID"))
    team: Team = field(default_factory=Team)
    trip_files: TripFileAddresses = NO_TRIP_FILES

    def sender(self, store: Store | None = None, render: Render = render) -> Sender:
        """A replica's sender, on the office's clock."""
        return Sender(
            store or self.store,
            self.calendars,
            self.messenger,
            render,
            lambda: self.now.astimezone(UTC),
            self._sleep,
            hands=HANDS,
            ake_channel=self.ake_channel,
            team=self.team,
            trip_files=self.trip_files,
        )

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    async def add(self, *drafts: EventDraft) -> list[Event]:
        """Store events and plan their reminders."""
        async with self.store.begin() as uow:
            await add_events(uow, drafts, self.now)
        return [await self.event(draft.key) for draft in drafts]

    async def event(self, key: str) -> Event:
        """A stored event."""
        async with self.store.begin() as uow:
            return (await uow.events.by_keys([key]))[key]

    async def change(self, draft: EventDraft) -> Event:
        """Give the event of the draft's key these facts."""
        before = await self.event(draft.key)
        async with self.store.begin() as uow:
            await change_events(uow, [(before, draft)], self.now)
        return await self.event(draft.key)

    async def person(self, name: str = "aino", *subscriptions: Subscription, **facts: Any) -> int:
        """Somebody who has written to the bot, and wants to be reminded of this."""
        return await self.recipient(RecipientKind.PERSON, f"29:{name}", f"a:{name}", *subscriptions, **facts)

    async def recipient(
        self, kind: RecipientKind, account: str, conversation: str, *subscriptions: Subscription, **facts: Any
    ) -> int:
        """A person or a channel."""
        async with self.store.begin() as uow:
            address = Address(kind, account, conversation, self.service.url, "28:bot", "t", **facts)
            number = await uow.recipients.seen(address)
            for one in subscriptions:
                await uow.recipients.subscribe(number, one)
        return number

    async def subscribe(self, number: int, subscription: Subscription) -> None:
        """Somebody wants it otherwise from now on."""
        async with self.store.begin() as uow:
            await uow.recipients.subscribe(number, subscription)

    async def tick(self, at: datetime | None = None, sender: Sender | None = None) -> list[tuple[str, str]]:
        """Do what is due at a moment; what was sent by it: to which conversation, and what."""
        self.now = at or self.now
        before = len(self.service.sent)
        await (sender or self.sender()).tick()
        return [_heard(path, body) for path, body in self.service.sent[before:]]

    async def ticks(self, *minutes: int) -> list[tuple[str, str]]:
        """The same some minutes after each other."""
        return [one for some in minutes for one in await self.tick(self.now + timedelta(minutes=some))]

    async def rows(self) -> Sequence[Row[Any]]:
        """The outbox, in the order in which it was filled, but for what waits to post feedback some day."""
        async with self.store.begin() as uow:
            return [row for row in await rows_of(uow) if row.kind != NoticeKind.DUE_SUMMARY]

    async def reminding(self) -> Sequence[Row[Any]]:
        """The same without what asks for feedback."""
        return [row for row in await self.rows() if row.kind not in (NoticeKind.DUE_FEEDBACK, NoticeKind.FEEDBACK)]

    async def ended(self) -> Counter[tuple[State, str]]:
        """How many of what recipients were to get ended how, and why."""
        return Counter((row.state, row.reason) for row in await self.rows() if row.recipient)


def besides_feedback(heard: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """What was heard besides questions for feedback."""
    return [one for one in heard if "palautetta" not in one[1]]


async def rows_of(uow: SqlUnitOfWork) -> Sequence[Row[Any]]:
    """All rows of the outbox."""
    return (await uow.outbox._connection.execute(select(outbox).order_by(outbox.c.id))).all()


def _heard(path: str, body: dict[str, Any]) -> tuple[str, str]:
    activity = body.get("activity", body)
    conversation = unquote(path.split("/v3/conversations/")[1].split("/")[0]) if "activities" in path else "new"
    return conversation, str(activity.get("summary", ""))


def wants(scope: Scope, about: str, *leads: Lead) -> Subscription:
    """A subscription."""
    return Subscription(scope, about, frozenset(leads))


EVERYTHING = wants(Scope.ALL, "", Lead.HOUR)


@asynccontextmanager
async def open_office(store: SqlStore) -> AsyncIterator[Office]:
    """An office over a store, with the service on a loopback port while the block runs."""
    async with fake_service() as service, open_session() as session:
        messenger = TeamsMessenger(Connectors(session, Unsigned()), local=True)
        yield Office(store, service, messenger, CalendarCache(base_analyzer()))
