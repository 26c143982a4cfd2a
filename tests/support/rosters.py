"""A stand-in for the service's rosters: pages of members and lists of channels, and failures as told."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.domain.rosters import Listed, Roster, Unread
from bot.identity.credentials import Unsigned
from bot.teams.connector import Connectors, open_session
from bot.teams.rosters import TeamsRosters

TEAM = "19:savo@thread.tacv2"
OTHER_TEAM = "19:muu@thread.tacv2"


def member(name: str, **told: Any) -> dict[str, Any]:
    """Somebody on a roster, as Teams tells it."""
    account = {"id": f"29:{name}", "name": name.title(), "aadObjectId": f"aad-{name}", "userRole": "user"}
    return {**account, "userPrincipalName": f"{name}@example.com", "tenantId": "t", **told}


@dataclass
class FakeRosters:
    """Who is in which team, and the channels of all; a page holds two. `answers` go before these."""

    url: str = ""
    members: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    channels: list[dict[str, Any]] = field(default_factory=list)
    answers: list[web.Response] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    async def page(self, request: web.Request) -> web.Response:
        """Two members, and how to get the next."""
        self.asked.append(request.path_qs)
        if self.answers:
            return self.answers.pop(0)
        start = int(request.query.get("continuationToken", "page/0").partition("/")[2])
        members = self.members.get(request.match_info["team"], [])
        told: dict[str, Any] = {"members": members[start : start + 2]}
        if len(members) > start + 2:
            told["continuationToken"] = f"page/{start + 2}"
        return web.json_response(told)

    async def list(self, request: web.Request) -> web.Response:
        """All channels."""
        self.asked.append(request.path_qs)
        return web.json_response({"conversations": self.channels})

    def roster(self, account: str = TEAM, **told: str) -> Roster:
        """Where a team's roster is read."""
        return Roster(account, self.url, "28:bot", "t", told.get("name", "Savon kirjastot"))


@asynccontextmanager
async def fake_rosters() -> AsyncIterator[FakeRosters]:
    """The service on a loopback port while the block runs."""
    service = FakeRosters()
    app = web.Application()
    app.router.add_get("/teams/v3/conversations/{team}/pagedmembers", service.page)
    app.router.add_get("/teams/v3/teams/{team}/conversations", service.list)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    service.url = f"http://127.0.0.1:{runner.addresses[0][1]}/teams"
    yield service
    await runner.cleanup()


@asynccontextmanager
async def reader() -> AsyncIterator[TeamsRosters]:
    """The bot's own reader of rosters while the block runs."""
    async with open_session() as session:
        yield TeamsRosters(Connectors(session, Unsigned()), local=True)


async def read(roster: Roster) -> Listed | Unread:
    """A roster, read once."""
    async with reader() as reading:
        return await reading.read(roster)
