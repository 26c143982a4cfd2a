"""Database addresses and the engines behind them: an embedded SQLite file or a PostgreSQL server."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool, StaticPool

DEFAULT_URL = "sqlite+aiosqlite:///data/kahvibotti.db"

_LOCKED_SECONDS = 5.0
_LOCKED_PAUSE_SECONDS = 0.1
_PRAGMAS = (
    "busy_timeout=5000",
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "foreign_keys=ON",
    # What is erased is overwritten, and what stood in the log before a checkpoint is cut off at the next commit: else
    # names of people who were forgotten would be found in the file. It costs nothing that could be measured.
    "secure_delete=ON",
    "journal_size_limit=0",
)
_POSTGRES_OPTIONS = "-c timezone=UTC -c lock_timeout=5s -c statement_timeout=15s"


def address(url: str) -> URL:
    """The address with the driver that is used here.

    Takes any spelling of the two databases (`sqlite:///...`, `sqlite+aiosqlite:///...`,
    `postgresql://...`, `postgresql+psycopg://...`); raises ValueError for everything else.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise ValueError("this is no database address") from error
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        if not parsed.database or parsed.database == ":memory:":
            raise ValueError("a SQLite address needs a file")
        return parsed.set(drivername="sqlite")
    if backend in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    raise ValueError(f"the database must be SQLite or PostgreSQL, not {backend}")


def sqlite_engine(url: URL) -> Engine:
    """An engine of one lasting connection to the file; makes the file's folder.

    Transactions are begun by whoever uses it: the driver's own habit is to begin one at the first
    change, which is too late for what was read before it.
    """
    Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url, poolclass=StaticPool, connect_args={"isolation_level": None, "check_same_thread": False}
    )
    event.listen(engine, "connect", _set_pragmas)
    return engine


def postgres_engine(url: URL) -> AsyncEngine:
    """A pooled engine. No wait of it, for a connection or for a lock, is longer than 5 seconds."""
    return create_async_engine(
        url,
        pool_size=5,
        max_overflow=5,
        pool_timeout=5,
        pool_pre_ping=True,
        connect_args=_postgres_arguments(),
    )


def migration_engine(url: URL) -> Engine:
    """A blocking engine for migrations, which keeps no connection."""
    if url.get_backend_name() == "sqlite":
        return sqlite_engine(url)
    return create_engine(url, poolclass=NullPool, connect_args=_postgres_arguments())


def _postgres_arguments() -> dict[str, Any]:
    return {"connect_timeout": 3, "options": _POSTGRES_OPTIONS}


def _set_pragmas(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        _execute_patiently(cursor, f"PRAGMA {pragma}")
    cursor.close()


def _execute_patiently(cursor: Any, statement: str) -> None:
    """Run a statement again while another process locks the file, for a bounded time.

    SQLite does not wait by itself while two processes turn a new file to write-ahead logging.
    """
    end = time.monotonic() + _LOCKED_SECONDS
    while True:
        try:
            cursor.execute(statement)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(_LOCKED_PAUSE_SECONDS)
        else:
            return
