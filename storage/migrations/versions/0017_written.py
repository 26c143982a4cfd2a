"""The AKE team's own answers, questions without an answer, and who wants to hear of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "written_answers",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("writing", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_written_answers")),
    )
    op.create_table(
        "unanswered",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("wordings", sa.Text(), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("answer", sa.String(64), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unanswered")),
        sa.UniqueConstraint("key", name=op.f("uq_unanswered_key")),
    )
    op.create_index("ix_unanswered_state", "unanswered", ["state", "number"])
    op.create_table(
        "hearers",
        sa.Column("question", sa.Integer(), nullable=False),
        sa.Column("hand", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("question", "hand", name=op.f("pk_hearers")),
        sa.ForeignKeyConstraint(["question"], ["unanswered.id"], name=op.f("fk_hearers_question"), ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_hearers_hand", "hearers", ["hand"])


def downgrade() -> None:
    """Drop them."""
    for table in ("hearers", "unanswered", "written_answers"):
        op.drop_table(table)
