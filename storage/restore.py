"""Brings a backup into an empty database of either kind, all of it or nothing."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, Inspector, bindparam, func, insert, inspect, select, table, text, update
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from bot.domain.errors import BackupRefused, StoreUnavailable
from storage.backup_file import BackupReader, BackupTable, Row, open_backup
from storage.engine import address, migration_engine
from storage.migrate import form_of, take_turn, upgrade
from storage.migrations import NEWEST

_VERSIONS = "alembic_version"
_FORM = re.compile(r"\d{4}")
_NEW_CALENDAR = text("SELECT count(*) FROM calendar WHERE revision = 0")


async def restore(url: str, path: Path) -> int:
    """Store what a backup holds; how many rows.

    An older backup is restored into tables of its own version, which are then brought to the newest.
    BackupRefused when the file cannot be restored or the database is not empty; StoreUnavailable when
    the database cannot be used.
    """
    try:
        return await asyncio.to_thread(_restore, url, path)
    except (IntegrityError, DataError) as error:
        # Only what no backup of ours holds is refused by the tables.
        raise BackupRefused("broken") from error
    except DBAPIError as error:
        raise StoreUnavailable from error


def _restore(url: str, path: Path) -> int:
    with open_backup(path) as file:
        backup = BackupReader(file)
        if not _FORM.fullmatch(backup.form):
            raise BackupRefused("broken")
        if backup.form > NEWEST:
            raise BackupRefused("newer")
        engine = migration_engine(address(url))
        try:
            with engine.connect() as connection:
                take_turn(connection)
                _make_ready(connection, backup.form)
                _fill(connection, backup)
                if backup.form != NEWEST:
                    upgrade(connection)
                connection.commit()
        finally:
            engine.dispose()
    return backup.rows


def _make_ready(connection: Connection, form: str) -> None:
    """Empty tables of a version, which nobody else writes into before this transaction ends."""
    found = form_of(connection)
    if not found:
        upgrade(connection, form)
    elif found > NEWEST:
        raise BackupRefused("newer_tables")
    names = _tables(inspect(connection))
    if connection.dialect.name == "postgresql":
        quoted = ", ".join(map(connection.dialect.identifier_preparer.quote, names))
        connection.exec_driver_sql(f"LOCK TABLE {quoted} IN SHARE ROW EXCLUSIVE MODE")
    if not _empty(connection, names):
        raise BackupRefused("not_empty")
    if found and found != form:
        raise BackupRefused("needs_new_database")
    connection.execute(text("DELETE FROM calendar"))


def _tables(inspector: Inspector) -> list[str]:
    return [name for name in inspector.get_table_names() if name != _VERSIONS]


def _empty(connection: Connection, names: list[str]) -> bool:
    """Whether nothing has been stored; a new calendar has its running number already."""
    if not connection.execute(_NEW_CALENDAR).scalar():
        return False
    rest = (name for name in names if name != "calendar")
    return all(connection.execute(select(1).select_from(table(name)).limit(1)).first() is None for name in rest)


def _fill(connection: Connection, backup: BackupReader) -> None:
    inspector = inspect(connection)
    missing = set(_tables(inspector))
    filling: _Filling | None = None
    for one, rows in backup.batches():
        if filling is None or filling.name != one.name:
            if filling is not None:
                filling.end()
            if one.name not in missing:
                raise BackupRefused("broken")
            missing.remove(one.name)
            filling = _Filling(connection, inspector, one)
        filling.add(rows)
    if filling is None or missing:
        raise BackupRefused("broken")
    filling.end()


class _Filling:
    """One table that is being filled."""

    def __init__(self, connection: Connection, inspector: Inspector, one: BackupTable) -> None:
        if {column["name"] for column in inspector.get_columns(one.name)} != set(one.columns):
            raise BackupRefused("broken")
        self.name = one.name
        self._connection, self._clause = connection, one.clause()
        self._key = inspector.get_pk_constraint(one.name)["constrained_columns"]
        keys = inspector.get_foreign_keys(one.name)
        # What points at a row of the same table comes last: that row may follow.
        self._own = [key["constrained_columns"][0] for key in keys if key["referred_table"] == one.name]
        self._pointing: list[tuple[str, Row]] = []

    def add(self, rows: Sequence[Row]) -> None:
        """Store some rows."""
        if not rows:
            return
        for name in self._own:
            kept = (*self._key, name)
            self._pointing += [(name, {f"_{one}": row[one] for one in kept}) for row in rows if row[name] is not None]
        self._connection.execute(insert(self._clause), [{**row, **dict.fromkeys(self._own)} for row in rows])

    def end(self) -> None:
        """All rows are there: point at them, and let PostgreSQL count on from the last."""
        for name, row in self._pointing:
            same = [self._clause.c[one] == bindparam(f"_{one}") for one in self._key]
            self._connection.execute(update(self._clause).where(*same).values({name: bindparam(f"_{name}")}), row)
        if self._connection.dialect.name == "postgresql":
            self._count_on()

    def _count_on(self) -> None:
        for name in self._key:
            sequence = self._connection.execute(select(func.pg_get_serial_sequence(self.name, name))).scalar()
            last = self._connection.execute(select(func.max(self._clause.c[name]))).scalar() if sequence else None
            if last is not None:
                self._connection.execute(select(func.setval(sequence, last)))
