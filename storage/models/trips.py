"""Peer-learning trips, what was done about each, what hosts offer and answer, and what came of a trip."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from bot.domain.trip_hosts import Reply
from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import Consent, TripState
from storage.models.base import Moment, by_value, metadata

# `wanted` and `agreed` are JSON objects of the domain's values; what is counted or looked for has a column too.
trips = Table(
    "trips",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", by_value(TripState), nullable=False),
    Column("traveller", Text, nullable=False),
    Column("wanted", Text, nullable=False),
    Column("library", Text, nullable=False),
    Column("consent", by_value(Consent), nullable=False),
    Column("foreman", Text, nullable=False),
    Column("code", String(16), nullable=False),
    Column("handler", Text, nullable=False),
    Column("handler_name", Text, nullable=False),
    Column("agreed", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("host_account", Text, nullable=False),
    Column("day", Date),
    Column("reason", Text, nullable=False),
    Column("requested_on", Date),
    Column("made_on", Date),
    Column("touched_at", Moment, nullable=False),
    Column("erased", Boolean, nullable=False),
    UniqueConstraint("key"),
    Index("ix_trips_state", "state", "touched_at"),
    Index("ix_trips_traveller", "traveller"),
    Index("ix_trips_host_account", "host_account"),
    Index("ix_trips_code", "code"),
)

trip_steps = Table(
    "trip_steps",
    metadata,
    Column("trip", Integer, ForeignKey(trips.c.id, ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("step", by_value(Step), nullable=False),
    Column("by", by_value(Actor), nullable=False),
    Column("who", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("at", Moment, nullable=False),
    # The trip as it was before the step, as a JSON object.
    Column("before", Text, nullable=False),
    Column("words", Text, nullable=False),
    # Who has done what, and under which name, is found without reading what the trips were.
    Index("ix_trip_steps_who", "who", "by", "name", "at"),
)

offers = Table(
    "offers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("account", Text, nullable=False),
    Column("contact", Text, nullable=False),
    Column("library", Text, nullable=False),
    # JSON lists.
    Column("themes", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("when_not", Text, nullable=False),
    Column("closed", Text, nullable=False),
    Column("per_month", Integer, nullable=False),
    Column("active", Boolean, nullable=False),
    UniqueConstraint("key"),
    Index("ix_offers_account", "account"),
)

asked_hosts = Table(
    "asked_hosts",
    metadata,
    Column("trip", Integer, ForeignKey(trips.c.id, ondelete="CASCADE"), primary_key=True),
    Column("offer", Integer, ForeignKey(offers.c.id, ondelete="CASCADE"), primary_key=True),
    Column("library", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("reply", by_value(Reply), nullable=False),
    Column("words", Text, nullable=False),
    Column("days", Text, nullable=False),
    Index("ix_asked_hosts_account", "account"),
)

trip_reports = Table(
    "trip_reports",
    metadata,
    Column("trip", Integer, ForeignKey(trips.c.id, ondelete="CASCADE"), primary_key=True),
    Column("learnt", Text, nullable=False),
    Column("change", Text, nullable=False),
    Column("share", Text, nullable=False),
    Column("rating", Integer, nullable=False),
    Column("publish", Boolean, nullable=False),
    Column("text", Text, nullable=False),
    Column("later", Text, nullable=False),
)
