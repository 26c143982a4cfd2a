"""A backup holds everything as it was at one moment, and comes back into an empty database of either kind."""

from __future__ import annotations

import asyncio
import gzip
import json
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Table, insert, text

from bot.domain.errors import BackupRefused, StoreUnavailable
from bot.domain.roles import Deed
from storage import backup
from storage.backup import back_up
from storage.backup_file import BackupWriter
from storage.migrate import migrate
from storage.models import changes, members, turns
from storage.restore import restore
from tests.storage.filling import ROWS, engine_of, everything, fill

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a backup is written."""
    return tmp_path / "kahvit.backup"


@pytest.fixture
def emptied(tmp_path: Path, database_url: str, request: pytest.FixtureRequest) -> Callable[[], str]:
    """Makes the other kind of database, migrated and empty."""
    other = "postgres_url" if database_url.startswith("sqlite") else "sqlite_url"
    return lambda: str(request.getfixturevalue(other))


def execute(url: str, statement: Any, parameters: Any = None) -> None:
    engine = engine_of(url)
    with engine.connect() as connection:
        connection.execute(statement, parameters)
        connection.commit()
    engine.dispose()


def lines_of(file: Path) -> list[bytes]:
    return gzip.decompress(file.read_bytes()).splitlines(keepends=True)


def refusal(url: str, file: Path) -> str:
    before = everything(url)
    with pytest.raises(BackupRefused) as refused:
        asyncio.run(restore(url, file))
    assert everything(url) == before
    return refused.value.code


def test_everything_goes_to_the_other_kind_of_database_and_back(
    database_url: str, emptied: Callable[[], str], tmp_path: Path, file: Path
) -> None:
    fill(database_url)
    stored = everything(database_url)
    assert all(len(rows) == ROWS for name, rows in stored.items() if name != "calendar")
    made = asyncio.run(back_up(database_url, file, NOW))
    assert made == sum(map(len, stored.values()))
    other = emptied()
    assert asyncio.run(restore(other, file)) == made
    assert everything(other) == stored
    again = tmp_path / "again.backup"
    asyncio.run(back_up(other, again, NOW))
    assert lines_of(again) == lines_of(file)
    back = f"sqlite:///{tmp_path / 'back.db'}"
    asyncio.run(restore(back, again))
    assert everything(back) == stored


def test_numbers_go_on_after_the_restored_ones(database_url: str, emptied: Callable[[], str], file: Path) -> None:
    fill(database_url)
    asyncio.run(back_up(database_url, file, NOW))
    other = emptied()
    asyncio.run(restore(other, file))
    row = {"who": "29:1", "at": NOW, "deed": Deed.ANNOUNCE, "what": "7", "data": "{}"}
    execute(other, insert(changes), row)
    assert max(one[0] for one in everything(other)["changes"]) == ROWS + 1


def test_what_is_written_meanwhile_waits_for_nothing_and_is_not_in_it(
    database_url: str, emptied: Callable[[], str], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(database_url)
    stored = everything(database_url)
    add, tables = backup._add, []

    def while_written(connection: Connection, writer: BackupWriter, model: Table) -> None:
        tables.append(model.name)
        execute(database_url, insert(turns), {"turn": f"meanwhile-{len(tables)}", "claimed_at": NOW})
        add(connection, writer, model)

    monkeypatch.setattr(backup, "_add", while_written)
    asyncio.run(back_up(database_url, file, NOW))
    assert len(everything(database_url)["turns"]) == ROWS + len(tables) > ROWS
    other = emptied()
    asyncio.run(restore(other, file))
    assert everything(other) == stored


def test_only_its_owner_may_read_a_backup_and_none_is_written_over(database_url: str, file: Path) -> None:
    asyncio.run(back_up(database_url, file, NOW))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()
    with pytest.raises(BackupRefused, match="file_exists"):
        asyncio.run(back_up(database_url, file, NOW))
    assert file.read_bytes() == before


def test_where_nothing_can_be_written_nothing_is_left(
    sqlite_url: str, tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BackupRefused, match="cannot_write"):
        asyncio.run(back_up(sqlite_url, tmp_path / "missing" / "kahvit.backup", NOW))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_add", full)
    with pytest.raises(BackupRefused, match="cannot_write"):
        asyncio.run(back_up(sqlite_url, file, NOW))
    assert not list(tmp_path.glob("kahvit*"))


@pytest.mark.parametrize(("version", "code"), [("9999", "newer_tables"), ("0011", "older_tables")])
def test_tables_of_another_version_are_not_backed_up(database_url: str, file: Path, version: str, code: str) -> None:
    execute(database_url, text("UPDATE alembic_version SET version_num = :version"), {"version": version})
    with pytest.raises(BackupRefused, match=code):
        asyncio.run(back_up(database_url, file, NOW))
    assert not file.exists()


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path, file: Path) -> None:
    missing = tmp_path / "missing.db"
    with pytest.raises(BackupRefused, match="no_database"):
        asyncio.run(back_up(f"sqlite:///{missing}", file, NOW))
    assert not missing.exists()
    with pytest.raises(StoreUnavailable):
        asyncio.run(back_up("postgresql://aino@127.0.0.1:1/k", file, NOW))


def test_a_database_that_holds_anything_is_left_as_it_is(
    database_url: str, emptied: Callable[[], str], file: Path
) -> None:
    fill(database_url)
    asyncio.run(back_up(database_url, file, NOW))
    assert refusal(database_url, file) == "not_empty"
    other = emptied()
    execute(other, insert(members), {"key": "k", "account": "29:1", "name": "Aino Esimerkki"})
    assert refusal(other, file) == "not_empty"


def _another_heading(lines: list[bytes], **told: object) -> list[bytes]:
    return [json.dumps({**json.loads(lines[0]), **told}).encode() + b"\n", *lines[1:]]


BROKEN: dict[str, tuple[Callable[[list[bytes]], list[bytes]], str]] = {
    "cut off": (lambda lines: lines[:-1], "broken"),
    "cut within a line": (lambda lines: [*lines[:-2], lines[-2][:9]], "broken"),
    "a row is missing": (lambda lines: [line for line in lines if not line.startswith(b'["1 ')], "broken"),
    "a table is missing": (lambda lines: [*lines[:-3], b'{"rows":0}\n'], "broken"),
    "an unknown table": (lambda lines: [lines[0], b'{"table":"sqlite_master","columns":{}}\n', *lines[1:]], "broken"),
    "a table twice": (lambda lines: [*lines[:3], *lines[1:]], "broken"),
    "an unknown kind": (lambda lines: [line.replace(b'"truth"', b'"blob"') for line in lines], "broken"),
    "an unknown column": (lambda lines: [line.replace(b'"title"', b'"tilte"') for line in lines], "broken"),
    "a row of no table": (lambda lines: [lines[0], b"[1]\n", *lines[1:]], "broken"),
    "a value of another kind": (lambda lines: [line.replace(b"[1,7]", b'["1",7]') for line in lines], "broken"),
    "a moment without a zone": (lambda lines: [line.replace(b"+00:00", b"") for line in lines], "broken"),
    "a row that points at none": (lambda lines: [line.replace(b"[3,3]", b"[3,9]") for line in lines], "broken"),
    "more after the end": (lambda lines: [*lines, b"[]\n"], "broken"),
    "a newer format": (lambda lines: _another_heading(lines, version=2), "newer"),
    "newer tables": (lambda lines: _another_heading(lines, tables="9999"), "newer"),
    "tables of no version": (lambda lines: _another_heading(lines, tables="head"), "broken"),
    "older tables": (lambda lines: _another_heading(lines, tables="0011"), "needs_new_database"),
    "another format": (lambda lines: _another_heading(lines, format="tar"), "no_backup"),
    "no heading": (lambda lines: lines[1:], "no_backup"),
    "a list": (lambda lines: [b"[1]\n"], "no_backup"),
    "nothing": (lambda lines: [], "no_backup"),
}


def test_a_broken_or_newer_file_changes_nothing(database_url: str, emptied: Callable[[], str], file: Path) -> None:
    fill(database_url)
    asyncio.run(back_up(database_url, file, NOW))
    lines, other = lines_of(file), emptied()
    for how, (spoil, code) in BROKEN.items():
        assert spoil(lines) != lines, how
        file.write_bytes(gzip.compress(b"".join(spoil(lines))))
        assert (how, refusal(other, file)) == (how, code)


def test_a_file_that_lost_bytes_or_is_none_changes_nothing(sqlite_url: str, file: Path, tmp_path: Path) -> None:
    asyncio.run(back_up(sqlite_url, file, NOW))
    whole = file.read_bytes()
    middle = len(whole) // 2
    for spoilt in (
        whole[:-1],
        whole[: middle + 300],
        whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
    ):
        file.write_bytes(spoilt)
        assert refusal(sqlite_url, file) == "broken"
    for none in (b"", b"no backup at all", gzip.compress(b"no backup at all")):
        file.write_bytes(none)
        assert refusal(sqlite_url, file) == "no_backup"
    assert refusal(sqlite_url, tmp_path / "missing.backup") == "no_file"
    assert refusal(sqlite_url, tmp_path) == "no_file"


SINCE_0011 = {
    "alerts",
    "trips",
    "trip_steps",
    "trip_reports",
    "offers",
    "asked_hosts",
    "calendar_sync",
    "synced_events",
    "calendar_keys",
}
SINCE_0011 |= {"unanswered", "hearers", "written_answers"}
"""Tables that version 0011 did not have."""

COLUMNS_SINCE_0011 = {"outbox": "trip", "events": "changed_at"}
"""The last column of these tables, which it did not have either."""


def test_a_backup_of_older_tables_comes_into_a_new_database_and_is_brought_to_the_newest(
    tmp_path: Path, file: Path, sqlite_url: str
) -> None:
    """Version 0011 knew no trips, for one: its backup has neither later tables nor later columns."""
    fill(sqlite_url)
    stored = everything(sqlite_url)
    asyncio.run(back_up(sqlite_url, file, NOW))
    file.write_bytes(gzip.compress(b"".join(_as_of_0011(lines_of(file)))))
    new = f"sqlite:///{tmp_path / 'new.db'}"
    asyncio.run(restore(new, file))
    found = everything(new)
    assert {name for name, rows in found.items() if not rows} == SINCE_0011
    assert found["outbox"] == [(*row[:-1], None) for row in stored["outbox"]]
    # Nobody knows when they were changed: the migration counts them as changed now.
    assert [row[:-1] for row in found["events"]] == [row[:-1] for row in stored["events"]]
    assert all(row[-1] for row in found["events"])
    same = found.keys() - SINCE_0011 - COLUMNS_SINCE_0011.keys()
    assert {name: found[name] for name in same} == {name: stored[name] for name in same}
    asyncio.run(migrate(new))


def _as_of_0011(lines: list[bytes]) -> list[bytes]:
    written, rows, name = _another_heading(lines, tables="0011")[:1], 0, ""
    for line in map(json.loads, lines[1:-1]):
        name = line["table"] if isinstance(line, dict) else name
        if name in SINCE_0011:
            continue
        if name in COLUMNS_SINCE_0011 and isinstance(line, dict):
            del line["columns"][COLUMNS_SINCE_0011[name]]
        elif name in COLUMNS_SINCE_0011:
            del line[-1]
        rows += isinstance(line, list)
        written.append(json.dumps(line).encode() + b"\n")
    return [*written, json.dumps({"rows": rows}).encode()]
