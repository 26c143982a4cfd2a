"""What was talked of last, on both databases."""

from __future__ import annotations

from datetime import timedelta

from storage.store import SqlStore
from tests.support.drafts import helsinki

NOW = helsinki(2026, 11, 23, 9, 0)


async def test_a_text_is_kept_and_recalled(store: SqlStore) -> None:
    async with store.begin() as uow:
        assert await uow.memories.recall("k", NOW) is None
        await uow.memories.keep("k", '{"sarja": "Etäkahvit"}', NOW)
    async with store.begin() as uow:
        assert await uow.memories.recall("k", NOW) == '{"sarja": "Etäkahvit"}'
        assert await uow.memories.recall("another", NOW) is None


async def test_an_old_text_is_not_recalled(store: SqlStore) -> None:
    async with store.begin() as uow:
        await uow.memories.keep("k", "old", NOW)
        assert await uow.memories.recall("k", NOW + timedelta(seconds=1)) is None


async def test_a_new_text_takes_the_place_of_the_old(store: SqlStore) -> None:
    async with store.begin() as uow:
        await uow.memories.keep("k", "old", NOW)
        await uow.memories.keep("k", "new", NOW + timedelta(minutes=1))
        assert await uow.memories.recall("k", NOW + timedelta(seconds=30)) == "new"


async def test_old_texts_are_forgotten(store: SqlStore) -> None:
    async with store.begin() as uow:
        await uow.memories.keep("old", "x", NOW)
        await uow.memories.keep("new", "y", NOW + timedelta(minutes=9))
        assert await uow.memories.forget_before(NOW + timedelta(minutes=5)) == 1
        assert await uow.memories.recall("new", NOW) == "y"
