"""Feedback: answers by hands, what else hands have told, and the questions of series that have their own."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, Text

from bot.domain.feedback import Mark, Used
from storage.models.base import by_value, metadata
from storage.models.events import events

# Without a row's number: it would tell in which order people answered.
answers = Table(
    "answers",
    metadata,
    Column("event", Integer, ForeignKey(events.c.id, ondelete="CASCADE"), primary_key=True),
    Column("hand", String(64), primary_key=True),
    Column("rating", Integer, nullable=False),
    Column("library", String(100), nullable=False),
    # By the keys of their questions, as a JSON object; the keys of the hidden ones as a JSON list.
    Column("words", Text, nullable=False),
    Column("hidden", Text, nullable=False),
    Column("given_on", Date, nullable=False),
    Index("ix_answers_library", "library", "given_on"),
    Index("ix_answers_given_on", "given_on"),
    sqlite_with_rowid=False,
)

marks = Table(
    "marks",
    metadata,
    Column("event", Integer, ForeignKey(events.c.id, ondelete="CASCADE"), primary_key=True),
    Column("hand", String(64), primary_key=True),
    Column("mark", by_value(Mark), primary_key=True),
    sqlite_with_rowid=False,
)

outcomes = Table(
    "outcomes",
    metadata,
    Column("event", Integer, ForeignKey(events.c.id, ondelete="CASCADE"), primary_key=True),
    Column("hand", String(64), primary_key=True),
    Column("used", by_value(Used), nullable=False),
    Column("words", Text, nullable=False),
    sqlite_with_rowid=False,
)

questions = Table(
    "questions",
    metadata,
    Column("series", String(500), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("key", String(64), nullable=False),
    Column("fi", Text, nullable=False),
    Column("en", Text, nullable=False),
)
