"""Traces reach a collector, hold nothing of persons, and cost nothing where none is named or it is away."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from aiohttp import ClientSession, web
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from bot.domain.recipients import RecipientKind
from bot.services.ports import Store
from bot.services.team import Team
from bot.settings import SettingsError, read_settings
from bot.teams.routes import make_web_app
from bot.teams.server import Server, running
from bot.telemetry import traced
from bot.tracing import span
from dialogs.conversation import BotConversation
from storage.store import SqlStore
from tests.bot.teams.fakes import LOCAL, activity, fake_service
from tests.support.drafts import draft
from tests.support.office import EVERYTHING, Office, open_office
from tests.support.talk import HANDS

MARKED = "Kyllikki Merkkinen"
ROOT = Path(__file__).parents[2]


@dataclass
class Collector:
    """Keeps what it is sent."""

    url: str = ""
    bodies: list[bytes] = field(default_factory=list)
    status: int = 200
    delay: float = 0.0

    async def take(self, request: web.Request) -> web.Response:
        """Take one batch."""
        self.bodies.append(await request.read())
        await asyncio.sleep(self.delay)
        return web.Response(status=self.status)

    def spans(self) -> dict[str, dict[str, str]]:
        """The names of the spans, each with what the last of that name told."""
        found = {}
        for body in self.bodies:
            for one in ExportTraceServiceRequest.FromString(body).resource_spans:
                for scope in one.scope_spans:
                    for each in scope.spans:
                        found[each.name] = {told.key: told.value.string_value for told in each.attributes}
        return found


@asynccontextmanager
async def collector() -> AsyncIterator[Collector]:
    taken = Collector()
    app = web.Application()
    app.router.add_post("/v1/traces", taken.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    taken.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield taken
    await runner.cleanup()


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[Office]:
    store = SqlStore(sqlite_url)
    async with open_office(store) as opened:
        yield opened
    await store.close()


async def test_a_turn_and_a_notice_are_told_without_who_where_or_what(office: Office) -> None:
    await office.recipient(RecipientKind.CHANNEL, "19:merkkinen", "19:merkkinen", EVERYTHING, name=MARKED)
    await office.add(draft(title=f"Etäkahvit: {MARKED}", starts=office.now + timedelta(hours=1)))
    conversation = BotConversation(office.store, office.calendars, Team(), HANDS)
    app = make_web_app(conversation, cast(Store, office.store), LOCAL, local=True, clock=lambda: office.now)
    server = Server(app, "127.0.0.1", 0)
    async with collector() as taken, fake_service() as service:
        async with traced(taken.url), running(server):
            said = activity(service.url, type="message", text=f"Milloin {MARKED} kertoo etäkahveilla?")
            said["from"]["name"] = MARKED
            async with ClientSession() as session:
                url = f"http://127.0.0.1:{server.port}/api/messages"
                assert (await session.post(url, json=said)).status == 200
            assert await office.tick()
        found = taken.spans()
        told = b"".join(taken.bodies)
    assert {"request", "access", "turn", "transaction", "understanding", "answering", "sending"} <= set(found)
    assert found["turn"]["kind"] == "message"
    assert found["notice"] == {"kind": "reminder", "outcome": "sent"}
    for secret in (*MARKED.split(), "merkkinen", "29:", "a:chat", "aad-", service.url, "kertoo", "activity-1"):
        assert secret.lower().encode() not in told.lower(), secret


async def test_an_error_is_told_by_its_class_alone() -> None:
    async with collector() as taken:
        async with traced(taken.url):
            with pytest.raises(LookupError), span("outer"), span("inner") as marked:
                marked.tell("kind", "x")
                raise LookupError(MARKED)
        found = taken.spans()
    assert found == {"inner": {"kind": "x", "error": "LookupError"}, "outer": {"error": "LookupError"}}
    assert MARKED.encode() not in b"".join(taken.bodies)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "refusing", "hanging"])
async def test_a_collector_that_is_away_harms_nothing_and_is_told_once(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with collector() as taken:
        taken.status, taken.delay = 400, 3600.0 if url == "hanging" else 0.0
        with caplog.at_level(logging.INFO):
            async with traced(url if url.startswith("http") else taken.url):
                for _ in range(3000):
                    with span("turn"):
                        pass
    lines = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert lines == ["traces not sent"]


def test_where_no_collector_is_named_nothing_is_loaded() -> None:
    code = "import app, sys, bot.teams.routes, bot.scheduling.jobs; print('opentelemetry' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert ended.stdout == "False\n", ended.stderr
    with span("turn") as marked:
        marked.tell("kind", "x")
    assert span("a") is span("b"), "and nothing is made"


@pytest.mark.parametrize("url", ["collector", "ftp://x", "http://user:word@host", "http://host?x"])
def test_what_is_no_collector_is_refused(url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", url)
    with pytest.raises(SettingsError, match="OTEL_EXPORTER_OTLP_ENDPOINT cannot be used"):
        read_settings()
