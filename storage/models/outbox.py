"""What is to be sent unasked, and what became of it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint, text

from bot.domain.outbox import NoticeKind, State
from storage.models.announcements import announcements
from storage.models.base import Moment, by_value, metadata
from storage.models.recipients import recipients
from storage.models.trips import trips

_OF_TRIPS = text("trip IS NOT NULL")
_COMING = text("kind = 'due_change' AND ended_at IS NULL")

# `wake_at` is the next moment at which a notice needs somebody: its due moment while it waits, the end of the
# lease while it is claimed or being sent, nothing once it has ended. So a tick reads what is due and no more.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(200), nullable=False),
    Column("kind", by_value(NoticeKind), nullable=False),
    Column("recipient", Integer, ForeignKey(recipients.c.id, ondelete="CASCADE")),
    Column("event", Integer),
    Column("due", Moment, nullable=False),
    Column("useful_until", Moment, nullable=False),
    Column("data", Text, nullable=False),
    Column("state", by_value(State), nullable=False),
    Column("wake_at", Moment),
    Column("holder", String(32), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("doubts", Integer, nullable=False),
    Column("reason", String(64), nullable=False),
    Column("message", Text, nullable=False),
    Column("ended_at", Moment),
    Column("announcement", Integer, ForeignKey(announcements.c.id, ondelete="CASCADE")),
    Column("conversation", Text),
    Column("trip", Integer, ForeignKey(trips.c.id, ondelete="CASCADE")),
    UniqueConstraint("key"),
    Index("ix_outbox_wake_at", "wake_at"),
    Index("ix_outbox_event", "event", "kind"),
    Index("ix_outbox_recipient", "recipient", "event", "kind"),
    Index("ix_outbox_ended_at", "ended_at"),
    Index("ix_outbox_announcement", "announcement", "recipient"),
    Index("ix_outbox_trip", "trip", sqlite_where=_OF_TRIPS, postgresql_where=_OF_TRIPS),
    # Changes of which nobody's notices are made yet: never many.
    Index("ix_outbox_changes_coming", "due", sqlite_where=_COMING, postgresql_where=_COMING),
)

# From when on the next sending is free, in microseconds since 1970: one row for the app, one for each recipient.
# Whoever sends moves it on first, so that all replicas together keep the pace.
pace = Table(
    "pace",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("free_at", BigInteger, nullable=False),
)
