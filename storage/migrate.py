"""Brings the database of an address to the newest form."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from bot.domain.errors import StoreUnavailable
from storage.engine import DEFAULT_URL, address, migration_engine
from storage.migrations import NEWEST

_MIGRATIONS = Path(__file__).parent / "migrations"
_ADVISORY_LOCK = 5_624_282_184  # any number of ours: two processes that start together take turns
_UNKNOWN_FORM = "The database was made by a newer version of this program: install that one, or set DATABASE_URL."


async def migrate(url: str = DEFAULT_URL) -> None:
    """Run the migrations that the database has not had yet, all or none of them.

    StoreUnavailable when the database cannot be used, or was made by a newer version of this program.
    """
    try:
        await asyncio.to_thread(_migrate, url)
    except DBAPIError as error:
        raise StoreUnavailable from error


def _migrate(url: str) -> None:
    engine = migration_engine(address(url))
    try:
        with engine.connect() as connection:
            _take_turn(connection)
            if not _newest(connection):
                _upgrade(connection)
            connection.commit()
    finally:
        engine.dispose()


def _take_turn(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(text("SELECT pg_advisory_xact_lock(:ours)"), {"ours": _ADVISORY_LOCK})


def _newest(connection: Connection) -> bool:
    if not inspect(connection).has_table("alembic_version"):
        return False
    return list(connection.execute(text("SELECT version_num FROM alembic_version")).scalars()) == [NEWEST]


def _upgrade(connection: Connection) -> None:
    # Alembic is slow to import, and at most starts there is nothing to do.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreUnavailable(_UNKNOWN_FORM) from error
