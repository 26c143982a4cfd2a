"""The calendar: its events, and the running number of its changes."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from bot.domain.events import Form, Status
from storage.models.base import Moment, by_value, metadata

# One row. Whoever changes the calendar updates it first and so holds its lock until the commit:
# revisions become visible in their order, and a reader that has seen one has seen all before it.
calendar = Table(
    "calendar",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)

events = Table(
    "events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(500), nullable=False),
    Column("revision", Integer, nullable=False, index=True),
    Column("series", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("starts", Moment, nullable=False),
    Column("ends", Moment, nullable=False),
    Column("all_day", Boolean, nullable=False, server_default=false()),
    Column("form", by_value(Form), nullable=False),
    Column("place", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("registration_url", Text, nullable=False),
    Column("registration_closes", Date),
    Column("seats", Integer),
    Column("recording_url", Text),
    Column("recording_until", Date),
    Column("status", by_value(Status), nullable=False),
    Column("moved_from", Moment),
    # When it was stored or changed last, which calendars that follow ours want to know.
    Column("changed_at", Moment),
    UniqueConstraint("key"),
)
