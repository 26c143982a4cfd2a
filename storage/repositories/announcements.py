"""Announcements and their readings, in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, insert, select, update

from bot.domain.announcements import Announcement, AnnouncementState, Writing
from bot.jsontext import decoded, encoded
from storage.connections import Connection
from storage.inserts import inserts
from storage.models import announcements, readings
from storage.repositories.fingerprints import reader_of

_BY_ID = select(announcements).where(announcements.c.id == bindparam("this")).with_for_update()
_BY_KEY = select(announcements).where(announcements.c.key == bindparam("this")).with_for_update()
_LATEST = (
    select(announcements)
    .where(announcements.c.state == bindparam("this_state"))
    .order_by(announcements.c.changed_at.desc(), announcements.c.id.desc())
    .limit(bindparam("most"))
)
_READ = {dialect: new.on_conflict_do_nothing() for dialect, new in inserts(readings).items()}
_READERS = select(func.count()).select_from(readings).where(readings.c.announcement == bindparam("this"))
_LISTS = ("channels", "libraries", "consortia")
_REWRITABLE = frozenset({AnnouncementState.DRAFT, AnnouncementState.PROPOSED})
_WRITTEN = tuple(field.name for field in fields(Writing) if field.name not in _LISTS)
_FOLLOWING = (AnnouncementState.SCHEDULED, AnnouncementState.REPEATING, AnnouncementState.SENT)
_SHOWING = (
    select(announcements.c.id)
    .where(announcements.c.event == bindparam("this_event"), announcements.c.state.in_(_FOLLOWING))
    .order_by(announcements.c.id)
)


class SqlAnnouncements:
    """Announcements of the AKE team."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def save(
        self, key: str, writing: Writing, now: datetime, replaces: int | None = None, author: str = ""
    ) -> Announcement | None:
        """Keep what was written as the draft of a key; None when that key's is no draft any more."""
        row = (await self._connection.execute(_BY_KEY, {"this": key})).first()
        if row is None:
            new = Announcement(0, key, 1, AnnouncementState.DRAFT, writing, now, replaces, author=author)
            await self._connection.execute(insert(announcements), [_values_of(new)])
            row = (await self._connection.execute(_BY_KEY, {"this": key})).one()
            return _announcement_of(row)
        if row.state not in _REWRITABLE:
            return None
        stored = _announcement_of(row)
        draft = Announcement(
            stored.id, key, stored.version + 1, AnnouncementState.DRAFT, writing, now, stored.replaces, author=author
        )
        await self.change(draft)
        return draft

    async def by_id(self, number: int) -> Announcement | None:
        """The announcement of a number, which nobody else changes until the transaction ends."""
        row = (await self._connection.execute(_BY_ID, {"this": number})).first()
        return _announcement_of(row) if row else None

    async def latest(self, state: AnnouncementState, most: int) -> Sequence[Announcement]:
        """Those in a state, the last changed first."""
        rows = await self._connection.execute(_LATEST, {"this_state": state, "most": most})
        return [_announcement_of(row) for row in rows]

    async def showing(self, event: int) -> Sequence[int]:
        """The numbers of those that show an event and have left or are about to."""
        return list((await self._connection.execute(_SHOWING, {"this_event": event})).scalars())

    async def change(self, announcement: Announcement) -> None:
        """Keep an announcement as it is given, in place of what is stored."""
        changed = update(announcements).where(announcements.c.id == announcement.id)
        await self._connection.execute(changed.values(_values_of(announcement)))

    async def delete(self, number: int) -> None:
        """Erase an announcement and all that is known of it."""
        await self._connection.execute(delete(announcements).where(announcements.c.id == number))

    async def read(self, number: int, account: str) -> None:
        """Somebody has read it; only that somebody did is kept."""
        row = {"announcement": number, "reader": reader_of(number, account)}
        await self._connection.execute(_READ[self._connection.dialect.name], [row])

    async def readers(self, number: int) -> int:
        """How many have read it."""
        count: int = (await self._connection.execute(_READERS, {"this": number})).scalar_one()
        return count


def _values_of(announcement: Announcement) -> dict[str, Any]:
    written = asdict(announcement.writing)
    return {
        **written,
        **{name: encoded(written[name]).decode() for name in _LISTS},
        "key": announcement.key,
        "version": announcement.version,
        "state": announcement.state,
        "changed_at": announcement.changed_at,
        "replaces": announcement.replaces,
        "sent_at": announcement.sent_at,
        "corrected_at": announcement.corrected_at,
        "author": announcement.author,
        "trouble": announcement.trouble,
    }


def _announcement_of(row: Row[Any]) -> Announcement:
    written: dict[str, Any] = {name: getattr(row, name) for name in _WRITTEN}
    written |= {name: tuple(decoded(getattr(row, name) or "[]")) for name in _LISTS}
    writing = Writing(**written)
    return Announcement(
        row.id,
        row.key,
        row.version,
        row.state,
        writing,
        row.changed_at,
        row.replaces,
        row.sent_at,
        row.corrected_at,
        row.author or "",
        row.trouble or "",
    )
