"""Addresses of databases."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.engine import address, sqlite_engine


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("sqlite+aiosqlite:///data/k.db", "sqlite:///data/k.db"),
        ("sqlite:////srv/k.db", "sqlite:////srv/k.db"),
        (
            "postgresql://u:p@db.example:5433/k?sslmode=require",
            "postgresql+psycopg://u:p@db.example:5433/k?sslmode=require",
        ),
        ("postgresql+psycopg://db.example/k", "postgresql+psycopg://db.example/k"),
        ("postgresql+asyncpg://db.example/k", "postgresql+psycopg://db.example/k"),
    ],
)
def test_every_spelling_is_taken(given: str, used: str) -> None:
    assert address(given).render_as_string(hide_password=False) == used


@pytest.mark.parametrize("given", ["mysql://db.example/k", "sqlite://", "sqlite:///:memory:", "k.db", ""])
def test_other_addresses_are_refused(given: str) -> None:
    with pytest.raises(ValueError):
        address(given)


def test_a_sqlite_file_has_its_folder_and_pragmas(tmp_path: Path) -> None:
    engine = sqlite_engine(address(f"sqlite:///{tmp_path / 'new' / 'k.db'}"))
    with engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "busy_timeout",
                "secure_delete",
                "journal_size_limit",
            )
        }
    engine.dispose()
    kept = {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1, "busy_timeout": 5000}
    assert found == {**kept, "secure_delete": 1, "journal_size_limit": 0}
