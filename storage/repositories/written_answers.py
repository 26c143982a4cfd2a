"""The AKE team's own answers, in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, bindparam, func, select, update

from bot.domain.written_answers import Writing, WrittenAnswer
from bot.jsontext import decoded, encoded
from storage.connections import Connection
from storage.inserts import inserts
from storage.models import written_answers

_NEW = {
    dialect: new.on_conflict_do_nothing().returning(written_answers.c.key)
    for dialect, new in inserts(written_answers).items()
}
_REVISION = select(func.coalesce(func.sum(written_answers.c.version), 0))
_ALL = select(written_answers).order_by(written_answers.c.key)
_BY_KEY = select(written_answers).where(written_answers.c.key == bindparam("this")).with_for_update()
_CHANGE = update(written_answers).where(
    written_answers.c.key == bindparam("this"), written_answers.c.version == bindparam("seen")
)


class SqlWrittenAnswers:
    """Answers that the team has written or changed."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def revision(self) -> int:
        """A number that grows with every change, so equal means unchanged."""
        return int((await self._connection.execute(_REVISION)).scalar_one())

    async def all(self) -> Sequence[WrittenAnswer]:
        """All of them, in a lasting order."""
        return [_answer_of(row) for row in await self._connection.execute(_ALL)]

    async def by_key(self, key: str) -> WrittenAnswer | None:
        """The answer of a key; nobody else changes it until the end."""
        row = (await self._connection.execute(_BY_KEY, {"this": key})).first()
        return _answer_of(row) if row else None

    async def add(self, answer: WrittenAnswer) -> bool:
        """Keep a new one, in its first version; False when one of the key is there already."""
        values = {"key": answer.key, **_values_of(answer), "version": 1}
        return (await self._connection.execute(_NEW[self._connection.dialect.name], values)).first() is not None

    async def change(self, answer: WrittenAnswer) -> bool:
        """Keep it in place of its own version, as the next; False when that is not the stored one any more."""
        values = {**_values_of(answer), "version": answer.version + 1}
        seen = {"this": answer.key, "seen": answer.version}
        return (await self._connection.execute(_CHANGE.values(values), seen)).rowcount > 0


def _values_of(answer: WrittenAnswer) -> dict[str, Any]:
    return {
        "writing": encoded(asdict(answer.writing)).decode(),
        "before": encoded(asdict(answer.before)).decode() if answer.before else None,
        "removed": answer.removed,
    }


def _answer_of(row: Row[Any]) -> WrittenAnswer:
    before = _writing_of(row.before) if row.before else None
    return WrittenAnswer(row.key, _writing_of(row.writing), row.version, row.removed, before)


def _writing_of(told: str) -> Writing:
    fields = decoded(told)
    return Writing(**{**fields, "ways": tuple(fields["ways"])})
