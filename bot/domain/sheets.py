"""Tables to be written into a file of sheets, page by page, so that none is ever whole in memory."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date

Cell = str | int | float | date | None
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name, its columns with their widths in characters, and its rows, some at a time."""

    name: str
    columns: Sequence[tuple[str, int]]
    pages: AsyncIterator[Sequence[Row]]
