"""People and channels that the bot can write to, and what they want to be reminded of."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint, false

from bot.domain.recipients import RecipientKind
from bot.domain.reminders import Lead, Scope
from storage.models.base import Moment, by_value, metadata

recipients = Table(
    "recipients",
    metadata,
    Column("id", Integer, primary_key=True),
    # The account's fingerprint: an account is of any length.
    Column("key", String(64), nullable=False),
    Column("kind", by_value(RecipientKind), nullable=False),
    Column("account", Text, nullable=False),
    Column("conversation", Text, nullable=False),
    Column("service_url", Text, nullable=False),
    Column("bot", Text, nullable=False),
    Column("tenant", Text, nullable=False),
    Column("directory_id", Text, nullable=False),
    Column("language", String(2), nullable=False),
    Column("unreachable", Text, nullable=False),
    Column("paused_until", Moment),
    Column("name", Text),
    # Known from rosters alone: has never written.
    Column("listed", Boolean, nullable=False, server_default=false()),
    # A channel that was given the usual reminders once; whoever stops them has the last word.
    Column("given_usual", Boolean, nullable=False, server_default=false()),
    # The municipality of a person's library, and whether they want no announcements: told by themselves.
    Column("library", Text),
    Column("declines", Boolean),
    UniqueConstraint("key"),
)

# One row for each lead of a subscription.
subscriptions = Table(
    "subscriptions",
    metadata,
    Column("recipient", Integer, ForeignKey(recipients.c.id, ondelete="CASCADE"), primary_key=True),
    Column("scope", by_value(Scope), primary_key=True),
    Column("about", String(500), primary_key=True),
    Column("lead", by_value(Lead), primary_key=True),
    Index("ix_subscriptions_what", "scope", "about", "lead"),
)
