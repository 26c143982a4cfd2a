"""A row of a table, before anything is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.errors import Problem


@dataclass(frozen=True, slots=True)
class Row:
    """A row as read: its number as people see it, its cells, and what was wrong in reading them."""

    number: int
    cells: Sequence[str]
    problems: tuple[Problem, ...] = ()
