"""A calendar that is kept elsewhere: how far it has been followed, and which events follow its entries."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text

from storage.models.base import Moment, metadata
from storage.models.events import events

# One row, there when a calendar has been followed.
calendar_sync = Table(
    "calendar_sync",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("active", Boolean, nullable=False),
    Column("mailbox", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("window_start", Moment),
    Column("window_end", Moment),
    Column("due", Moment, nullable=False),
    # The end of the lease while somebody reads.
    Column("held_until", Moment),
    Column("succeeded", Moment),
    Column("problem", String(60), nullable=False),
    Column("problem_since", Moment),
    Column("changed_at", Moment),
    Column("added", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("cancelled", Integer, nullable=False),
    Column("kept", Integer, nullable=False),
    Column("unread", Integer, nullable=False),
)

synced_events = Table(
    "synced_events",
    metadata,
    # Graph's ids have about 150 characters, of an occurrence's about 220.
    Column("source", String(500), primary_key=True),
    Column("master", String(500), nullable=False, index=True),
    Column("inherits", Boolean, nullable=False),
    Column("event", Integer, ForeignKey(events.c.id), nullable=False, index=True),
    # What was told last, as JSON: what differs from it here was changed by people.
    Column("told", Text, nullable=False),
    Column("ends", Moment, nullable=False, index=True),
)
