"""Feedback: answers by hands, marks, outcomes, and the questions of series."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    _create(
        "answers",
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("library", sa.String(100), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("hidden", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
    )
    op.create_index("ix_answers_library", "answers", ["library", "given_on"])
    op.create_index("ix_answers_given_on", "answers", ["given_on"])
    _create("marks", sa.Column("mark", sa.String(16), nullable=False), key=("event", "hand", "mark"))
    _create("outcomes", sa.Column("used", sa.String(16), nullable=False), sa.Column("words", sa.Text(), nullable=False))
    op.create_table(
        "questions",
        sa.Column("series", sa.String(500), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("fi", sa.Text(), nullable=False),
        sa.Column("en", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("series", "position", name=op.f("pk_questions")),
    )


def _create(name: str, *columns: sa.Column, key: tuple[str, ...] = ("event", "hand")) -> None:  # type: ignore[type-arg]
    op.create_table(
        name,
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("hand", sa.String(64), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{name}")),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f(f"fk_{name}_event"), ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop them."""
    for table in ("questions", "outcomes", "marks", "answers"):
        op.drop_table(table)
