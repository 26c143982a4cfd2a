"""What all tables share: names of constraints, and how values of the domain are kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, Dialect, Enum, MetaData
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import TypeDecorator, TypeEngine

from bot.domain.intervals import at_helsinki

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)


class _SqliteDateTime(sqlite.DATETIME):
    """SQLite's own, whose texts are the same but made field by field, which takes five times as long."""

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], str | None]:
        """What writes a value as SQLite keeps it."""
        return _written


def _written(value: datetime | None) -> str | None:
    return None if value is None else value.isoformat(" ", "microseconds")


class Moment(TypeDecorator[datetime]):
    """A moment: kept in UTC, read back on Helsinki's clock, so that the repeated hour stays told apart.

    Naive values are refused, since nobody could say what they mean.
    """

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """PostgreSQL keeps the zone with the value; SQLite has no such type."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(_SqliteDateTime())  # type: ignore[no-untyped-call]
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment must know its time zone")
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To Helsinki's clock."""
        if value is None:
            return None
        return at_helsinki(value if value.tzinfo else value.replace(tzinfo=UTC))


def by_value(kind: type[StrEnum]) -> Enum:
    """A column of an enum, kept by its value: a name may be changed, what is stored may not."""
    return Enum(kind, values_callable=lambda members: [str(m) for m in members], native_enum=False, length=16)
