"""Members of the AKE team beside those of the settings, and who changed what."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, Text

from bot.domain.roles import Deed
from storage.models.base import Moment, by_value, metadata

members = Table(
    "members",
    metadata,
    # The account's fingerprint: an account is of any length.
    Column("key", String(64), primary_key=True),
    Column("account", Text, nullable=False),
    Column("name", Text, nullable=False),
)

changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("who", Text, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Column("deed", by_value(Deed), nullable=False),
    Column("what", String(64), nullable=False),
    Column("data", Text, nullable=False),
)
