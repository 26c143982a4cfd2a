"""Rosters of teams, and who is known from them alone; which channel was given the usual reminders."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Create the tables and widen the recipients."""
    for name in ("listed", "given_usual"):
        op.add_column("recipients", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "rosters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("account", "service_url", "bot", "tenant", "name")),
        sa.Column("wake_at", _MOMENT, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rosters")),
        sa.UniqueConstraint("key", name=op.f("uq_rosters_key")),
    )
    op.create_index("ix_rosters_wake_at", "rosters", ["wake_at"])
    op.create_table(
        "roster_members",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("roster", "recipient")),
        sa.PrimaryKeyConstraint("roster", "recipient", name=op.f("pk_roster_members")),
        _to("rosters", "roster"),
        _to("recipients", "recipient"),
    )
    op.create_index("ix_roster_members_recipient", "roster_members", ["recipient"])


def _to(table: str, column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_roster_members_{column}")
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name, ondelete="CASCADE")


def downgrade() -> None:
    """Drop what is of rosters."""
    for table in ("roster_members", "rosters"):
        op.drop_table(table)
    for name in ("given_usual", "listed"):
        op.drop_column("recipients", name)
