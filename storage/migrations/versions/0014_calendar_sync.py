"""A calendar that is kept elsewhere is followed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "calendar_sync",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("mailbox", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("window_start", _MOMENT, nullable=True),
        sa.Column("window_end", _MOMENT, nullable=True),
        sa.Column("due", _MOMENT, nullable=False),
        sa.Column("held_until", _MOMENT, nullable=True),
        sa.Column("succeeded", _MOMENT, nullable=True),
        sa.Column("problem", sa.String(60), nullable=False),
        sa.Column("problem_since", _MOMENT, nullable=True),
        sa.Column("changed_at", _MOMENT, nullable=True),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("cancelled", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("unread", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_sync")),
    )
    op.create_table(
        "synced_events",
        sa.Column("source", sa.String(500), nullable=False),
        sa.Column("master", sa.String(500), nullable=False),
        sa.Column("inherits", sa.Boolean(), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("ends", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_synced_events_event")),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_synced_events")),
    )
    for column in ("master", "event", "ends"):
        op.create_index(f"ix_synced_events_{column}", "synced_events", [column])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("synced_events")
    op.drop_table("calendar_sync")
