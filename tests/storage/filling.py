"""Rows for every table of the models, made by the types of the columns, so that no new table is left out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Date, Engine, Enum, Integer, Table, insert, select

from storage.engine import address, migration_engine
from storage.models import calendar, metadata
from storage.models.base import Moment

ROWS = 3
# The hour that Helsinki's clock shows twice, before and after it is put back.
TWICE = (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, 0, 1, tzinfo=UTC))


def engine_of(url: str) -> Engine:
    """A blocking engine of its own."""
    return migration_engine(address(url))


def fill(url: str) -> None:
    """Put rows into every table; what points at the same table points at a row that follows."""
    engine = engine_of(url)
    with engine.connect() as connection:
        connection.execute(calendar.update().values(revision=7))
        for table in metadata.sorted_tables:
            if table is not calendar:
                _fill_table(connection, table)
        connection.commit()
    engine.dispose()


def _fill_table(connection: Connection, table: Table) -> None:
    rows = [{column.name: _value(column, number) for column in table.columns} for number in range(1, ROWS + 1)]
    own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    connection.execute(insert(table), [{**row, **dict.fromkeys(own)} for row in rows])
    for name in own:
        connection.execute(table.update().where(table.c.id == 1).values({name: ROWS}))


def _value(column: Column[Any], number: int) -> Any:
    if column.nullable and number == 2:
        return None
    kind = column.type
    if column.foreign_keys:
        return number
    if isinstance(kind, Boolean):
        return number == 1
    if isinstance(kind, Enum):
        values = list(kind.enum_class)  # type: ignore[arg-type]
        return values[number - 1 if column.primary_key else 0]
    if isinstance(kind, Integer):
        return number
    if isinstance(kind, Date):
        return date(2026, 11, 20) + timedelta(number)
    if isinstance(kind, Moment):
        return TWICE[number % 2]
    text = f'{number} ä"\\\n\u2028😀{column.name}'
    return text[: getattr(kind, "length", None)]


def everything(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, as they are stored."""
    engine = engine_of(url)
    with engine.connect() as connection:
        found = {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
        }
    engine.dispose()
    return found
