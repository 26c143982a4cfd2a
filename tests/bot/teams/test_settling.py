"""Settling aside: bounded, and ended with the bot."""

from __future__ import annotations

import asyncio

import pytest

from bot.domain.conversation import Incoming, Person
from bot.teams import settling
from bot.teams.settling import Settling
from tests.bot.teams.fakes import NOW, Echo

SAID = Incoming("activity-1", "a:chat", Person("29:aino"), NOW)


async def test_what_can_be_kept_is_kept_at_once() -> None:
    conversation = Echo()
    assert await Settling(conversation).delivered(SAID)
    assert conversation.answered == ["activity-1"]


async def test_attempts_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "_PAUSES_SECONDS", (0.0, 0.0))
    conversation = Echo(unsettled=100)
    tried = Settling(conversation)
    assert not await tried.delivered(SAID)
    await tried.close()
    assert conversation.unsettled == 97
    assert not conversation.answered


async def test_closing_lets_an_attempt_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "_PAUSES_SECONDS", (0.05,))
    conversation = Echo(unsettled=1)
    tried = Settling(conversation)
    assert not await tried.delivered(SAID)
    await tried.close()
    assert conversation.answered == ["activity-1"]


async def test_closing_drops_what_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "_PAUSES_SECONDS", (60.0,))
    monkeypatch.setattr(settling, "_CLOSE_SECONDS", 0.01)
    conversation = Echo(unsettled=1)
    tried = Settling(conversation)
    await tried.delivered(SAID)
    await asyncio.wait_for(tried.close(), 5)
    assert not conversation.answered


async def test_what_cannot_be_given_free_lapses() -> None:
    conversation = Echo(unsettled=1)
    assert not await Settling(conversation).undelivered(SAID)
    assert await Settling(conversation).undelivered(SAID)
    assert conversation.unanswered == ["activity-1"]
