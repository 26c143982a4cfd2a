"""The store: opens units of work, each of which holds one transaction."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from bot.domain.errors import StoreUnavailable
from storage.connections import Connection, Connections, PostgresConnections
from storage.engine import DEFAULT_URL, address
from storage.repositories.alerts import SqlAlerts
from storage.repositories.announcements import SqlAnnouncements
from storage.repositories.calendar_keys import SqlCalendarKeys
from storage.repositories.calendar_sync import SqlCalendarSync
from storage.repositories.events import SqlEvents
from storage.repositories.feedback import SqlFeedback
from storage.repositories.memories import SqlMemories
from storage.repositories.outbox import SqlOutbox
from storage.repositories.personal import SqlPersonal
from storage.repositories.pictures import SqlPictures
from storage.repositories.postings import SqlPostings
from storage.repositories.recipients import SqlRecipients
from storage.repositories.rosters import SqlRosters
from storage.repositories.team import SqlTeam
from storage.repositories.trip_offers import SqlOffers
from storage.repositories.trips import SqlTrips
from storage.repositories.turns import SqlTurns
from storage.repositories.unanswered import SqlUnanswered
from storage.repositories.wishes import SqlWishes
from storage.repositories.written_answers import SqlWrittenAnswers
from storage.sqlite import SqliteConnections

_PING_SECONDS = 1.5
_UNAVAILABLE = (OperationalError, InterfaceError, NoConnectionFree, sqlite3.OperationalError)
_UNHEALTHY = (DBAPIError, NoConnectionFree, sqlite3.DatabaseError)


class SqlUnitOfWork:
    """One transaction, seen as the collections it may change."""

    __slots__ = (
        "alerts",
        "announcements",
        "calendar_keys",
        "calendar_sync",
        "events",
        "feedback",
        "memories",
        "offers",
        "outbox",
        "personal",
        "pictures",
        "postings",
        "recipients",
        "rosters",
        "team",
        "trips",
        "turns",
        "unanswered",
        "wishes",
        "written",
    )

    def __init__(self, connection: Connection) -> None:
        self.events = SqlEvents(connection)
        self.calendar_keys = SqlCalendarKeys(connection)
        self.calendar_sync = SqlCalendarSync(connection)
        self.turns = SqlTurns(connection)
        self.memories = SqlMemories(connection)
        self.recipients = SqlRecipients(connection)
        self.rosters = SqlRosters(connection)
        self.outbox = SqlOutbox(connection)
        self.team = SqlTeam(connection)
        self.announcements = SqlAnnouncements(connection)
        self.postings = SqlPostings(connection)
        self.feedback = SqlFeedback(connection)
        self.personal = SqlPersonal(connection)
        self.wishes = SqlWishes(connection)
        self.written = SqlWrittenAnswers(connection)
        self.unanswered = SqlUnanswered(connection)
        self.pictures = SqlPictures(connection)
        self.trips = SqlTrips(connection)
        self.offers = SqlOffers(connection)
        self.alerts = SqlAlerts(connection)


class SqlStore:
    """Everything that is kept, in the database of this address."""

    def __init__(self, url: str = DEFAULT_URL) -> None:
        parsed = address(url)
        embedded = parsed.get_backend_name() == "sqlite"
        self._connections: Connections = SqliteConnections(parsed) if embedded else PostgresConnections(parsed)
        self._pings: set[asyncio.Task[bool]] = set()

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[SqlUnitOfWork]:
        """Open a transaction: kept when its block ends well, undone when it raises."""
        try:
            async with self._connections.transaction() as connection:
                yield SqlUnitOfWork(connection)
        except _UNAVAILABLE as error:
            raise StoreUnavailable from error

    async def answers(self) -> bool:
        """Whether the database can be used; False also when it has not answered in a second or two."""
        ping = asyncio.create_task(self._ping())
        self._pings.add(ping)
        ping.add_done_callback(self._pings.discard)
        try:
            # Unlike `timeout` this does not wait for the end of what it gives up.
            done, _ = await asyncio.wait({ping}, timeout=_PING_SECONDS)
        finally:
            ping.cancel()
        return bool(done) and ping.result()

    async def _ping(self) -> bool:
        try:
            return await self._connections.ping()
        except _UNHEALTHY:
            return False

    async def close(self) -> None:
        """Let go of the database."""
        await self._connections.close()
