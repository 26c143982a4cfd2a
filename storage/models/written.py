"""The AKE team's own answers, questions that nobody could answer, and the hands that want to hear of them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from bot.domain.unanswered import UnansweredState
from storage.models.base import by_value, metadata

# A removed answer stays as a row, so that the sum of the versions grows with every change.
written_answers = Table(
    "written_answers",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("writing", Text, nullable=False),
    Column("before", Text),
    Column("version", Integer, nullable=False),
    Column("removed", Boolean, nullable=False),
)

# Without whoever asked, and with days alone: an hour would tell which turn it was.
unanswered = Table(
    "unanswered",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False),
    Column("wordings", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("number", Integer, nullable=False),
    Column("last_on", Date, nullable=False),
    Column("state", by_value(UnansweredState), nullable=False),
    Column("answer", String(64), nullable=False),
    Column("ended_on", Date),
    UniqueConstraint("key"),
    Index("ix_unanswered_state", "state", "number"),
)

# Without a row's number, which would tell who was first.
hearers = Table(
    "hearers",
    metadata,
    Column("question", Integer, ForeignKey(unanswered.c.id, ondelete="CASCADE"), primary_key=True),
    Column("hand", String(64), primary_key=True),
    Index("ix_hearers_hand", "hand"),
    sqlite_with_rowid=False,
)
