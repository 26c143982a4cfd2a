"""Trips, steps and asked hosts are found by the people in them; indexes that no query used are gone."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Index what is looked for."""
    op.drop_index("ix_trips_host", "trips")
    op.create_index("ix_trips_host_account", "trips", ["host_account"])
    op.create_index("ix_trip_steps_who", "trip_steps", ["who", "by", "name", "at"])
    op.create_index("ix_asked_hosts_account", "asked_hosts", ["account"])
    op.drop_index("ix_offers_library", "offers")


def downgrade() -> None:
    """As it was before."""
    op.create_index("ix_offers_library", "offers", ["library"])
    op.drop_index("ix_asked_hosts_account", "asked_hosts")
    op.drop_index("ix_trip_steps_who", "trip_steps")
    op.drop_index("ix_trips_host_account", "trips")
    op.create_index("ix_trips_host", "trips", ["host"])
