"""Statements of a turn, compiled once for SQLite and then run by its driver alone.

SQLAlchemy's way to the driver takes several times as long as such a statement itself.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.dialects import sqlite

_DIALECT = sqlite.dialect(paramstyle="named")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement's SQL, and by the names of its parameters what makes values of the driver of them."""

    sql: str
    processors: Mapping[str, Callable[[Any], Any] | None]

    def run(self, driver: sqlite3.Connection, parameters: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
        """The rows, with values as the driver gives them; KeyError when a parameter is missing."""
        values = {
            name: process(parameters[name]) if process else parameters[name]
            for name, process in self.processors.items()
        }
        return driver.execute(self.sql, values).fetchall()


@cache
def prepared(statement: Executable) -> Prepared:
    """The statement, compiled at its first use."""
    compiled = statement.compile(dialect=_DIALECT)  # type: ignore[attr-defined]
    processors = {
        name: bind.type.dialect_impl(_DIALECT).bind_processor(_DIALECT) for name, bind in compiled.binds.items()
    }
    return Prepared(str(compiled), processors)
