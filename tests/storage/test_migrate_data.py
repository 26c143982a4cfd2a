"""A database of every earlier version comes to the newest with all that is in it, and the bot answers from it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, TableClause, column, func, insert, inspect, select, table, text

from bot.services.calendar import CalendarCache
from bot.services.team import Team
from bot.texts import texts_of
from dialogs.conversation import BotConversation
from storage.migrate import form_of, migrate, take_turn, upgrade
from storage.migrations import NEWEST
from storage.models import metadata
from storage.store import SqlStore
from tests.storage.filling import engine_of
from tests.storage.test_migrate import differences
from tests.support.journeys import NOW, open_journey
from tests.support.talk import HANDS, Talk
from tests.support.whole_life import KAISA, live
from tests.support.world import base_analyzer

Rows = Mapping[str, Sequence[Mapping[str, Any]]]

VERSIONS = tuple(f"{number:04}" for number in range(1, int(NEWEST)))
ALTERED = ("0003", "0011")
"""After these a table was made anew, or got columns."""

FI = texts_of("fi")


@pytest.fixture(scope="module")
def life(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """What is stored of people who have done everything, by tables."""
    path = tmp_path_factory.mktemp("life") / "life.db"
    path.write_bytes(migrated_file.read_bytes())
    return asyncio.run(_lived(f"sqlite:///{path}"))


async def _lived(url: str) -> Rows:
    store = SqlStore(url)
    async with open_journey(store) as journey:
        await live(journey)
        async with store.begin() as uow:
            run = uow.team._connection.execute
            found = {one.name: [dict(row._mapping) for row in await run(select(one))] for one in metadata.sorted_tables}
    await store.close()
    return found


@pytest.fixture(
    params=[*(("sqlite", one) for one in VERSIONS), *(("postgresql", one) for one in ALTERED)], ids="-".join
)
def earlier(request: pytest.FixtureRequest, life: Rows, tmp_path: Path) -> tuple[str, Rows]:
    """A database of an earlier version, and what is in it: that part of what people did which it could hold."""
    kind, version = request.param
    url = empty(kind, tmp_path, request)
    return url, made(url, version, life)


def empty(kind: str, folder: Path, request: pytest.FixtureRequest) -> str:
    """The address of a database without tables."""
    return f"sqlite:///{folder / 'old.db'}" if kind == "sqlite" else str(request.getfixturevalue("empty_postgres_url"))


def made(url: str, version: str, life: Rows) -> Rows:
    """Make and fill the tables of a version."""
    engine = engine_of(url)
    with engine.connect() as connection:
        take_turn(connection)
        upgrade(connection, version)
        connection.execute(text("DELETE FROM calendar"))
        inspector = inspect(connection)
        there = set(inspector.get_table_names())
        held = {
            one.name: _held(life[one.name], [each["name"] for each in inspector.get_columns(one.name)])
            for one in metadata.sorted_tables
            if one.name in there
        }
        for name, rows in held.items():
            if rows:
                connection.execute(insert(clause(name, rows[0])), rows)
        if connection.dialect.name == "postgresql":
            _count_on(connection, held)
        connection.commit()
    engine.dispose()
    return held


def _held(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> list[dict[str, Any]]:
    """The rows as tables of these columns hold them; a notice of what these cannot point at was not there yet."""
    pointing = [one for one in ("announcement", "trip") if rows and one in rows[0] and one not in names]
    return [{name: row[name] for name in names} for row in rows if all(row[one] is None for one in pointing)]


def clause(name: str, names: Sequence[str] | Mapping[str, Any]) -> TableClause:
    """A table of some columns, each of its kind today."""
    return table(name, *(column(one, metadata.tables[name].c[one].type) for one in names))


def _count_on(connection: Connection, held: Rows) -> None:
    for name, rows in held.items():
        if rows and "id" in rows[0]:
            sequence = connection.execute(select(func.pg_get_serial_sequence(name, "id"))).scalar()
            if sequence:
                connection.execute(select(func.setval(sequence, max(row["id"] for row in rows))))


def stored(url: str, held: Rows) -> Rows:
    """The same tables and columns as they are now."""
    engine = engine_of(url)
    with engine.connect() as connection:
        found = {
            name: [dict(row._mapping) for row in connection.execute(select(clause(name, rows[0])))]
            for name, rows in held.items()
            if rows
        }
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    engine.dispose()
    return found


def same(found: Rows, held: Rows) -> bool:
    """Whether all rows are there, in whatever order."""
    return all(sorted(map(str, found[name])) == sorted(map(str, rows)) for name, rows in held.items() if rows)


async def test_all_that_was_stored_is_there_and_the_bot_answers_from_it(earlier: tuple[str, Rows]) -> None:
    url, held = earlier
    await migrate(url)
    assert differences(url) == []
    assert same(stored(url, held), held)
    store = SqlStore(url)
    conversation = BotConversation(store, CalendarCache(base_analyzer()), Team(), HANDS)
    # Numbers of messages that nobody has sent yet.
    talk = Talk(conversation, KAISA, f"a:{KAISA.id}", NOW, numbers=count(1_000))
    assert "Sanelu puhelimella" in (await talk.say("mitkä etäkahvit olivat tänään")).text
    told = (await talk.say("mitä tiedät minusta")).text
    if "subscriptions" in held:
        ordered = {(row["scope"], row["about"]) for row in held["subscriptions"]}
        assert FI.count("personal.subscriptions", len(ordered)) in told
    if "answers" in held:
        assert FI.count("personal.answers", 1) in told
    if "trips" in held:
        assert FI.count("personal.trips", 1, time="24 kuukautta") in told
    # New rows go beside the old ones.
    await talk.say("kirjastoni on Juva")
    await talk.say("muistuta minua digivarteista tuntia ennen")
    await store.close()


KILLED = """
import asyncio, os, sys
from sqlalchemy import Engine, event
from storage.migrate import migrate
left = int(sys.argv[2])

@event.listens_for(Engine, "before_cursor_execute")
def ends(connection, cursor, statement, parameters, context, executemany):
    global left
    left -= statement.split()[0] in ("CREATE", "ALTER", "DROP", "INSERT", "UPDATE")
    if left < 0:
        os._exit(9)

asyncio.run(migrate(sys.argv[1]))
"""
"""Migrates, and dies before a statement that changes something."""


@pytest.mark.parametrize(("kind", "after"), [("sqlite", 1), ("sqlite", 20), ("sqlite", 45), ("postgresql", 30)])
async def test_a_migration_that_was_killed_is_done_by_running_it_again(
    kind: str, after: int, life: Rows, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = empty(kind, tmp_path, request)
    held = made(url, ALTERED[0], life)
    killed = await asyncio.create_subprocess_exec(sys.executable, "-c", KILLED, url, str(after))
    assert await asyncio.wait_for(killed.wait(), 60) == 9
    assert version_of(url) == ALTERED[0]
    assert same(stored(url, held), held)
    await migrate(url)
    assert differences(url) == []
    assert same(stored(url, held), held)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_two_replicas_that_begin_at_once_migrate_what_is_stored_once(
    kind: str, life: Rows, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = empty(kind, tmp_path, request)
    held = made(url, ALTERED[0], life)
    code = "import asyncio, sys; from storage.migrate import migrate; asyncio.run(migrate(sys.argv[1]))"
    replicas = [await asyncio.create_subprocess_exec(sys.executable, "-c", code, url) for _ in range(2)]
    assert [await asyncio.wait_for(one.wait(), 60) for one in replicas] == [0, 0]
    assert (version_of(url), differences(url)) == (NEWEST, [])
    assert same(stored(url, held), held)


def version_of(url: str) -> str:
    """The version of the tables."""
    engine = engine_of(url)
    with engine.connect() as connection:
        found = form_of(connection)
    engine.dispose()
    return found
