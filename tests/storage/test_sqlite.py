"""The embedded database never holds up the event loop."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.domain.errors import StoreUnavailable
from storage import sqlite
from storage.store import SqlStore
from tests.support.drafts import helsinki

NOW = helsinki(2026, 11, 23, 9, 0)


def _path(url: str) -> Path:
    return Path(url.removeprefix("sqlite+aiosqlite:///"))


async def test_the_loop_runs_on_while_another_process_writes(sqlite_url: str) -> None:
    store = SqlStore(sqlite_url)
    beats = 0

    async def keep() -> None:
        async with store.begin() as uow:
            await uow.memories.keep("k", "x", NOW)

    with closing(sqlite3.connect(_path(sqlite_url), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = asyncio.create_task(keep())
        for _ in range(20):
            await asyncio.sleep(0.001)
            beats += 1
        assert not waiting.done()
        other.execute("COMMIT")
    await waiting
    assert beats == 20
    await store.close()


async def test_patience_with_other_processes_ends(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_LOCK_PATIENCE_SECONDS", 0.05)
    store = SqlStore(sqlite_url)
    with closing(sqlite3.connect(_path(sqlite_url), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable):
            async with store.begin() as uow:
                await uow.memories.keep("k", "x", NOW)
        assert await store.answers()
        other.execute("ROLLBACK")
    async with store.begin() as uow:
        await uow.memories.keep("k", "x", NOW)
    await store.close()


async def test_the_log_is_moved_into_the_file_now_and_then(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_COMMITS_BETWEEN_CHECKPOINTS", 5)
    store = SqlStore(sqlite_url)
    log = _path(sqlite_url).with_name("test.db-wal")
    sizes = []
    for number in range(60):
        async with store.begin() as uow:
            await uow.memories.keep("k", str(number) * 2000, NOW)
        assert isinstance(store._connections, sqlite.SqliteConnections)
        if store._connections._checkpoint is not None:
            await store._connections._checkpoint
        sizes.append(log.stat().st_size)
    assert max(sizes) < 60 * 4096
    await store.close()


@pytest.mark.parametrize("replaced", [False, True])
async def test_a_file_that_was_deleted_or_replaced_is_noticed(
    sqlite_url: str, migrated_file: Path, replaced: bool
) -> None:
    store = SqlStore(sqlite_url)
    assert await store.answers()
    # Moved aside and not deleted, so that its place on the disk is not given to the new one.
    _path(sqlite_url).rename(_path(sqlite_url).with_name("aside.db"))
    if replaced:
        shutil.copy(migrated_file, _path(sqlite_url))
    assert not await store.answers()
    with pytest.raises(StoreUnavailable):
        async with store.begin() as uow:
            await uow.memories.keep("k", "x", NOW)
    await store.close()
    assert _path(sqlite_url).exists() is replaced


async def test_a_checkpoint_makes_no_file_and_its_failure_is_only_told(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sqlite, "_COMMITS_BETWEEN_CHECKPOINTS", 1)
    store = SqlStore(sqlite_url)
    async with store.begin() as uow:
        await uow.memories.keep("k", "x", NOW)
        _path(sqlite_url).rename(_path(sqlite_url).with_name("aside.db"))
    await store.close()
    assert caplog.messages == ["checkpoint failed"]
    assert not _path(sqlite_url).exists()
