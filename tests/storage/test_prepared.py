"""Statements that the driver runs by itself, held against SQLAlchemy's own way."""

from __future__ import annotations

import sqlite3
from datetime import datetime

import pytest
from sqlalchemy import bindparam, insert, select, text

from storage.engine import address
from storage.models import memories
from storage.prepared import prepared
from storage.sqlite import SqliteConnections
from tests.support.drafts import helsinki

NOW = helsinki(2026, 10, 25, 3, 30, fold=1)
_ADD = insert(memories).values(key=bindparam("this"), text=bindparam("kept"), kept_at=bindparam("now"))
_AT = select(memories.c.key).where(memories.c.kept_at == bindparam("now"))


async def test_both_ways_keep_and_find_the_same(sqlite_url: str) -> None:
    connections = SqliteConnections(address(sqlite_url))
    async with connections.transaction() as connection:
        await connection.fetch(_ADD, {"this": "a", "kept": "x", "now": NOW})
        await connection.execute(_ADD, {"this": "b", "kept": "x", "now": NOW})
        assert {*await connection.fetch(_AT, {"now": NOW})} == {("a",), ("b",)}
        assert {*await connection.execute(_AT, {"now": NOW})} == {("a",), ("b",)}
    await connections.close()


async def test_a_moment_without_a_zone_is_refused(sqlite_url: str) -> None:
    connections = SqliteConnections(address(sqlite_url))
    with pytest.raises(ValueError, match="time zone"):
        async with connections.transaction() as connection:
            await connection.fetch(_AT, {"now": datetime(2026, 11, 23)})  # noqa: DTZ001
    await connections.close()


@pytest.mark.parametrize("ways", [("execute", "fetch"), ("fetch", "execute")])
async def test_what_either_way_did_is_kept_or_undone_together(sqlite_url: str, ways: tuple[str, str]) -> None:
    connections = SqliteConnections(address(sqlite_url))

    async def add(number: int) -> None:
        async with connections.transaction() as connection:
            for way in ways:
                await getattr(connection, way)(_ADD, {"this": f"{way} {number}", "kept": "x", "now": NOW})
            if number:
                raise ZeroDivisionError

    await add(0)
    with pytest.raises(ZeroDivisionError):
        await add(1)
    async with connections.transaction() as connection:
        assert {*await connection.fetch(_AT, {"now": NOW})} == {("execute 0",), ("fetch 0",)}
    await connections.close()


async def test_a_full_disk_undoes_the_transaction_and_the_next_one_works(sqlite_url: str) -> None:
    connections = SqliteConnections(address(sqlite_url))
    async with connections.transaction() as connection:
        pages = (await connection.execute(text("PRAGMA page_count"))).scalar_one()
        await connection.execute(text(f"PRAGMA max_page_count={pages}"))
    with pytest.raises(sqlite3.OperationalError, match="full"):
        async with connections.transaction() as connection:
            await connection.fetch(_ADD, {"this": "a", "kept": "x", "now": NOW})
            await connection.fetch(_ADD, {"this": "b", "kept": "x" * 1_000_000, "now": NOW})
    async with connections.transaction() as connection:
        assert not await connection.fetch(_AT, {"now": NOW})
        await connection.fetch(_ADD, {"this": "c", "kept": "x", "now": NOW})
    await connections.close()


def test_a_statement_is_compiled_once() -> None:
    assert prepared(_AT) is prepared(_AT)
