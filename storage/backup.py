"""Writes everything that is stored into a backup, as it was at one moment, while the bot goes on."""

from __future__ import annotations

import asyncio
import gzip
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Table, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from bot.domain.errors import BackupRefused, StoreUnavailable
from storage.backup_file import BackupTable, BackupWriter, kind_of
from storage.engine import address, migration_engine
from storage.migrate import form_of
from storage.migrations import NEWEST
from storage.models import metadata

_ROWS_TOGETHER = 500


async def back_up(url: str, path: Path, now: datetime) -> int:
    """Write a backup into a new file, which only its owner may read; how many rows it has.

    BackupRefused when the file is there already or cannot be written, or the tables are not of this version;
    StoreUnavailable when the database cannot be used. Then no file is left.
    """
    try:
        return await asyncio.to_thread(_back_up, address(url), path, now)
    except DBAPIError as error:
        raise StoreUnavailable from error


def _back_up(url: URL, path: Path, now: datetime) -> int:
    if os.path.lexists(path):
        raise BackupRefused("file_exists")
    if url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
        raise BackupRefused("no_database")
    # Under its own name only when it is whole.
    part = path.with_name(f"{path.name}.{secrets.token_hex(8)}.part")
    try:
        with _picture(url) as connection:
            rows = _write(connection, part, now)
        part.rename(path)
    except OSError as error:
        raise BackupRefused("cannot_write") from error
    finally:
        part.unlink(missing_ok=True)
    return rows


@contextmanager
def _picture(url: URL) -> Iterator[Connection]:
    """A connection that sees the database as it was at one moment, and keeps nobody from writing."""
    engine = migration_engine(url)
    try:
        with engine.connect() as connection:
            if url.get_backend_name() == "sqlite":
                # In write-ahead logging a reader's picture stands still from its first look on.
                connection.exec_driver_sql("BEGIN")
            else:
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield connection
    finally:
        engine.dispose()


def _write(connection: Connection, path: Path, now: datetime) -> int:
    form = form_of(connection)
    if form != NEWEST:
        raise BackupRefused("no_database" if not form else "older_tables" if form < NEWEST else "newer_tables")
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        with gzip.open(file, "wb") as packed:
            writer = BackupWriter(packed, form, now)
            for model in metadata.sorted_tables:
                _add(connection, writer, model)
            writer.end()
        file.flush()
        os.fsync(file.fileno())
    return writer.rows


def _add(connection: Connection, writer: BackupWriter, model: Table) -> None:
    one = BackupTable(model.name, {str(column.name): kind_of(column.type) for column in model.columns})
    clause = one.clause()
    ordered = select(clause).order_by(*(clause.c[column.name] for column in model.primary_key))
    # A server-side cursor: a big table is never in memory as a whole.
    with connection.execution_options(yield_per=_ROWS_TOGETHER).execute(ordered) as rows:
        writer.add(one, rows)
