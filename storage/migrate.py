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
            take_turn(connection)
            if form_of(connection) != NEWEST:
                upgrade(connection)
            connection.commit()
    finally:
        engine.dispose()


def take_turn(connection: Connection) -> None:
    """Begin a transaction that no other process's migration runs beside."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(text("SELECT pg_advisory_xact_lock(:ours)"), {"ours": _ADVISORY_LOCK})


def form_of(connection: Connection) -> str:
    """The version of the database's tables, empty when there are none of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.execute(text("SELECT max(version_num) FROM alembic_version")).scalar() or ""


def upgrade(connection: Connection, version: str = "head") -> None:
    """Bring the tables to a version; StoreUnavailable when they have one that this program does not know."""
    # Alembic is slow to import, and at most starts there is nothing to do.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, version)
    except CommandError as error:
        raise StoreUnavailable(_UNKNOWN_FORM) from error
