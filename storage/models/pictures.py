"""Pictures: figures by library as they were shown, which do not move with each answer."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, String, Table, Text

from storage.models.base import metadata

pictures = Table(
    "pictures",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("made_on", Date, nullable=False),
    # A final one is never made again: what would move between two of them could be told from their difference.
    Column("final", Boolean, nullable=False),
    Column("data", Text, nullable=False),
)
