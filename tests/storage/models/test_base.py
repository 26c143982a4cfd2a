"""How values of the domain are kept."""

from __future__ import annotations

from sqlalchemy import text

from bot.domain.events import Form, Status
from storage.engine import address, migration_engine
from storage.store import SqlStore
from tests.support.drafts import draft, helsinki


async def test_what_is_kept_can_be_read_without_this_code(store: SqlStore, database_url: str) -> None:
    """Enums by their values, moments in UTC."""
    async with store.begin() as uow:
        await uow.events.add([draft(form=Form.ON_SITE, status=Status.MOVED, starts=helsinki(2026, 7, 1, 12))])
    engine = migration_engine(address(database_url))
    with engine.connect() as connection:
        row = connection.execute(text("SELECT form, status, starts FROM events")).one()
    engine.dispose()
    assert (row.form, row.status) == ("on_site", "moved")
    assert str(row.starts).startswith("2026-07-01 09:00:00")
