"""Topic wishes, and the hands that support them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from bot.domain.wishes import WishState
from storage.models.base import by_value, metadata
from storage.models.events import events

# Without the moment at which a wish was made: it would tell who was there at the time.
wishes = Table(
    "wishes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("state", by_value(WishState), nullable=False),
    Column("answer", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("hidden", Boolean, nullable=False),
    Column("joined", Integer, ForeignKey("wishes.id", ondelete="CASCADE")),
    Column("event", Integer, ForeignKey(events.c.id, ondelete="SET NULL")),
    Column("ended_on", Date),
    UniqueConstraint("key"),
    Index("ix_wishes_state", "state", "joined"),
    Index("ix_wishes_joined", "joined"),
)

# Whoever made a wish is one of these, unmarked. Without a row's number, which would tell who was first.
supports = Table(
    "supports",
    metadata,
    Column("wish", Integer, ForeignKey(wishes.c.id, ondelete="CASCADE"), primary_key=True),
    Column("hand", String(64), primary_key=True),
    sqlite_with_rowid=False,
)
