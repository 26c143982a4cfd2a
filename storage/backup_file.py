"""The form of a backup: one gzip file of JSON lines, the same for both databases.

The first line names the format, its version, the version of the tables and when it was made. Each table follows as
one line of its name and columns with their kinds, and a line for each row; the last line tells how many rows there are.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any, Protocol

from sqlalchemy import BigInteger, Boolean, Date, Integer, String, TableClause, Text, column, table
from sqlalchemy.types import TypeEngine

from bot.domain.errors import BackupRefused
from bot.jsontext import decoded, encoded
from storage.models.base import Moment

FORMAT = "kahvibotti-backup"
VERSION = 1
_LONGEST_LINE = 16 * 1024 * 1024
_ROWS_TOGETHER = 500

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Kind:
    """How values of a kind are kept in a column, and in the file as a value of one JSON type."""

    column: TypeEngine[Any]
    json: type
    written: Callable[[Any], Any] = lambda value: value
    read: Callable[[Any], Any] = lambda value: value


def _in_utc(value: datetime) -> str:
    return value.astimezone(UTC).isoformat()


def _moment(text: str) -> datetime:
    value = datetime.fromisoformat(text)
    if value.tzinfo is None:
        raise ValueError
    return value


_KINDS = {
    "number": _Kind(BigInteger(), int),
    "text": _Kind(Text(), str),
    "truth": _Kind(Boolean(), bool),
    "day": _Kind(Date(), str, date.isoformat, date.fromisoformat),
    "moment": _Kind(Moment(), str, _in_utc, _moment),
}
_OF_MODELS = ((Boolean, "truth"), (Integer, "number"), (String, "text"), (Date, "day"), (Moment, "moment"))


def kind_of(kept: TypeEngine[Any]) -> str:
    """The kind of a model's column; an enum is a text, as it is stored."""
    return next(name for model, name in _OF_MODELS if isinstance(kept, model))


@dataclass(frozen=True, slots=True)
class BackupTable:
    """A table by its name and the kinds of its columns: all that is needed to read it, or to fill it."""

    name: str
    columns: Mapping[str, str]

    def clause(self) -> TableClause:
        """The table for SQL."""
        return table(self.name, *(column(name, _KINDS[kind].column) for name, kind in self.columns.items()))

    def _written(self, row: Iterable[Any]) -> list[Any]:
        kinds = (_KINDS[kind] for kind in self.columns.values())
        return [None if value is None else kind.written(value) for value, kind in zip(row, kinds, strict=True)]

    def _read(self, row: list[Any]) -> Row:
        return {
            name: None if value is None else _checked(value, _KINDS[kind])
            for value, (name, kind) in zip(row, self.columns.items(), strict=True)
        }


def _checked(value: Any, kind: _Kind) -> Any:
    if type(value) is not kind.json:
        raise TypeError
    return kind.read(value)


class BinaryFile(Protocol):
    """What bytes can be written into."""

    def write(self, written: bytes, /) -> int: ...


class BackupWriter:
    """Writes a backup into an open file; it is whole only after `end`."""

    def __init__(self, file: BinaryFile, form: str, now: datetime) -> None:
        self._file = file
        self.rows = 0
        self._line({"format": FORMAT, "version": VERSION, "tables": form, "made_at": now.isoformat()})

    def add(self, one: BackupTable, rows: Iterable[Iterable[Any]]) -> None:
        """A table with all its rows."""
        self._line({"table": one.name, "columns": dict(one.columns)})
        for row in rows:
            self._line(one._written(row))
            self.rows += 1

    def end(self) -> None:
        """Nothing follows."""
        self._line({"rows": self.rows})

    def _line(self, value: Any) -> None:
        self._file.write(encoded(value) + b"\n")


class BackupReader:
    """Reads a backup; BackupRefused when it is none, is broken, or was made by a newer version of this program."""

    def __init__(self, file: IO[bytes]) -> None:
        self._lines = _lines(file)
        heading = next(self._lines, None)
        if not isinstance(heading, dict) or heading.get("format") != FORMAT:
            raise BackupRefused("no_backup")
        version, form = heading.get("version"), heading.get("tables")
        if not isinstance(version, int) or not isinstance(form, str):
            raise BackupRefused("broken")
        if version > VERSION:
            raise BackupRefused("newer")
        self.form: str = form
        """The version of the tables."""
        self.rows = 0

    def batches(self) -> Iterator[tuple[BackupTable, list[Row]]]:
        """All tables in their order, each with some of its rows at a time, and at least once."""
        now: BackupTable | None = None
        batch: list[Row] = []
        try:
            for line in self._lines:
                if isinstance(line, list):
                    batch.append(_of(now)._read(line))
                    self.rows += 1
                if now is not None and (isinstance(line, dict) or len(batch) == _ROWS_TOGETHER):
                    yield now, batch
                    batch = []
                if isinstance(line, dict) and "rows" in line:
                    self._end(line)
                    return
                if isinstance(line, dict):
                    now = BackupTable(line["table"], {name: _known(kind) for name, kind in line["columns"].items()})
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise BackupRefused("broken") from error
        # It ends before its last line.
        raise BackupRefused("broken")

    def _end(self, line: Row) -> None:
        if line["rows"] != self.rows or next(self._lines, None) is not None:
            raise BackupRefused("broken")


def _of(now: BackupTable | None) -> BackupTable:
    if now is None:
        raise ValueError
    return now


def _known(kind: str) -> str:
    if kind not in _KINDS:
        raise ValueError
    return kind


def _lines(file: IO[bytes]) -> Iterator[Any]:
    begun = False
    try:
        with gzip.open(file) as unpacked:
            while line := unpacked.readline(_LONGEST_LINE):
                yield decoded(line)
                begun = True
    except (EOFError, zlib.error) as error:
        # It is packed as ours are, and spoilt, perhaps in what is unpacked before the first line is read.
        raise BackupRefused("broken") from error
    except (OSError, ValueError) as error:
        raise BackupRefused("broken" if begun else "no_backup") from error


def open_backup(path: Path) -> IO[bytes]:
    """The file, to be read; BackupRefused when it cannot be opened."""
    try:
        return path.open("rb")
    except OSError as error:
        raise BackupRefused("no_file") from error
