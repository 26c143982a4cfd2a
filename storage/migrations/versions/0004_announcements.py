"""Announcements and their readings; the outbox may be about an announcement in place of an event."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Create the tables and widen those that are there."""
    _create_announcements()
    _create_readings()
    op.add_column("recipients", sa.Column("name", sa.Text(), nullable=True))
    with op.batch_alter_table("outbox") as outbox:
        outbox.alter_column("event", existing_type=sa.Integer(), nullable=True)
        outbox.add_column(sa.Column("announcement", sa.Integer(), nullable=True))
        outbox.add_column(sa.Column("conversation", sa.Text(), nullable=True))
        name = op.f("fk_outbox_announcement")
        outbox.create_foreign_key(name, "announcements", ["announcement"], ["id"], ondelete="CASCADE")
    op.create_index("ix_outbox_announcement", "outbox", ["announcement", "recipient"])


def _create_announcements() -> None:
    op.create_table(
        "announcements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("title", "text", "link", "picture", "picture_alt")),
        sa.Column("asks_read", sa.Boolean(), nullable=False),
        sa.Column("channels", sa.Text(), nullable=False),
        sa.Column("everybody", sa.Boolean(), nullable=False),
        sa.Column("send_at", _MOMENT, nullable=True),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.Column("sent_at", _MOMENT, nullable=True),
        sa.Column("corrected_at", _MOMENT, nullable=True),
        sa.Column("replaces", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcements")),
        sa.UniqueConstraint("key", name=op.f("uq_announcements_key")),
        _to_announcements("announcements", "replaces"),
    )
    op.create_index("ix_announcements_state", "announcements", ["state", "changed_at"])


def _create_readings() -> None:
    op.create_table(
        "readings",
        sa.Column("announcement", sa.Integer(), nullable=False),
        sa.Column("reader", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("announcement", "reader", name=op.f("pk_readings")),
        _to_announcements("readings", "announcement"),
    )


def _to_announcements(table: str, column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], ["announcements.id"], name=name, ondelete="CASCADE")


def downgrade() -> None:
    """Drop what is of announcements."""
    op.execute("DELETE FROM outbox WHERE event IS NULL")
    op.drop_index("ix_outbox_announcement", "outbox")
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_constraint(op.f("fk_outbox_announcement"), type_="foreignkey")
        outbox.drop_column("conversation")
        outbox.drop_column("announcement")
        outbox.alter_column("event", existing_type=sa.Integer(), nullable=False)
    op.drop_column("recipients", "name")
    for table in ("readings", "announcements"):
        op.drop_table(table)
