"""The bot's own process is told to end: turns are answered, nothing stays claimed, and another replica goes on."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.domain.outbox import State
from bot.domain.recipients import Address, RecipientKind
from bot.domain.reminders import Lead, Scope, Subscription
from bot.services.event_changes import add_events
from bot.services.sending import utc_now
from storage.store import SqlStore
from tests.bot.teams.fakes import FakeService, activity, fake_service
from tests.proof.replicas import log_of, replica, until, until_refused
from tests.support.drafts import draft
from tests.support.office import open_office, rows_of

CHANNELS = 60

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")


async def reminded_now(store: SqlStore, service_url: str) -> None:
    """An event of which many channels are reminded at this moment: unlike people, at any hour of the day."""
    now = utc_now()
    async with store.begin() as uow:
        for number in range(CHANNELS):
            account = f"19:{number}@thread.tacv2"
            channel = await uow.recipients.seen(
                Address(RecipientKind.CHANNEL, account, account, service_url, "28:bot", "t")
            )
            await uow.recipients.subscribe(channel, Subscription(Scope.ALL, "", frozenset({Lead.QUARTER})))
        await add_events(uow, [draft(starts=now + timedelta(minutes=15))], now - timedelta(seconds=1))


async def reminders(store: SqlStore) -> Counter[State]:
    """The states of the channels' reminders."""
    async with store.begin() as uow:
        return Counter(row.state for row in await rows_of(uow) if row.recipient is not None)


def sent_to(service: FakeService) -> Counter[str]:
    """How often each channel was sent something."""
    told = (body["channelData"]["channel"]["id"] for _, body in service.sent if "activity" in body)
    return Counter(told)


async def test_turns_are_answered_and_another_replica_sends_the_rest(database_url: str, tmp_path: Path) -> None:
    store = SqlStore(database_url)
    async with fake_service() as service, aiohttp.ClientSession() as session, replica(database_url, tmp_path) as bot:
        service.delay = 3.0
        said = activity(service.url, type="message", text="Mitä ensi viikolla?")
        await reminded_now(store, service.url)
        await until(lambda: len(service.sent) > 5)
        turn = asyncio.create_task(session.post(f"{bot.url}/api/messages", json=said))
        await until(lambda: [body for _, body in service.sent if body.get("replyToId")])
        bot.process.send_signal(signal.SIGTERM)
        await until_refused(f"{bot.url}/health")
        assert (await turn).status == 200
        assert await bot.ended() == 0
        await until_refused(bot.metrics)
        states = await reminders(store)
        reached = sent_to(service)
        assert set(states) == {State.SENT, State.WAITING}, "nothing stays claimed"
        assert states[State.SENT] == len(reached)
        assert set(reached.values()) == {1}
        service.delay = 0.0
        async with open_office(store) as office:
            office.now = utc_now()
            await office.sender().tick()
        assert await reminders(store) == {State.SENT: CHANNELS}
        assert sorted(sent_to(service).values()) == [1] * CHANNELS, "each once"
    lines = log_of(tmp_path)
    (given,) = [line["notices"] for line in lines if line.get("event") == "claims given back"]
    assert given, "some were claimed and not begun"
    events = [line["event"] for line in lines]
    assert events.index("stopping") < events.index("turn"), "it was answered after the door had been closed"
    assert [line["event"] for line in lines if line.get("level") in ("warning", "error")] == []
    await store.close()


async def test_a_service_that_hangs_does_not_keep_it(sqlite_url: str, tmp_path: Path) -> None:
    store = SqlStore(sqlite_url)
    async with fake_service() as service, aiohttp.ClientSession() as session, replica(sqlite_url, tmp_path) as bot:
        service.delay = 3600.0
        await reminded_now(store, service.url)
        turn = asyncio.create_task(
            session.post(f"{bot.url}/api/messages", json=activity(service.url, type="message", text="Mitä huomenna?"))
        )
        await until(lambda: len(service.sent) > 5)
        bot.process.send_signal(signal.SIGTERM)
        assert await bot.ended() == 0
        assert (await turn).status in (200, 503)
        async with store.begin() as uow:
            rows = [row for row in await rows_of(uow) if row.recipient is not None]
    assert {row.state for row in rows} == {State.WAITING}
    assert {row.holder for row in rows} == {""}
    assert sum(row.doubts for row in rows) == len(sent_to(service)), "what may have arrived is known as a doubt"
    await store.close()


@pytest.mark.parametrize("again", [signal.SIGTERM, signal.SIGINT])
async def test_told_twice_it_ends_at_once(again: signal.Signals, sqlite_url: str, tmp_path: Path) -> None:
    async with fake_service() as service, aiohttp.ClientSession() as session, replica(sqlite_url, tmp_path) as bot:
        service.delay = 3600.0
        turn = asyncio.create_task(
            session.post(f"{bot.url}/api/messages", json=activity(service.url, type="message", text="Mitä huomenna?"))
        )
        await until(lambda: service.sent)
        bot.process.send_signal(signal.SIGTERM)
        await until(lambda: [line for line in log_of(tmp_path) if line.get("event") == "stopping"])
        bot.process.send_signal(again)
        assert await bot.ended() == -again
        with pytest.raises(aiohttp.ClientError):
            await turn
