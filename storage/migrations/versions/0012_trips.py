"""Peer-learning trips, offers of hosts, and notices about trips."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime().with_variant(sa.DateTime(timezone=True), "postgresql")
_OF_TRIPS = sa.text("trip IS NOT NULL")


def upgrade() -> None:
    """Create the tables, and let a notice be of a trip."""
    op.create_table(
        "trips",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("traveller", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("library", sa.Text(), nullable=False),
        sa.Column("consent", sa.String(16), nullable=False),
        sa.Column("foreman", sa.Text(), nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("handler", sa.Text(), nullable=False),
        sa.Column("handler_name", sa.Text(), nullable=False),
        sa.Column("agreed", sa.Text(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("host_account", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("touched_at", _MOMENT, nullable=False),
        sa.Column("erased", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trips")),
        sa.UniqueConstraint("key", name=op.f("uq_trips_key")),
    )
    op.create_index("ix_trips_code", "trips", ["code"])
    op.create_index("ix_trips_host", "trips", ["host"])
    op.create_index("ix_trips_state", "trips", ["state", "touched_at"])
    op.create_index("ix_trips_traveller", "trips", ["traveller"])
    op.create_table(
        "trip_steps",
        sa.Column("trip", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(16), nullable=False),
        sa.Column("by", sa.String(16), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("trip", "version", name=op.f("pk_trip_steps")),
        sa.ForeignKeyConstraint(["trip"], ["trips.id"], name=op.f("fk_trip_steps_trip"), ondelete="CASCADE"),
    )
    op.create_table(
        "offers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("library", sa.Text(), nullable=False),
        sa.Column("themes", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("when_not", sa.Text(), nullable=False),
        sa.Column("closed", sa.Text(), nullable=False),
        sa.Column("per_month", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offers")),
        sa.UniqueConstraint("key", name=op.f("uq_offers_key")),
    )
    op.create_index("ix_offers_account", "offers", ["account"])
    op.create_index("ix_offers_library", "offers", ["library"])
    op.create_table(
        "asked_hosts",
        sa.Column("trip", sa.Integer(), nullable=False),
        sa.Column("offer", sa.Integer(), nullable=False),
        sa.Column("library", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("reply", sa.String(16), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("days", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("trip", "offer", name=op.f("pk_asked_hosts")),
        sa.ForeignKeyConstraint(["offer"], ["offers.id"], name=op.f("fk_asked_hosts_offer"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["trip"], ["trips.id"], name=op.f("fk_asked_hosts_trip"), ondelete="CASCADE"),
    )
    op.create_table(
        "trip_reports",
        sa.Column("trip", sa.Integer(), nullable=False),
        sa.Column("learnt", sa.Text(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("share", sa.Text(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("publish", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("later", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("trip", name=op.f("pk_trip_reports")),
        sa.ForeignKeyConstraint(["trip"], ["trips.id"], name=op.f("fk_trip_reports_trip"), ondelete="CASCADE"),
    )
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("trip", sa.Integer(), nullable=True))
        outbox.create_foreign_key(op.f("fk_outbox_trip"), "trips", ["trip"], ["id"], ondelete="CASCADE")
    op.create_index("ix_outbox_trip", "outbox", ["trip"], sqlite_where=_OF_TRIPS, postgresql_where=_OF_TRIPS)


def downgrade() -> None:
    """Drop them."""
    op.execute("DELETE FROM outbox WHERE trip IS NOT NULL")
    op.drop_index("ix_outbox_trip", "outbox")
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_constraint(op.f("fk_outbox_trip"), type_="foreignkey")
        outbox.drop_column("trip")
    for table in ("trip_reports", "asked_hosts", "offers", "trip_steps", "trips"):
        op.drop_table(table)
