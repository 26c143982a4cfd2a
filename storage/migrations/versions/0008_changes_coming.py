"""An index of the changes of which nobody's notices are made yet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_COMING = sa.text("kind = 'due_change' AND ended_at IS NULL")


def upgrade() -> None:
    """Create the index."""
    op.create_index("ix_outbox_changes_coming", "outbox", ["due"], sqlite_where=_COMING, postgresql_where=_COMING)


def downgrade() -> None:
    """Drop the index."""
    op.drop_index("ix_outbox_changes_coming", "outbox")
