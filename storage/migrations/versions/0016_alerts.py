"""Troubles of which the AKE team is told are kept until they are over."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "alerts",
        sa.Column("cause", sa.String(16), nullable=False),
        sa.Column("began", _MOMENT, nullable=False),
        sa.Column("seen", _MOMENT, nullable=False),
        sa.Column("stage", sa.String(64), nullable=False),
        sa.Column("told", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("cause", name=op.f("pk_alerts")),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("alerts")
