"""A look at a database tells its form and clock, and changes nothing."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.domain.checkup import DatabaseLook, Tables
from storage.look import look_at
from tests.storage.filling import engine_of, everything


def test_the_newest_form_and_the_clock_of_a_server(database_url: str) -> None:
    look = asyncio.run(look_at(database_url))
    assert look.tables is Tables.NEWEST
    assert (look.ahead is None) is database_url.startswith("sqlite")
    # One machine here.
    assert abs(look.ahead or timedelta()) < timedelta(seconds=5)


@pytest.mark.parametrize(("version", "tables"), [("0011", Tables.OLDER), ("9999", Tables.NEWER)])
def test_another_form_is_left_as_it_is(database_url: str, version: str, tables: Tables) -> None:
    engine = engine_of(database_url)
    with engine.connect() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
        connection.commit()
    engine.dispose()
    before = everything(database_url)
    assert asyncio.run(look_at(database_url)).tables is tables
    assert everything(database_url) == before


def test_what_is_not_there_is_not_made(tmp_path: Path) -> None:
    assert asyncio.run(look_at(f"sqlite:///{tmp_path / 'folder' / 'k.db'}")) == DatabaseLook(Tables.MISSING)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "notes.txt").write_text("no database at all, " * 500)
    for away in (f"sqlite:///{tmp_path / 'notes.txt'}", f"sqlite:///{tmp_path}", "postgresql://aino@127.0.0.1:1/k"):
        assert asyncio.run(look_at(away)) == DatabaseLook(Tables.AWAY)
