"""Keys by which a person's own calendar is followed elsewhere; only what stands for each is kept."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, UniqueConstraint

from storage.models.base import Moment, metadata
from storage.models.recipients import recipients

calendar_keys = Table(
    "calendar_keys",
    metadata,
    # One for a person, which ends with what is known of them.
    Column(
        "recipient", Integer, ForeignKey(recipients.c.id, ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),
    # The key's fingerprint: whoever reads the database opens nobody's calendar.
    Column("key", String(64), nullable=False),
    Column("made_at", Moment, nullable=False),
    UniqueConstraint("key"),
)
