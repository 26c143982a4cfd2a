"""Keys of people's own calendars, and when each event was changed last."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Create the table; events that are there count as changed now, since nobody knows better."""
    op.create_table(
        "calendar_keys",
        sa.Column("recipient", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("recipient", name=op.f("pk_calendar_keys")),
        sa.UniqueConstraint("key", name=op.f("uq_calendar_keys_key")),
        sa.ForeignKeyConstraint(
            ["recipient"], ["recipients.id"], name=op.f("fk_calendar_keys_recipient"), ondelete="CASCADE"
        ),
    )
    op.add_column("events", sa.Column("changed_at", _MOMENT))
    op.execute(sa.text("UPDATE events SET changed_at = CURRENT_TIMESTAMP"))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("events", "changed_at")
    op.drop_table("calendar_keys")
