"""The calendar of the settings, opened by the bot's own identity, and looked at by the doctor."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.graph import client
from bot.graph.opening import wrong_with
from bot.identity import credentials
from tests.bot.teams.fakes import settings_of
from tests.support.graph_service import MAILBOX, FakeGraph, fake_graph


@pytest.fixture
async def graph(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeGraph]:
    monkeypatch.setattr(client, "_FIRST_PAUSE_SECONDS", 0.01)
    async with fake_graph() as graph:
        # In the open nothing is signed.
        graph.valid = {""}
        yield graph


@pytest.mark.parametrize(
    ("faults", "code"), [([], ""), (["403"], "forbidden"), (["503"] * 4, "away"), (["401"] * 2, "unauthorized")]
)
async def test_whether_it_can_be_read(graph: FakeGraph, faults: list[str], code: str) -> None:
    graph.faults.extend(faults)
    assert await wrong_with(settings_of(graph_url=graph.root, graph_mailbox=MAILBOX)) == code


async def test_another_mailbox_is_not_there(graph: FakeGraph) -> None:
    assert await wrong_with(settings_of(graph_url=graph.root, graph_mailbox="muu@example.fi")) == "no_mailbox"


async def test_without_a_token_nothing_is_asked(graph: FakeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def refused(secret: object) -> dict[str, str]:
        asked.append(secret._resource)  # type: ignore[attr-defined]
        return {"error": "invalid_client"}

    monkeypatch.setattr(credentials._Secret, "__call__", refused)
    told = {"app_id": "id", "app_password": "secret", "app_tenantid": "t", "graph_mailbox": MAILBOX}
    assert await wrong_with(settings_of(**told, graph_url="https://127.0.0.1:9/v1.0")) == "no_token"
    assert asked == ["https://127.0.0.1:9"]
