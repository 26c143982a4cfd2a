"""The store as a whole, on both databases."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.domain.conversation import Claim
from bot.domain.errors import StoreUnavailable
from bot.services.ports import Store
from storage import store as store_module
from storage.engine import address, migration_engine
from storage.sqlite import SqliteConnections
from storage.store import SqlStore
from tests.support.drafts import helsinki

NOW = helsinki(2026, 11, 23, 9, 0)


def test_the_store_fulfils_its_port(sqlite_url: str) -> None:
    store: Store = SqlStore(sqlite_url)
    assert store


async def test_a_database_that_is_there_answers(store: SqlStore) -> None:
    assert await store.answers()


@pytest.mark.parametrize("url", ["postgresql://nobody@127.0.0.1:1/k", "sqlite:///{folder}"])
async def test_a_database_that_is_not_there_does_not_answer(url: str, tmp_path: Path) -> None:
    store = SqlStore(url.format(folder=tmp_path))
    assert not await store.answers()
    with pytest.raises(StoreUnavailable):
        async with store.begin():
            pass
    await store.close()


async def test_a_database_without_the_calendar_is_not_well(database_url: str) -> None:
    engine = migration_engine(address(database_url))
    with engine.connect() as connection:
        connection.execute(text("DROP TABLE calendar"))
        connection.commit()
    engine.dispose()
    store = SqlStore(database_url)
    assert not await store.answers()
    await store.close()


async def test_a_server_that_may_only_be_read_is_not_well(postgres_url: str) -> None:
    engine = migration_engine(address(postgres_url))
    with engine.connect() as connection:
        name = connection.execute(text("SELECT current_database()")).scalar()
        connection.execute(text(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'))
        connection.commit()
    engine.dispose()
    store = SqlStore(postgres_url)
    assert not await store.answers()
    await store.close()


async def test_a_file_that_is_no_database_is_not_well(tmp_path: Path) -> None:
    (tmp_path / "test.db").write_bytes(b"no database at all, " * 500)
    store = SqlStore(f"sqlite:///{tmp_path / 'test.db'}")
    assert not await store.answers()
    await store.close()


async def test_the_answer_does_not_wait_for_what_cannot_be_cancelled(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = asyncio.Event()

    async def stubborn(_: SqliteConnections) -> bool:
        while not released.is_set():
            with suppress(asyncio.CancelledError):
                await released.wait()
        return True

    monkeypatch.setattr(SqliteConnections, "ping", stubborn)
    monkeypatch.setattr(store_module, "_PING_SECONDS", 0.01)
    store = SqlStore(sqlite_url)
    assert not await store.answers()
    released.set()
    await store.close()


async def test_turns_taken_side_by_side_do_not_mix(store: SqlStore) -> None:
    async def turn(number: int) -> None:
        async with store.begin() as uow:
            assert await uow.turns.claim(f"t{number}", NOW) is Claim.OURS
            await asyncio.sleep(0)
            await uow.memories.keep(f"k{number}", str(number), NOW)
            if number % 3 == 0:
                raise ZeroDivisionError

    await asyncio.gather(*(turn(number) for number in range(30)), return_exceptions=True)
    async with store.begin() as uow:
        kept = [await uow.memories.recall(f"k{number}", NOW) for number in range(30)]
    assert kept == [None if number % 3 == 0 else str(number) for number in range(30)]


async def test_a_unit_in_which_nothing_is_asked_ends_too(store: SqlStore) -> None:
    for _ in range(3):
        async with store.begin():
            pass
    with pytest.raises(ZeroDivisionError):
        async with store.begin():
            raise ZeroDivisionError
    async with store.begin() as uow:
        await uow.memories.keep("k", "x", NOW)


async def test_a_cancelled_turn_is_undone_and_the_next_one_works(store: SqlStore) -> None:
    started = asyncio.Event()

    async def turn() -> None:
        async with store.begin() as uow:
            await uow.memories.keep("k", "x", NOW)
            started.set()
            await asyncio.sleep(60)

    task = asyncio.create_task(turn())
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with store.begin() as uow:
        assert await uow.memories.recall("k", NOW) is None


async def test_what_is_kept_outlives_the_store(database_url: str) -> None:
    first = SqlStore(database_url)
    async with first.begin() as uow:
        await uow.memories.keep("k", "x", NOW)
    await first.close()
    second = SqlStore(database_url)
    async with second.begin() as uow:
        assert await uow.memories.recall("k", NOW) == "x"
    await second.close()
