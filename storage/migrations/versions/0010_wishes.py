"""Topic wishes and their supports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "wishes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("joined", sa.Integer(), nullable=True),
        sa.Column("event", sa.Integer(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wishes")),
        sa.UniqueConstraint("key", name=op.f("uq_wishes_key")),
        sa.ForeignKeyConstraint(["joined"], ["wishes.id"], name=op.f("fk_wishes_joined"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_wishes_event"), ondelete="SET NULL"),
    )
    op.create_index("ix_wishes_state", "wishes", ["state", "joined"])
    op.create_index("ix_wishes_joined", "wishes", ["joined"])
    op.create_table(
        "supports",
        sa.Column("wish", sa.Integer(), nullable=False),
        sa.Column("hand", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("wish", "hand", name=op.f("pk_supports")),
        sa.ForeignKeyConstraint(["wish"], ["wishes.id"], name=op.f("fk_supports_wish"), ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("supports", "wishes"):
        op.drop_table(table)
