"""Turns taken, so that one delivered twice is answered once."""

from __future__ import annotations

from sqlalchemy import Column, String, Table

from storage.models.base import Moment, metadata

turns = Table(
    "turns",
    metadata,
    Column("turn", String(64), primary_key=True),
    Column("claimed_at", Moment, nullable=False, index=True),
    Column("settled_at", Moment),
)
