"""Settling over a real store: with the next transaction, aside, and across trouble."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.domain.conversation import Claim
from bot.domain.errors import StoreUnavailable
from bot.services import settling
from bot.services.ports import UnitOfWork
from bot.services.settling import Settling
from storage.store import SqlStore
from tests.support.drafts import helsinki

NOW = helsinki(2026, 11, 23, 9, 0)


class Troubled:
    """A real store whose database is away as often as told, at the beginning or only at the commit."""

    def __init__(self, store: SqlStore, away: int = 0, lost: int = 0) -> None:
        self._store, self.away, self.lost = store, away, lost

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[UnitOfWork]:
        """A transaction, or StoreUnavailable."""
        if self.away:
            self.away -= 1
            raise StoreUnavailable
        async with self._store.begin() as uow:
            yield uow
            if self.lost:
                self.lost -= 1
                raise StoreUnavailable

    async def answers(self) -> bool:
        """Whether the database is there."""
        return not self.away


@pytest.fixture
def troubled(store: SqlStore) -> Troubled:
    return Troubled(store)


async def _claim(store: Troubled | SqlStore, turn: str = "t") -> Claim:
    async with store.begin() as uow:
        return await uow.turns.claim(turn, NOW)


async def test_the_next_transaction_sees_the_turn_as_answered(
    troubled: Troubled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "_WAIT_SECONDS", 60.0)
    turns = Settling(troubled)
    assert await _claim(troubled) is Claim.OURS
    turns.add("t", NOW)
    async with turns.begin() as uow:
        assert await uow.turns.claim("t", NOW) is Claim.ANSWERED
    assert await _claim(troubled) is Claim.ANSWERED
    await turns.close()


async def test_a_transaction_that_fails_leaves_the_settling_to_the_next(
    troubled: Troubled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "_WAIT_SECONDS", 60.0)
    turns = Settling(troubled)
    await _claim(troubled)
    turns.add("t", NOW)
    with pytest.raises(ZeroDivisionError):
        async with turns.begin():
            raise ZeroDivisionError
    troubled.lost = 1
    with pytest.raises(StoreUnavailable):
        async with turns.begin():
            pass
    assert await _claim(troubled) is Claim.UNDER_WAY
    async with turns.begin():
        pass
    assert await _claim(troubled) is Claim.ANSWERED
    await turns.close()


async def test_without_a_next_transaction_it_is_settled_aside(
    troubled: Troubled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "_WAIT_SECONDS", 0.01)
    turns = Settling(troubled)
    await _claim(troubled)
    troubled.away = 2
    turns.add("t", NOW)
    await asyncio.sleep(0.3)
    assert troubled.away == 0, "it is tried again while the database is away"
    assert await _claim(troubled) is Claim.ANSWERED


async def test_closing_settles_at_once(troubled: Troubled, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "_WAIT_SECONDS", 60.0)
    turns = Settling(troubled)
    await _claim(troubled)
    turns.add("t", NOW)
    await turns.close()
    assert await _claim(troubled) is Claim.ANSWERED


async def test_closing_does_not_wait_for_a_database_that_is_away(troubled: Troubled) -> None:
    troubled.away = 1000
    turns = Settling(troubled)
    turns.add("t", NOW)
    await asyncio.wait_for(turns.close(), 5)


async def test_turns_that_overlap_settle_each_answer_once(troubled: Troubled, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "_WAIT_SECONDS", 60.0)
    turns = Settling(troubled)
    names = [f"t{number}" for number in range(20)]
    for name in names:
        await _claim(troubled, name)

    async def turn(name: str) -> None:
        async with turns.begin() as uow:
            await uow.turns.claim(f"next-{name}", NOW)
        turns.add(name, NOW)

    await asyncio.gather(*map(turn, names))
    await turns.close()
    assert {await _claim(troubled, name) for name in names} == {Claim.ANSWERED}
