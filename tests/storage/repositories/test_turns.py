"""Turns are answered once, on both databases."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.domain.conversation import Claim
from storage.store import SqlStore
from tests.support.drafts import helsinki

NOW = helsinki(2026, 11, 23, 9, 0)


async def _claim(store: SqlStore, turn: str = "t", after: float = 0) -> Claim:
    async with store.begin() as uow:
        return await uow.turns.claim(turn, NOW + timedelta(seconds=after))


async def test_a_turn_is_claimed_once(store: SqlStore) -> None:
    assert await _claim(store) is Claim.OURS
    assert await _claim(store) is Claim.UNDER_WAY
    assert await _claim(store, "another") is Claim.OURS


async def test_a_claim_never_settled_lapses_before_the_channel_sends_again(store: SqlStore) -> None:
    await _claim(store)
    assert await _claim(store, after=12) is Claim.UNDER_WAY
    assert await _claim(store, after=12.5) is Claim.OURS
    assert await _claim(store, after=24) is Claim.UNDER_WAY


async def test_a_settled_turn_never_lapses(store: SqlStore) -> None:
    await _claim(store)
    async with store.begin() as uow:
        await uow.turns.settle("t", NOW)
    assert await _claim(store) is Claim.ANSWERED
    assert await _claim(store, after=3600) is Claim.ANSWERED


async def test_a_released_turn_may_be_claimed_at_once(store: SqlStore) -> None:
    await _claim(store)
    async with store.begin() as uow:
        await uow.turns.release("t")
    assert await _claim(store, after=1) is Claim.OURS


async def test_a_settled_turn_cannot_be_released(store: SqlStore) -> None:
    await _claim(store)
    async with store.begin() as uow:
        await uow.turns.settle("t", NOW)
        await uow.turns.release("t")
    assert await _claim(store, after=1) is Claim.ANSWERED


async def test_a_claim_of_a_failed_transaction_never_was(store: SqlStore) -> None:
    with pytest.raises(ZeroDivisionError):
        async with store.begin() as uow:
            await uow.turns.claim("t", NOW)
            raise ZeroDivisionError
    assert await _claim(store) is Claim.OURS


async def test_old_turns_are_forgotten(store: SqlStore) -> None:
    await _claim(store, "old")
    await _claim(store, "new", after=100)
    async with store.begin() as uow:
        assert await uow.turns.forget_before(NOW + timedelta(seconds=50)) == 1
        assert await uow.turns.forget_before(NOW + timedelta(seconds=50)) == 0


async def test_any_name_will_do(store: SqlStore) -> None:
    for name in ("", "x" * 100_000, "a\x00b", "\ud800", "ä'\"%;--"):
        assert await _claim(store, name) is Claim.OURS
        assert await _claim(store, name) is Claim.UNDER_WAY


async def test_of_two_replicas_that_claim_at_once_exactly_one_wins(database_url: str) -> None:
    stores = [SqlStore(database_url), SqlStore(database_url)]
    for round_ in range(10):
        claims = await asyncio.gather(*(_claim(one, f"t{round_}") for one in stores))
        assert sorted(claims) == [Claim.OURS, Claim.UNDER_WAY]
    for one in stores:
        await one.close()


async def test_who_waits_for_a_claim_that_fails_gets_the_turn(database_url: str) -> None:
    first, second = SqlStore(database_url), SqlStore(database_url)

    async def fail() -> None:
        async with first.begin() as uow:
            assert await uow.turns.claim("t", NOW) is Claim.OURS
            await asyncio.sleep(0.05)
            raise ZeroDivisionError

    async def follow() -> Claim:
        await asyncio.sleep(0.02)
        return await _claim(second)

    failed, won = await asyncio.gather(fail(), follow(), return_exceptions=True)
    assert isinstance(failed, ZeroDivisionError)
    assert won is Claim.OURS
    await first.close()
    await second.close()
