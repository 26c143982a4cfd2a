"""A question that is asked again in the moment in which the team answers it stays answered."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

import pytest

from bot.domain.unanswered import Awaited, UnansweredState
from storage.repositories.unanswered import SqlUnanswered
from storage.store import SqlStore
from tests.support.talk import Talk


@pytest.fixture
async def store(postgres_url: str) -> AsyncIterator[SqlStore]:
    """SQLite's one connection keeps others waiting from the beginning."""
    opened = SqlStore(postgres_url)
    yield opened
    await opened.close()


async def test_a_question_that_is_answered_meanwhile_stays_answered(
    talk: Talk, store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talk.say("Kuka maksaa kopiokoneen?")
    read = SqlUnanswered.open

    async def read_and_answered(self: SqlUnanswered, most: int, *, skip: int = 0) -> Sequence[Awaited]:
        found = await read(self, most, skip=skip)
        async with store.begin() as uow:
            ended = replace(found[0].question, state=UnansweredState.ANSWERED, answer="a" * 32)
            await uow.unanswered.change(ended)
        return found

    async def in_other_words(*_: object) -> None:
        return None

    monkeypatch.setattr(SqlUnanswered, "open", read_and_answered)
    monkeypatch.setattr(SqlUnanswered, "by_key", in_other_words)
    await talk.say("kopiokoneen kuka maksaa")
    monkeypatch.undo()
    async with store.begin() as uow:
        assert await uow.unanswered.open(9) == []
