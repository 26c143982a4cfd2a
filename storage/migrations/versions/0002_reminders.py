"""Recipients, what they subscribe to, and the outbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Create the tables."""
    _create_recipients()
    _create_subscriptions()
    _create_outbox()
    _create_pace()


def _create_recipients() -> None:
    op.create_table(
        "recipients",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("account", "conversation", "service_url", "bot", "tenant", "directory_id")
        ),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("unreachable", sa.Text(), nullable=False),
        sa.Column("paused_until", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipients")),
        sa.UniqueConstraint("key", name=op.f("uq_recipients_key")),
    )


def _create_subscriptions() -> None:
    op.create_table(
        "subscriptions",
        _recipient(nullable=False),
        sa.Column("scope", sa.String(16), nullable=False),
        sa.Column("about", sa.String(500), nullable=False),
        sa.Column("lead", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("recipient", "scope", "about", "lead", name=op.f("pk_subscriptions")),
        _foreign_key("subscriptions"),
    )
    op.create_index("ix_subscriptions_what", "subscriptions", ["scope", "about", "lead"])


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        _recipient(nullable=True),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("due", _MOMENT, nullable=False),
        sa.Column("useful_until", _MOMENT, nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("wake_at", _MOMENT, nullable=True),
        sa.Column("holder", sa.String(32), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("doubts", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(64), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
        _foreign_key("outbox"),
    )
    op.create_index("ix_outbox_wake_at", "outbox", ["wake_at"])
    op.create_index("ix_outbox_event", "outbox", ["event", "kind"])
    op.create_index("ix_outbox_recipient", "outbox", ["recipient", "event", "kind"])
    op.create_index("ix_outbox_ended_at", "outbox", ["ended_at"])


def _create_pace() -> None:
    op.create_table(
        "pace",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("free_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_pace")),
    )


def _recipient(*, nullable: bool) -> sa.Column[int]:
    return sa.Column("recipient", sa.Integer(), nullable=nullable)


def _foreign_key(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_recipient")
    return sa.ForeignKeyConstraint(["recipient"], ["recipients.id"], name=name, ondelete="CASCADE")


def downgrade() -> None:
    """Drop the tables."""
    for table in ("pace", "outbox", "subscriptions", "recipients"):
        op.drop_table(table)
