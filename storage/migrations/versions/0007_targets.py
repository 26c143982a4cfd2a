"""An announcement's event, libraries and consortia; a person's library, and whether announcements are declined."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_COLUMNS = (
    ("announcements", "event", sa.Integer()),
    ("announcements", "libraries", sa.Text()),
    ("announcements", "consortia", sa.Text()),
    ("recipients", "library", sa.Text()),
    ("recipients", "declines", sa.Boolean()),
)


def upgrade() -> None:
    """Widen the tables: what is there already has none of these."""
    for table, name, kind in _COLUMNS:
        op.add_column(table, sa.Column(name, kind, nullable=True))
    op.create_index("ix_announcements_event", "announcements", ["event"])


def downgrade() -> None:
    """Drop what was added."""
    op.drop_index("ix_announcements_event", "announcements")
    for table, name, _ in reversed(_COLUMNS):
        op.drop_column(table, name)
