"""The calendar on the web over real sockets, at a moment that the test sets."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, cast

import aiohttp
from icalendar import Calendar

from bot.domain.conversation import Person
from bot.domain.events import EventDraft, Form, Registration, Status
from bot.files.ics_writer import write_calendar, write_part
from bot.services.calendar import CalendarCache
from bot.services.calendar_addresses import new_key
from bot.services.ports import Store
from bot.services.shared_calendar import SharedCalendar, Writer
from bot.teams.calendar_files import CalendarFileRoute
from bot.teams.calendar_page import CalendarPage
from bot.teams.routes import make_web_app
from bot.teams.server import Server, running
from storage.store import SqlStore
from tests.bot.teams.fakes import LOCAL, Echo
from tests.support.drafts import draft, helsinki
from tests.support.talk import AINO, address_of
from tests.support.world import base_analyzer

NOW = helsinki(2026, 11, 23, 9)
WRITER = Writer(write_part, write_calendar)
JOIN = "https://teams.example/l/meetup-join/19%3ameeting"
EVENTS = (
    draft(
        "secret",
        title=f"Etäkahvit: Sanelu puhelimella {JOIN}",
        host="Heikki Mallikas",
        link=JOIN,
        description=f"Tunnuskoodi 4711, {JOIN}, heikki@kirjasto.example",
        registration=Registration("https://lomake.example/1", helsinki(2026, 11, 23).date()),
    ),
    draft("digi", series="Digivartit", title="Digivartit: Lautapelit", starts=helsinki(2026, 12, 3, 12)),
    draft(
        "day",
        series="Koulutuspäivät",
        title="Satutunnit; uusi alku, osa 2",
        starts=helsinki(2026, 12, 10),
        ends=helsinki(2026, 12, 12),
        all_day=True,
        form=Form.ON_SITE,
        place="Iisalmen kirjasto",
    ),
    draft("old", title="Etäkahvit: Syyskausi", starts=helsinki(2026, 9, 1, 9)),
    draft("gone", title="Etäkahvit: Peruttu", starts=helsinki(2026, 12, 8, 9), status=Status.CANCELLED),
)


@dataclass
class CalendarWeb:
    """The running bot and a browser; `now` may be changed."""

    url: str
    store: SqlStore
    session: aiohttp.ClientSession
    now: list[datetime] = field(default_factory=lambda: [NOW])

    async def get(self, path: str, **headers: str) -> tuple[aiohttp.ClientResponse, str]:
        """What an address answers, and its body."""
        async with self.session.get(self.url + path, headers=headers) as response:
            return response, await response.text()

    async def entries(self, path: str) -> dict[str, Any]:
        """The entries of a file, by their titles."""
        response, body = await self.get(path)
        assert (response.status, response.content_type) == (200, "text/calendar")
        return {str(one["SUMMARY"]): one for one in Calendar.from_ical(body).walk("VEVENT")}

    async def change(self, key: str, **facts: Any) -> None:
        """Give a stored event other facts."""
        async with self.store.begin() as uow:
            event = (await uow.events.by_keys([key]))[key]
            await uow.events.change([(event, replace(event.facts, **facts))])

    async def key(self, person: Person = AINO) -> str:
        """A new key of somebody who has written to the bot."""
        key = new_key()
        async with self.store.begin() as uow:
            number = await uow.recipients.seen(address_of(person))
            await uow.calendar_keys.give(number, key, self.now[0])
        return key


@asynccontextmanager
async def open_calendar_web(store: SqlStore, events: tuple[EventDraft, ...] = EVENTS) -> AsyncIterator[CalendarWeb]:
    """The bot on a loopback port while the block runs; each request reads the calendar anew."""
    async with store.begin() as uow:
        await uow.events.add(events)
    now = [NOW]
    shared = SharedCalendar(cast(Store, store), CalendarCache(base_analyzer()), WRITER, fresh=0.0)
    files = CalendarFileRoute(shared, cast(Store, store), lambda: now[0])
    page = CalendarPage(shared, lambda: now[0])
    app = make_web_app(Echo(), cast(Store, store), LOCAL, local=True, calendar_files=files, calendar_page=page)
    server = Server(app, "127.0.0.1", 0)
    async with running(server), aiohttp.ClientSession() as session:
        yield CalendarWeb(f"http://127.0.0.1:{server.port}", store, session, now)
