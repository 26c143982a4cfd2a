"""How transactions are opened on either database, behind one small interface."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol

from sqlalchemy import CursorResult, Dialect, Executable, func, select
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine import postgres_engine
from storage.models import calendar

Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]

# Servers that only copy another one, or are being repaired, begin every transaction as read-only.
_WRITABLE = select(func.current_setting("transaction_read_only") == "off").select_from(calendar)


class Connection(Protocol):
    """A connection with an open transaction."""

    @property
    def dialect(self) -> Dialect: ...

    async def execute(self, statement: Executable, parameters: Parameters | None = None, /) -> CursorResult[Any]:
        """Run a statement; all of its rows are fetched already."""

    async def fetch(self, statement: Executable, parameters: Mapping[str, Any], /) -> Sequence[Sequence[Any]]:
        """The rows of a statement, by the shortest way to the database.

        Its parameters may be of any type, its results only texts and whole numbers.
        """


class Connections(Protocol):
    """A database that can be reached."""

    def transaction(self) -> AbstractAsyncContextManager[Connection]:
        """Open a transaction: committed when its block ends well, else rolled back."""

    async def ping(self) -> bool:
        """Whether the calendar is there and can be used."""

    async def close(self) -> None:
        """Let go of all connections."""


class _Pooled:
    """A connection of the pool's."""

    __slots__ = ("_connection", "dialect")

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self.dialect = connection.dialect

    async def execute(self, statement: Executable, parameters: Parameters | None = None, /) -> CursorResult[Any]:
        return await self._connection.execute(statement, parameters)

    async def fetch(self, statement: Executable, parameters: Mapping[str, Any], /) -> Sequence[Sequence[Any]]:
        result = await self._connection.execute(statement, parameters)
        return result.all() if result.returns_rows else ()


class PostgresConnections:
    """A pool of connections to a server."""

    def __init__(self, url: URL) -> None:
        self._engine = postgres_engine(url)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """Open a transaction at the level READ COMMITTED."""
        async with self._engine.begin() as connection:
            yield _Pooled(connection)

    async def ping(self) -> bool:
        """Whether the calendar can be read, and the server does not refuse to write."""
        async with self._engine.connect() as connection:
            return (await connection.execute(_WRITABLE)).scalar() is True

    async def close(self) -> None:
        """Close the pool."""
        await self._engine.dispose()
