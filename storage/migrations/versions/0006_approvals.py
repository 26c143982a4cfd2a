"""Of an announcement, who wrote it last, why it did not leave, and how it repeats."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0004"
branch_labels = None
depends_on = None

_COLUMNS: dict[str, sa.types.TypeEngine[Any]] = {
    "author": sa.Text(),
    "trouble": sa.String(64),
    "repeats": sa.String(16),
    "until": sa.Date(),
}


def upgrade() -> None:
    """Widen the table."""
    for name, kind in _COLUMNS.items():
        op.add_column("announcements", sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    """Make the table as narrow as it was."""
    for name in _COLUMNS:
        op.drop_column("announcements", name)
