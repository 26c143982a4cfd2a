"""Numbers for Prometheus: in its form, without anything of persons, and on loopback alone."""

from __future__ import annotations

from datetime import timedelta

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client.parser import text_string_to_metric_families

from bot.domain.calendar_sync import Round, Tally
from bot.domain.intervals import Interval
from bot.domain.outbox import NewNotice, NoticeKind
from bot.settings import SettingsError
from bot.teams.metrics import METRICS, Metrics
from bot.teams.metrics_app import make_metrics_app
from bot.teams.server import Server
from storage.store import SqlStore
from tests.bot.teams.fakes import NOW, RunningBot


async def read(store: SqlStore, metrics: Metrics) -> tuple[str, list[str]]:
    app = make_metrics_app(store, metrics, lambda: NOW)
    async with TestClient(TestServer(app)) as client, client.get("/metrics") as answer:
        assert answer.status == 200
        return answer.headers["Content-Type"], (await answer.text()).splitlines()


async def test_turns_and_sendings_are_counted_by_what_came_of_them(store: SqlStore) -> None:
    metrics = Metrics()
    for intent in ("events.found", "events.unsure", "events.nothing", "other.nothing", "other", "feedback.form"):
        metrics.turned("message", "answered", intent, 0.02)
    metrics.turned("invoke", "undelivered", "", 12.0)
    metrics.sent("sent")
    metrics.sent("sent")
    metrics.sent("later")
    kind, lines = await read(store, metrics)
    assert kind.startswith("text/plain; version=0.0.4")
    for line in (
        'kahvibotti_turns_total{kind="message",outcome="answered"} 2',
        'kahvibotti_turns_total{kind="message",outcome="asked_back"} 1',
        'kahvibotti_turns_total{kind="message",outcome="found_nothing"} 1',
        'kahvibotti_turns_total{kind="message",outcome="not_understood"} 2',
        'kahvibotti_turns_total{kind="invoke",outcome="undelivered"} 1',
        'kahvibotti_turn_seconds_bucket{le="0.01"} 0',
        'kahvibotti_turn_seconds_bucket{le="0.025"} 6',
        'kahvibotti_turn_seconds_bucket{le="10.0"} 6',
        'kahvibotti_turn_seconds_bucket{le="+Inf"} 7',
        "kahvibotti_turn_seconds_sum 12.12",
        "kahvibotti_turn_seconds_count 7",
        'kahvibotti_sends_total{result="sent"} 2',
        'kahvibotti_sends_total{result="later"} 1',
    ):
        assert line in lines
    assert not [line for line in metrics.lines() if "feedback" in line]


async def test_the_outbox_tells_how_much_waits_and_how_late(store: SqlStore) -> None:
    assert "kahvibotti_outbox_late_seconds 0.0" in (await read(store, Metrics()))[1]
    notices = [
        NewNotice(f"k{minutes}", NoticeKind.DUE_REMINDER, NOW + timedelta(minutes=minutes), NOW + timedelta(days=1), 1)
        for minutes in (-7, -2, 30)
    ]
    async with store.begin() as uow:
        await uow.outbox.put(notices)
    _, lines = await read(store, Metrics())
    told = ('outbox_notices{state="waiting"} 3', 'outbox_notices{state="failed"} 0', "outbox_late_seconds 420.0")
    assert [line for line in (*told, "database_up 1") if f"kahvibotti_{line}" not in lines] == []


async def test_what_is_due_is_told_by_kind_but_not_of_whom_something_is_kept(store: SqlStore) -> None:
    kinds = {NoticeKind.REMINDER: 1, NoticeKind.WISH: 2, NoticeKind.OUTCOME: 4, NoticeKind.TRIP: -5}
    until = NOW + timedelta(days=1)
    async with store.begin() as uow:
        await uow.outbox.put(
            [NewNotice(kind, kind, NOW - timedelta(minutes=late), until, 1) for kind, late in kinds.items()]
        )
    _, lines = await read(store, Metrics())
    due = [line.removeprefix("kahvibotti_outbox_due_") for line in lines if line.startswith("kahvibotti_outbox_due_")]
    assert [line for line in due if not line.endswith((" 0", " 0.0"))] == [
        'notices{kind="reminder"} 1',
        'notices{kind="other"} 2',
        'seconds{kind="reminder"} 60.0',
        'seconds{kind="other"} 240.0',
    ]


async def test_another_reader_of_the_form_understands_every_line(store: SqlStore) -> None:
    metrics = Metrics()
    metrics.turned("message", "answered", "events.found", 0.02)
    metrics.sent("sent")
    _, lines = await read(store, metrics)
    families = {one.name: one for one in text_string_to_metric_families("\n".join(lines) + "\n")}
    names = {line.split()[2] for line in lines if line.startswith("# TYPE")}
    assert {name.removesuffix("_total") for name in names} == set(families)
    assert all(one.documentation.endswith(".") for one in families.values())
    kinds = {"turns": "counter", "turn_seconds": "histogram", "sends": "counter", "outbox_notices": "gauge"}
    assert {name: families[f"kahvibotti_{name}"].type for name in kinds} == kinds
    samples = [(one.name, tuple(sorted(one.labels.items()))) for each in families.values() for one in each.samples]
    assert len(samples) == len(set(samples)), "no line is told twice"
    assert len(samples) == len([line for line in lines if not line.startswith("#")])


async def test_a_database_that_is_away_is_told_and_the_rest_still_is() -> None:
    store = SqlStore("postgresql://aino@127.0.0.1:1/k")
    _, lines = await read(store, Metrics())
    assert "kahvibotti_database_up 0" in lines
    assert "kahvibotti_turn_seconds_count 0" in lines
    await store.close()


async def test_a_turn_of_the_bot_is_counted_once_and_its_own_address_shows_no_numbers(bot: RunningBot) -> None:
    counted = 'kahvibotti_turns_total{kind="message",outcome="answered"} '

    def turns() -> int:
        return next((int(line.removeprefix(counted)) for line in METRICS.lines() if line.startswith(counted)), 0)

    before = turns()
    await bot.post(bot.message("Mitä huomenna?"))
    assert turns() == before + 1
    async with aiohttp.ClientSession() as session, session.get(f"{bot.url}/metrics") as answer:
        assert answer.status == 404


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1"])
def test_the_numbers_are_shown_to_this_machine_alone(host: str) -> None:
    app = make_metrics_app(SqlStore("sqlite:///never-opened.db"))
    with pytest.raises(SettingsError, match="loopback"):
        Server(app, host, 0)


async def test_how_old_the_followed_calendar_is_tells_who_follows_one(store: SqlStore) -> None:
    async def told() -> list[str]:
        return [line for line in (await read(store, Metrics()))[1] if line.startswith("kahvibotti_calendar_sync")]

    then = NOW - timedelta(minutes=7)
    assert await told() == []
    async with store.begin() as uow:
        await uow.calendar_sync.follow("kahvit@example.fi", then)
    assert await told() == []
    async with store.begin() as uow:
        await uow.calendar_sync.succeed(Round(Interval(), "link"), Tally(), then, then, NOW)
    assert await told() == ["kahvibotti_calendar_sync_age_seconds 420.0"]
