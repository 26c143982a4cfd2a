"""Starting, stopping, and the turns that are under way then."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from typing import cast

import aiohttp
import pytest

from bot.services.ports import Store
from bot.settings import SettingsError
from bot.teams import slow_clients
from bot.teams.routes import make_web_app
from bot.teams.server import Server, running, until_stopped
from tests.bot.teams.fakes import LOCAL, Echo, FakeStore, activity, fake_service


def _server(conversation: Echo, host: str = "127.0.0.1", port: int = 0) -> Server:
    app = make_web_app(conversation, cast(Store, FakeStore()), LOCAL, local=True)
    return Server(app, host, port)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "kahvibotti.example", ""])
def test_a_local_bot_listens_on_loopback_alone(host: str) -> None:
    with pytest.raises(SettingsError, match="loopback"):
        _server(Echo(), host)


async def test_a_taken_port_is_an_error_and_leaves_nothing_behind() -> None:
    first = _server(Echo())
    await first.start()
    second = _server(Echo(), port=first.port)
    with pytest.raises(OSError, match="in use"):
        await second.start()
    await first.stop()


async def test_a_turn_under_way_is_finished_before_the_end() -> None:
    conversation = Echo(delay=0.3)
    server = _server(conversation)
    async with fake_service() as service, aiohttp.ClientSession() as session:
        await server.start()
        url = f"http://127.0.0.1:{server.port}/api/messages"
        said = activity(service.url, type="message", text="hei")
        turn = asyncio.create_task(session.post(url, json=said))
        await asyncio.sleep(0.1)
        await server.stop()
        assert (await turn).status == 200
        assert len(service.sent) == 1


@pytest.mark.parametrize("begun", [b"", b"POST /api/messages HT", b"POST /api/messages HTTP/1.1\r\nHost: x\r\n"])
async def test_a_client_that_never_asks_is_closed(begun: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow_clients, "_LOOK_SECONDS", 0.01)
    monkeypatch.setattr(slow_clients, "HEAD_SECONDS", 0.05)
    server = _server(Echo())
    async with running(server), aiohttp.ClientSession() as session:
        url = f"http://127.0.0.1:{server.port}/health"
        assert (await session.get(url)).status == 200
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(begun)
        assert await asyncio.wait_for(reader.read(), 10) == b""
        # Whoever has asked once keeps the connection.
        async with session.get(url) as answer:
            assert answer.status == 200
        assert len(server._runner.server.connections) == 1  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "sent", [b"coffee\r\n\r\n", b"GET / HTTP/9\r\n\r\n", b"GET / HTTP/1.1\r\nA: " + b"x" * 70_000 + b"\r\n\r\n"]
)
async def test_what_is_no_http_fills_no_log(sent: bytes, caplog: pytest.LogCaptureFixture) -> None:
    server = _server(Echo())
    async with running(server):
        with caplog.at_level(logging.INFO):
            for _ in range(5):
                reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
                writer.write(sent)
                assert (await asyncio.wait_for(reader.readline(), 10)).split()[1] == b"400"
                writer.close()
    told = [record for record in caplog.records if record.name == "aiohttp.server"]
    assert [record.getMessage() for record in told] == ["request refused"]


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it(ending: signal.Signals) -> None:
    server = _server(Echo())
    async with running(server), aiohttp.ClientSession() as session:
        waiting = asyncio.create_task(until_stopped())
        await asyncio.sleep(0.1)
        assert (await session.get(f"http://127.0.0.1:{server.port}/health")).status == 200
        os.kill(os.getpid(), ending)
        await asyncio.wait_for(waiting, 15)
