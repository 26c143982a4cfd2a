"""The calendar, the turns taken and the memories of conversations.

A migration keeps its own picture of the tables, because the models move on.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Create everything."""
    calendar = op.create_table(
        "calendar",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_calendar_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar")),
    )
    op.bulk_insert(calendar, [{"id": 1, "revision": 0}])
    _create_events()
    _create_turns()
    _create_memories()


def _create_events() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(500), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("starts", _MOMENT, nullable=False),
        sa.Column("ends", _MOMENT, nullable=False),
        sa.Column("all_day", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("form", sa.String(16), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("registration_url", sa.Text(), nullable=False),
        sa.Column("registration_closes", sa.Date(), nullable=True),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("recording_url", sa.Text(), nullable=True),
        sa.Column("recording_until", sa.Date(), nullable=True),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("moved_from", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sa.UniqueConstraint("key", name=op.f("uq_events_key")),
    )
    op.create_index(op.f("ix_events_revision"), "events", ["revision"])


def _create_turns() -> None:
    op.create_table(
        "turns",
        sa.Column("turn", sa.String(64), nullable=False),
        sa.Column("claimed_at", _MOMENT, nullable=False),
        sa.Column("settled_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("turn", name=op.f("pk_turns")),
    )
    op.create_index(op.f("ix_turns_claimed_at"), "turns", ["claimed_at"])


def _create_memories() -> None:
    op.create_table(
        "memories",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kept_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_memories")),
    )
    op.create_index(op.f("ix_memories_kept_at"), "memories", ["kept_at"])


def downgrade() -> None:
    """Drop everything."""
    for table in ("memories", "turns", "events", "calendar"):
        op.drop_table(table)
