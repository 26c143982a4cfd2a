"""Troubles that there are, of which the AKE team is told."""

from __future__ import annotations

from sqlalchemy import Column, String, Table

from bot.domain.alerts import Cause
from storage.models.base import Moment, by_value, metadata

# One row for each cause while there is trouble with it.
alerts = Table(
    "alerts",
    metadata,
    Column("cause", by_value(Cause), primary_key=True),
    Column("began", Moment, nullable=False),
    Column("seen", Moment, nullable=False),
    Column("stage", String(64), nullable=False),
    Column("told", Moment),
)
