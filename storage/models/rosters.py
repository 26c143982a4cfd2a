"""Teams in which the bot is installed, and whom it knows from their rosters alone."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from storage.models.base import Moment, metadata
from storage.models.recipients import recipients

rosters = Table(
    "rosters",
    metadata,
    Column("id", Integer, primary_key=True),
    # The account's fingerprint: an account is of any length.
    Column("key", String(64), nullable=False),
    Column("account", Text, nullable=False),
    Column("service_url", Text, nullable=False),
    Column("bot", Text, nullable=False),
    Column("tenant", Text, nullable=False),
    Column("name", Text, nullable=False),
    # When it is to be read next; the end of the lease while somebody reads it.
    Column("wake_at", Moment, nullable=False),
    Column("failures", Integer, nullable=False),
    UniqueConstraint("key"),
    Index("ix_rosters_wake_at", "wake_at"),
)

# Only of people who have never written: of others it makes no difference where they belong.
roster_members = Table(
    "roster_members",
    metadata,
    Column("roster", Integer, ForeignKey(rosters.c.id, ondelete="CASCADE"), primary_key=True),
    Column("recipient", Integer, ForeignKey(recipients.c.id, ondelete="CASCADE"), primary_key=True),
    Index("ix_roster_members_recipient", "recipient"),
)
