"""Fakes at the wire: the channel's service, a conversation that repeats what it hears, and activities."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

import aiohttp
from aiohttp import web

from bot.domain.conversation import Hit, Hits, Incoming, Reply, Sought
from bot.domain.errors import StoreUnavailable, TurnUnderWay
from bot.domain.intervals import HELSINKI
from bot.services.ports import Store
from bot.services.rosters import RosterNews
from bot.settings import Settings
from bot.teams.routes import ROSTER_NEWS, make_web_app
from bot.teams.server import Server

BOT = "28:bot"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=HELSINKI)


@dataclass
class FakeService:
    """The channel's service: keeps what it is sent, and answers as told, with 201 when nothing is told."""

    url: str = ""
    sent: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    methods: list[str] = field(default_factory=list)
    answers: list[web.Response] = field(default_factory=list)
    delay: float = 0.0
    drops: bool = False

    async def take(self, request: web.Request) -> web.Response:
        """Take one activity."""
        self.sent.append((request.raw_path, await request.json()))
        self.headers.append(request.headers)
        self.methods.append(request.method)
        await asyncio.sleep(self.delay)
        if self.drops:
            assert request.transport is not None
            request.transport.abort()
        return self.answers.pop(0) if self.answers else web.json_response({"id": "sent-1"}, status=201)

    def cards(self) -> list[dict[str, Any]]:
        """The cards that were sent."""
        return [activity["attachments"][0]["content"] for _, activity in self.sent]


@asynccontextmanager
async def fake_service() -> AsyncIterator[FakeService]:
    """The service on a loopback port while the block runs."""
    service = FakeService()
    app = web.Application()
    app.router.add_post("/{path:.*}", service.take)
    app.router.add_put("/{path:.*}", service.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    service.url = f"http://127.0.0.1:{runner.addresses[0][1]}/teams"
    yield service
    await runner.cleanup()


@dataclass
class Echo:
    """A conversation that repeats what it hears, answers each turn once, and keeps what it was told."""

    heard: list[Incoming] = field(default_factory=list)
    opened: list[Incoming] = field(default_factory=list)
    sought: list[Sought] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    error: Exception | None = None
    delay: float = 0.0
    unsettled: int = 0
    closed: bool = False

    async def on_message(self, said: Incoming) -> Reply | None:
        """The same as a card; None for a turn that was answered already, TurnUnderWay before that is told."""
        await asyncio.sleep(self.delay)
        if self.error:
            raise self.error
        if said.activity_id in self.answered:
            return None
        if said.activity_id not in self.unanswered and any(one.activity_id == said.activity_id for one in self.heard):
            raise TurnUnderWay
        self.heard.append(said)
        return _reply(f"echo: {said.text or dict(said.pressed)}")

    async def on_open(self, said: Incoming) -> Reply | None:
        """A greeting."""
        if self.error:
            raise self.error
        self.opened.append(said)
        return _reply("hello")

    async def on_search(self, sought: Sought) -> Hits:
        """The words as a card; nothing for none."""
        await asyncio.sleep(self.delay)
        if self.error:
            raise self.error
        self.sought.append(sought)
        if not sought.words:
            return Hits(told="nothing")
        return Hits((Hit(_reply(sought.words).card, sought.words, f"<{sought.words}>"),))

    def on_answered(self, said: Incoming) -> None:
        """Keep that the turn was answered."""
        self.answered.append(said.activity_id)

    async def on_unanswered(self, said: Incoming) -> None:
        """Keep that the turn was not answered; as many times as told the database is away."""
        if self.unsettled:
            self.unsettled -= 1
            raise StoreUnavailable
        self.unanswered.append(said.activity_id)

    async def close(self) -> None:
        """Keep that it was closed."""
        self.closed = True


def _reply(text: str) -> Reply:
    card = {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": text}]}
    return Reply(card=card, summary=text, text=text, intent="echo")


@dataclass
class FakeStore:
    """A database that answers or does not."""

    well: bool = True

    async def answers(self) -> bool:
        """Whether it answers."""
        return self.well


@dataclass
class RunningBot:
    """A bot on a loopback port, the service that it sends to, and what its conversation heard."""

    url: str
    service: FakeService
    conversation: Echo
    store: FakeStore
    session: aiohttp.ClientSession
    rosters: RosterNews

    async def post(self, body: Any, **headers: str) -> tuple[int, Any]:
        """Send a JSON body as the channel does; the status and the JSON of the answer, None when empty."""
        async with self.session.post(f"{self.url}/api/messages", json=body, headers=headers) as response:
            return response.status, await _json_of(response)

    async def post_raw(self, body: bytes, **headers: str) -> tuple[int, Any]:
        """Send raw bytes as JSON unless the headers say otherwise."""
        told = {"Content-Type": "application/json", **headers}
        async with self.session.post(f"{self.url}/api/messages", data=body, headers=told) as response:
            return response.status, await _json_of(response)

    def message(self, text: str = "Hei", **changes: Any) -> dict[str, Any]:
        """A message of a personal chat as Teams sends it, with fields changed; None removes one."""
        said = {"type": "message", "text": text, "textFormat": "plain", **changes}
        return activity(self.service.url, **said)

    def channel_message(self, text: str, **changes: Any) -> dict[str, Any]:
        """A message of a channel's thread that mentions the bot by its entity."""
        entity = {"type": "mention", "mentioned": {"id": BOT, "name": "Kahvibotti"}, "text": MENTION}
        conversation = {"id": THREAD, "conversationType": "channel", "isGroup": True, "tenantId": "t"}
        return self.message(text, **{"entities": [entity], "conversation": conversation, **changes})


MENTION = "<at>Kahvibotti</at>"
THREAD = "19:coffee@thread.tacv2;messageid=1700000000000"


async def _json_of(response: aiohttp.ClientResponse) -> Any:
    return await response.json() if await response.read() else None


def activity(service_url: str, **fields: Any) -> dict[str, Any]:
    """An activity as Teams sends it in a personal chat; a field given as None is left out."""
    whole = {
        "id": "activity-1",
        "timestamp": "2026-11-23T07:00:00.000Z",
        "serviceUrl": service_url,
        "channelId": "msteams",
        "from": {"id": "29:aino", "name": "Aino Kirjava", "aadObjectId": "aad-aino"},
        "conversation": {"id": "a:chat", "conversationType": "personal", "tenantId": "t"},
        "recipient": {"id": BOT, "name": "Kahvibotti"},
        "locale": "fi-FI",
        "channelData": {"tenant": {"id": "t"}},
        **fields,
    }
    return {name: value for name, value in whole.items() if value is not None}


def settings_of(**values: Any) -> Settings:
    """Settings with these values, whatever the environment's file says."""
    return Settings(**{"_env_file": None, **values})


LOCAL = settings_of()


@asynccontextmanager
async def running_bot(settings: Settings = LOCAL, *, local: bool = True) -> AsyncIterator[RunningBot]:
    """A bot over real sockets while the block runs."""
    conversation, store = Echo(), FakeStore()
    app = make_web_app(conversation, cast(Store, store), settings, local=local, clock=lambda: NOW)
    server = Server(app, "127.0.0.1", 0)
    async with fake_service() as service, aiohttp.ClientSession() as session:
        await server.start()
        try:
            yield RunningBot(f"http://127.0.0.1:{server.port}", service, conversation, store, session, app[ROSTER_NEWS])
        finally:
            await server.stop()
