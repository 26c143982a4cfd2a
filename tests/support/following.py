"""The following of a fake mailbox over a real store, at a moment that the test sets."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.domain.calendar_sync import SyncState
from bot.domain.events import Event
from bot.graph.calendar import OutlookCalendar
from bot.services.calendar import CalendarCache
from bot.services.calendar_sync import CalendarFollowing
from bot.services.event_care import with_status
from bot.services.event_changes import change_events
from bot.services.named_channels import NamedChannel
from storage.store import SqlStore
from tests.support.drafts import helsinki
from tests.support.graph_service import MAILBOX, FakeGraph, fake_graph, outlook_of
from tests.support.world import base_analyzer

START = helsinki(2026, 11, 23, 9)
CHANNEL = "19:ake@thread.tacv2"


@dataclass
class Following:
    """A mailbox, the bot's calendar that follows it, and the clock."""

    store: SqlStore
    graph: FakeGraph
    outlook: OutlookCalendar
    channel: NamedChannel = field(default_factory=lambda: NamedChannel("AKE_CHANNEL_ID", CHANNEL))
    now: datetime = START

    def __post_init__(self) -> None:
        self.calendars = CalendarCache(base_analyzer())

    def replica(self) -> CalendarFollowing:
        """Another process that follows the same calendar."""
        return CalendarFollowing(self.store, self.calendars, self.outlook, self.channel, lambda: self.now)

    async def begin(self) -> None:
        """Follow the mailbox from now on."""
        async with self.store.begin() as uow:
            await uow.calendar_sync.follow(MAILBOX, self.now)

    async def round(self, minutes: float = 10) -> SyncState:
        """Let time pass, and one round be done; how it was."""
        self.now += timedelta(minutes=minutes)
        await self.replica().tick()
        return await self.state()

    async def state(self) -> SyncState:
        """How far the calendar has been followed."""
        async with self.store.begin() as uow:
            return await uow.calendar_sync.state()

    async def events(self) -> dict[str, Event]:
        """All stored events by their titles; of several with the same the last to start."""
        async with self.store.begin() as uow:
            found = await uow.events.changed_since(-1)
        return {event.facts.title: event for event in sorted(found, key=lambda event: event.facts.starts)}

    async def all(self) -> list[Event]:
        """All stored events by their starts."""
        async with self.store.begin() as uow:
            found = await uow.events.changed_since(-1)
        return sorted(found, key=lambda event: (event.facts.starts, event.id))

    async def edit(self, title: str, /, **facts: object) -> None:
        """Somebody changes an event in chat."""
        await self.edit_event((await self.events())[title], **facts)

    async def edit_event(self, event: Event, /, **facts: object) -> Event:
        """The same of an event that is at hand; as it is then."""
        async with self.store.begin() as uow:
            await uow.events.lock()
            after = with_status(replace(event.facts, **facts), event)  # type: ignore[arg-type]
            await change_events(uow, [(event, after)], self.now)
            return (await uow.events.by_keys([event.facts.key]))[event.facts.key]


@asynccontextmanager
async def following(store: SqlStore) -> AsyncIterator[Following]:
    """A fake mailbox that is followed from now on."""
    async with fake_graph() as graph, outlook_of(graph) as outlook:
        made = Following(store, graph, outlook)
        await made.begin()
        yield made
