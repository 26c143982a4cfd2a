"""Migrations build exactly the tables that the models describe."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from bot.domain.errors import StoreUnavailable
from storage import engine as engines
from storage import migrations
from storage.engine import address, migration_engine
from storage.migrate import migrate
from storage.models import metadata


def differences(url: str) -> list[object]:
    """In what the tables of a database differ from the models."""
    engine = migration_engine(address(url))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        found = compare_metadata(context, metadata)
    engine.dispose()
    return list(found)


def test_models_and_migrations_agree(database_url: str) -> None:
    assert differences(database_url) == []


def test_a_difference_would_be_seen(database_url: str) -> None:
    engine = migration_engine(address(database_url))
    with engine.connect() as connection:
        connection.execute(text("DROP TABLE memories"))
        connection.commit()
    engine.dispose()
    assert differences(database_url) != []


def test_constraints_and_indexes_have_the_names_of_the_models(database_url: str) -> None:
    engine = migration_engine(address(database_url))
    with engine.connect() as connection:
        inspector = inspect(connection)
        for table in metadata.sorted_tables:
            assert inspector.get_pk_constraint(table.name)["name"] == f"pk_{table.name}"
            assert {one["name"] for one in inspector.get_check_constraints(table.name)} <= {"ck_calendar_one_row"}
    engine.dispose()


def test_the_newest_version_is_named() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_current_head() == migrations.NEWEST


def test_a_database_of_the_newest_form_needs_no_alembic(database_url: str) -> None:
    code = f"import asyncio, sys; from storage.migrate import migrate; asyncio.run(migrate({database_url!r}));"
    code += "sys.exit('alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


async def test_migrating_again_changes_nothing(database_url: str) -> None:
    await migrate(database_url)
    assert differences(database_url) == []


async def test_two_processes_may_migrate_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'deep' / 'folder' / 'new.db'}"
    await asyncio.gather(migrate(url), migrate(url))
    assert differences(url) == []


async def test_a_newer_database_is_left_alone(database_url: str) -> None:
    _name_version(database_url, "9999")
    with pytest.raises(StoreUnavailable, match="newer version"):
        await migrate(database_url)
    _name_version(database_url, migrations.NEWEST)
    assert differences(database_url) == []


def _name_version(url: str, version: str) -> None:
    engine = migration_engine(address(url))
    with engine.connect() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
        connection.commit()
    engine.dispose()


@pytest.mark.parametrize("url", ["postgresql://aino:secret@127.0.0.1:1/k", "sqlite:///{folder}", "sqlite:///{file}"])
async def test_what_is_no_database_cannot_be_migrated(url: str, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("no database at all, " * 500)
    with pytest.raises(StoreUnavailable) as refused:
        await migrate(url.format(folder=tmp_path, file=file))
    assert "secret" not in f"{refused.value} {refused.value.__cause__}"


async def test_a_file_that_is_locked_or_may_not_be_written_cannot_be_migrated(
    tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for pragma in ("busy_timeout=50", "query_only=ON"):
        monkeypatch.setattr(engines, "_PRAGMAS", (pragma,))
        with closing(sqlite3.connect(tmp_path / "test.db", isolation_level=None)) as other:
            other.execute("DROP TABLE IF EXISTS alembic_version")
            other.execute("BEGIN IMMEDIATE" if "busy" in pragma else "SELECT 1")
            with pytest.raises(StoreUnavailable):
                await migrate(sqlite_url)
