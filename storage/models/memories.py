"""What was talked of last, by person and conversation."""

from __future__ import annotations

from sqlalchemy import Column, String, Table, Text

from storage.models.base import Moment, metadata

memories = Table(
    "memories",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("text", Text, nullable=False),
    Column("kept_at", Moment, nullable=False, index=True),
)
