"""Announcements, and how many have told that they read them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from bot.domain.announcements import AnnouncementState
from bot.domain.repeats import Repeat
from storage.models.base import Moment, by_value, metadata

announcements = Table(
    "announcements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(32), nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", by_value(AnnouncementState), nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("picture", Text, nullable=False),
    Column("picture_alt", Text, nullable=False),
    Column("asks_read", Boolean, nullable=False),
    # Numbers of recipients, as a JSON list.
    Column("channels", Text, nullable=False),
    Column("everybody", Boolean, nullable=False),
    Column("send_at", Moment),
    Column("changed_at", Moment, nullable=False),
    Column("sent_at", Moment),
    Column("corrected_at", Moment),
    Column("replaces", Integer, ForeignKey("announcements.id", ondelete="CASCADE")),
    Column("author", Text),
    Column("trouble", String(64)),
    Column("repeats", by_value(Repeat)),
    Column("until", Date),
    # An event shown as it is just now; it is never erased.
    Column("event", Integer),
    # Names of libraries and of consortia, as JSON lists.
    Column("libraries", Text),
    Column("consortia", Text),
    UniqueConstraint("key"),
    Index("ix_announcements_state", "state", "changed_at"),
    Index("ix_announcements_event", "event"),
)

# Of a reader only a fingerprint of the account and the announcement together: it counts each once, and tells
# nothing of what else the same person has read.
readings = Table(
    "readings",
    metadata,
    Column("announcement", Integer, ForeignKey(announcements.c.id, ondelete="CASCADE"), primary_key=True),
    Column("reader", String(64), primary_key=True),
)
