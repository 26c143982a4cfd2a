"""Looks at a database without making or changing anything of it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, func, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from bot.domain.checkup import DatabaseLook, Tables
from storage.engine import address, migration_engine
from storage.migrate import form_of
from storage.migrations import NEWEST


async def look_at(url: str) -> DatabaseLook:
    """What the database of an address holds, and how its server's clock goes."""
    try:
        return await asyncio.to_thread(_look, address(url))
    except (DBAPIError, OSError):
        return DatabaseLook(Tables.AWAY)


def _look(url: URL) -> DatabaseLook:
    embedded = url.get_backend_name() == "sqlite"
    # Opening a file of SQLite's makes it.
    if embedded and not Path(str(url.database)).exists():
        return DatabaseLook(Tables.MISSING)
    engine = migration_engine(url)
    try:
        with engine.connect() as connection:
            tables = _tables(form_of(connection))
            return DatabaseLook(tables) if embedded else _with_clock(connection, tables)
    finally:
        engine.dispose()


def _tables(form: str) -> Tables:
    if not form:
        return Tables.MISSING
    if form == NEWEST:
        return Tables.NEWEST
    return Tables.OLDER if form < NEWEST else Tables.NEWER


def _with_clock(connection: Connection, tables: Tables) -> DatabaseLook:
    before = datetime.now(UTC)
    theirs = connection.execute(select(func.clock_timestamp())).scalar_one()
    after = datetime.now(UTC)
    return DatabaseLook(tables, theirs - (before + (after - before) / 2))
