"""New rows that may be there already: both databases can take such, each by an insert of its own dialect."""

from __future__ import annotations

from typing import TypeAlias

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite

Insert: TypeAlias = sqlite.Insert | postgresql.Insert


def inserts(table: Table) -> dict[str, Insert]:
    """The insert into a table by the names of the dialects, of which a repository takes its connection's."""
    return {"sqlite": sqlite.insert(table), "postgresql": postgresql.insert(table)}
