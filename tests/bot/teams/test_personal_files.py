"""A person's own file is loaded over real sockets: by the signed address alone, for some minutes."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

import aiohttp
import pytest

from bot.domain.errors import StoreUnavailable
from bot.domain.hands import Hands
from bot.services.personal_files import LASTS, PersonalFileAddresses, PersonalFiles
from bot.services.ports import Store
from bot.services.report_access import ReportAddresses
from bot.services.trip_files import TripFileAddresses
from bot.teams.personal_files import PersonalFileRoute
from bot.teams.routes import make_web_app
from bot.teams.server import Server, running
from bot.texts import Texts, texts_of
from storage.store import SqlStore
from tests.bot.teams.fakes import LOCAL, Echo
from tests.support.drafts import helsinki
from tests.support.talk import AINO, HANDS, address_of

FI, EN = texts_of("fi"), texts_of("en")
NOW = helsinki(2026, 11, 24, 10)
ROOT = "https://botti.example"


class Files(PersonalFiles):
    """Files that are written when the test lets them, or not at all."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, HANDS)
        self.begun, self.wait, self.fails = asyncio.Event(), asyncio.Event(), False
        self.wait.set()

    async def write(self, path: Path, account: str, texts: Texts, now: datetime) -> None:
        self.begun.set()
        await self.wait.wait()
        if self.fails:
            raise StoreUnavailable
        await super().write(path, account, texts, now)


@dataclass
class Web:
    """The bot on the web, at a moment that the test sets."""

    url: str
    session: aiohttp.ClientSession
    addresses: PersonalFileAddresses
    files: Files
    now: list[datetime]

    def address(self, language: str = "fi") -> str:
        """The address that Aino is given."""
        return self.url + self.addresses.address(AINO.id, language, NOW).removeprefix(ROOT)

    async def get(self, address: str, **headers: str) -> tuple[aiohttp.ClientResponse, str]:
        """What an address answers."""
        async with self.session.get(address, headers=headers) as response:
            return response, await response.text()


@pytest.fixture
async def web(store: SqlStore) -> AsyncIterator[Web]:
    async with open_web(store) as opened:
        yield opened


@asynccontextmanager
async def open_web(store: SqlStore) -> AsyncIterator[Web]:
    now, addresses, files = [NOW], PersonalFileAddresses(HANDS, ROOT), Files(cast(Store, store))
    async with store.begin() as uow:
        await uow.recipients.seen(address_of(AINO))
    route = PersonalFileRoute(files, addresses, lambda: now[0])
    app = make_web_app(Echo(), cast(Store, store), LOCAL, local=True, personal_files=route)
    server = Server(app, "127.0.0.1", 0)
    async with running(server), aiohttp.ClientSession() as session:
        yield Web(f"http://127.0.0.1:{server.port}", session, addresses, files, now)


@pytest.mark.parametrize(("language", "name"), [("fi", "omat-tiedot"), ("en", "my-data")])
async def test_the_file_is_loaded_and_kept_nowhere(web: Web, language: str, name: str) -> None:
    response, body = await web.get(web.address(language))
    assert (response.status, response.content_type) == (200, "application/json")
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}-2026-11-24.json"'
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    told: dict[str, Any] = json.loads(body)
    assert texts_of(language)("personal_file.others") in told[texts_of(language)("personal_field.explanation")]
    assert AINO.id in body


async def test_the_address_holds_for_minutes(web: Web) -> None:
    web.now[0] = NOW + LASTS - timedelta(seconds=1)
    assert (await web.get(web.address()))[0].status == 200
    web.now[0] = NOW + LASTS
    response, body = await web.get(web.address(), **{"Accept-Language": "en"})
    assert (response.status, body) == (410, EN("personal_file.expired"))


async def test_no_other_address_gives_the_file(web: Web) -> None:
    own = web.address()
    token = own.rpartition("/")[2]
    later, others = NOW + timedelta(days=1), Hands(b"x" * 32)
    made = [
        own[:-1] + ("0" if own[-1] != "0" else "1"),
        own.replace(token, "a." + "0" * 64),
        own.replace(token, token.partition(".")[2]),
        PersonalFileAddresses(others, web.url).address(AINO.id, "fi", later),
        # What was signed for another file opens none of these.
        ReportAddresses(HANDS, web.url).address(AINO.id, 2026, "fi", later).replace("/reports/", "/mine/"),
        TripFileAddresses(HANDS, web.url).address(AINO.id, 1, "fi", later.date()).replace("/trips/", "/mine/"),
        own.replace(token, "ä" * 10),
        own.replace(token, "a" * 2000),
    ]
    for one in made:
        response, body = await web.get(one)
        assert (response.status, body) == (403, FI("personal_file.forbidden")), one


async def test_one_file_is_written_at_a_time(web: Web) -> None:
    web.files.wait.clear()
    first = asyncio.create_task(web.get(web.address()))
    await web.files.begun.wait()
    response, body = await web.get(web.address("en"))
    assert (response.status, body) == (503, EN("personal_file.busy"))
    web.files.wait.set()
    assert (await first)[0].status == 200


async def test_a_database_that_is_away_gives_no_half_a_file(web: Web) -> None:
    web.files.fails = True
    response, body = await web.get(web.address())
    assert (response.status, body) == (503, FI("personal_file.unavailable"))
