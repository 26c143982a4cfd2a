"""Reports are loaded over real sockets: by whom the address was made for, while they belong to the team."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import aiohttp
import pytest
from openpyxl import load_workbook

from app import report_writer
from bot.domain.conversation import Person
from bot.domain.feedback import FREE
from bot.domain.hands import Hands
from bot.domain.roles import Member
from bot.services.calendar import CalendarCache
from bot.services.ports import Store
from bot.services.report_access import ReportAddresses, ReportKind, ReportRequest
from bot.services.team import Team
from bot.teams.reports import XLSX, Reports
from bot.teams.routes import make_web_app
from bot.teams.server import Server, running
from bot.texts import texts_of
from storage.store import SqlStore
from tests.bot.teams.fakes import LOCAL, Echo
from tests.support.drafts import draft, helsinki
from tests.support.feedback import give
from tests.support.talk import address_of
from tests.support.world import base_analyzer

FI = texts_of("fi")
NOW = helsinki(2027, 1, 20, 10)
AKE = Person("29:ake", "Helmi Laineke", "aad-ake")
ADDED = Person("29:oiva", "Oiva Uusi")


@dataclass
class Web:
    """The bot on the web, at a moment that the test sets."""

    url: str
    store: SqlStore
    session: aiohttp.ClientSession
    addresses: ReportAddresses
    now: list[datetime]
    begun: asyncio.Event
    wait: asyncio.Event

    def address(self, person: Person = AKE, language: str = "fi", kind: ReportKind = ReportKind.FEEDBACK) -> str:
        """The address that somebody is given."""
        given = self.addresses.address(person.id, 2026, language, NOW, kind)
        return self.url + given.removeprefix("https://botti.example")

    async def get(self, address: str, **headers: str) -> tuple[int, str, bytes]:
        """What an address answers: status, type, body."""
        async with self.session.get(address, headers=headers) as response:
            return response.status, response.content_type, await response.read()


@pytest.fixture
async def web(store: SqlStore) -> AsyncIterator[Web]:
    async with open_web(store) as opened:
        yield opened


@asynccontextmanager
async def open_web(store: SqlStore) -> AsyncIterator[Web]:
    now, begun, wait = [NOW], asyncio.Event(), asyncio.Event()
    wait.set()
    team, calendars = Team(["aad-ake"]), CalendarCache(base_analyzer())
    addresses = ReportAddresses(Hands(b"k" * 32), "https://botti.example")

    async def write(path: Path, asked: ReportRequest, at: datetime) -> None:
        begun.set()
        await wait.wait()
        await report_writer(store, calendars, 4)(path, asked, at)

    async with store.begin() as uow:
        for person in (AKE, ADDED):
            await uow.recipients.seen(address_of(person))
    reports = Reports(store, team, addresses, write, lambda: now[0])
    app = make_web_app(Echo(), cast(Store, store), LOCAL, local=True, reports=reports)
    server = Server(app, "127.0.0.1", 0)
    async with running(server), aiohttp.ClientSession() as session:
        yield Web(f"http://127.0.0.1:{server.port}", store, session, addresses, now, begun, wait)


async def answered(store: SqlStore, *libraries: str, **told: Any) -> None:
    starts = helsinki(2026, 11, 24, 9)
    async with store.begin() as uow:
        await uow.events.add([draft("a", title="=Digivartti", starts=starts)])
        number = (await uow.events.by_keys(["a"]))["a"].id
    await give(store, number, starts.date(), *libraries, **told)


async def test_a_member_loads_the_year(web: Web) -> None:
    libraries = [*["Juva"] * 5, *["Tervo"] * 4, "Puumala", ""]
    await answered(web.store, *libraries, ratings=[5, 4], words={FREE: "=1+1", "q1": "Oma vastaus"})
    status, kind, body = await web.get(web.address())
    assert (status, kind) == (200, XLSX)
    book = load_workbook(BytesIO(body))
    assert book.sheetnames == ["yhteenveto", "tilaisuudet", "vastaukset", "kattavuus"]
    told = {row[0]: row[1] for row in book["yhteenveto"].iter_rows(min_row=2, values_only=True)}
    assert (told["Vastauksia"], told["Arvosana 5"]) == (11, 1)
    (event,) = book["tilaisuudet"].iter_rows(min_row=2, values_only=True)
    assert event[:4] == (
        datetime.combine(helsinki(2026, 11, 24).date(), datetime.min.time()),
        "Etäkahvit",
        "=Digivartti",
        11,
    )
    answers = list(book["vastaukset"].iter_rows(min_row=2))
    assert len(answers) == 11
    assert all(cell.data_type != "f" for row in answers for cell in row)
    assert not [cell for row in answers for cell in row if cell.value in ("Juva", "Tervo", "Puumala")]
    assert "Oma vastaus" in {cell.value for cell in answers[0]}
    coverage = list(book["kattavuus"].iter_rows(min_row=2, values_only=True))
    assert [row[:3] for row in coverage] == [
        ("syksy 2026", "Etelä-Savo", 6),
        ("syksy 2026", "Lumme", 6),
        ("syksy 2026", "Koko alue, muut yhteensä", 5),
    ], "Juva would leave one of Puumala, and Pohjois-Savo one of no library"


async def test_what_is_hidden_is_not_in_the_file(web: Web) -> None:
    await answered(web.store, "", words={FREE: "Eero Sivula nukkui."})
    async with web.store.begin() as uow:
        (given,) = await uow.feedback.answers(1)
        await uow.feedback.hide(1, given.hand, FREE, hidden=True)
    _, _, body = await web.get(web.address())
    cells = [
        cell for sheet in load_workbook(BytesIO(body)) for row in sheet.iter_rows(values_only=True) for cell in row
    ]
    assert "Eero Sivula nukkui." not in cells
    assert given.hand not in cells


async def test_the_file_is_in_the_language_of_the_address(web: Web) -> None:
    await answered(web.store, "")
    _, _, body = await web.get(web.address(language="en"))
    assert load_workbook(BytesIO(body)).sheetnames == ["summary", "events", "answers", "coverage"]


@pytest.mark.parametrize(
    ("kind", "name", "first"),
    [(ReportKind.FEEDBACK, "palaute-2026.xlsx", "yhteenveto"), (ReportKind.TRIPS, "matkat-2026.xlsx", "matkat")],
)
async def test_each_kind_of_report_has_its_own_file(web: Web, kind: ReportKind, name: str, first: str) -> None:
    async with web.session.get(web.address(kind=kind)) as response:
        assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert load_workbook(BytesIO(await response.read())).sheetnames[0] == first
    assert (await web.get(web.address(Person("29:nobody"), kind=kind)))[0] == 403


async def test_an_address_that_has_expired_is_gone(web: Web) -> None:
    web.now[0] = NOW + timedelta(hours=1)
    status, _, body = await web.get(web.address())
    assert (status, body.decode()) == (410, FI("report.expired"))


@pytest.mark.parametrize("path", ["/reports/x", "/reports/x.y", "/reports/%00", "/reports/" + "a" * 3000])
async def test_a_forged_address_is_refused(web: Web, path: str) -> None:
    status, _, body = await web.get(web.url + path)
    assert (status, body.decode()) == (403, FI("report.forbidden"))
    _, _, english = await web.get(web.url + path, **{"Accept-Language": "en-GB"})
    assert english.decode() == texts_of("en")("report.forbidden")


async def test_a_former_members_address_gives_nothing(web: Web) -> None:
    async with web.store.begin() as uow:
        await uow.team.add(Member(ADDED.id, ADDED.name))
    assert (await web.get(web.address(ADDED)))[0] == 200
    async with web.store.begin() as uow:
        await uow.team.remove(ADDED.id)
    status, _, body = await web.get(web.address(ADDED))
    assert (status, body.decode()) == (403, FI("report.not_member"))
    assert (await web.get(web.address(Person("29:nobody"))))[0] == 403


async def test_turns_and_health_are_answered_while_one_report_is_written_and_another_waits(web: Web) -> None:
    await answered(web.store, "")
    web.wait.clear()
    first = asyncio.create_task(web.get(web.address()))
    await web.begun.wait()
    status, _, body = await web.get(web.address())
    assert (status, body.decode()) == (503, FI("report.busy"))
    assert (await web.get(f"{web.url}/health"))[0] == 200
    web.wait.set()
    assert (await first)[0] == 200
    assert (await web.get(web.address()))[0] == 200
