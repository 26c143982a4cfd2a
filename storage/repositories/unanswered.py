"""Questions that could not be answered, and the hands that want to hear of them, in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, or_, select, update

from bot.domain.unanswered import Awaited, Unanswered, UnansweredState
from bot.jsontext import decoded, encoded
from storage.connections import Connection
from storage.inserts import inserts
from storage.models import hearers, unanswered

_NEW = {
    dialect: new.on_conflict_do_nothing().returning(unanswered.c.id) for dialect, new in inserts(unanswered).items()
}
_HEAR = {
    dialect: new.on_conflict_do_nothing().returning(hearers.c.question) for dialect, new in inserts(hearers).items()
}
_BY_KEY = select(unanswered).where(unanswered.c.key == bindparam("this")).with_for_update()
_BY_ID = select(unanswered).where(unanswered.c.id == bindparam("this")).with_for_update()
_IS_OPEN = unanswered.c.state == UnansweredState.OPEN
_HEARERS = select(func.count()).where(hearers.c.question == unanswered.c.id).correlate(unanswered).scalar_subquery()
_OPEN = (
    select(unanswered, _HEARERS.label("hearers"))
    .where(_IS_OPEN)
    .order_by(unanswered.c.number.desc(), unanswered.c.last_on.desc(), unanswered.c.id)
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)
_COUNT = select(func.count()).select_from(unanswered).where(_IS_OPEN)
_OF_QUESTION = hearers.c.question == bindparam("this")
_CHANGE = update(unanswered).where(unanswered.c.id == bindparam("this"))
_FORGET = delete(unanswered).where(
    or_(_IS_OPEN & (unanswered.c.last_on < bindparam("asked")), unanswered.c.ended_on < bindparam("ended"))
)


class SqlUnanswered:
    """Questions that could not be answered."""

    __slots__ = ("_connection", "_dialect")

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._dialect = connection.dialect.name

    async def by_key(self, key: str) -> Unanswered | None:
        """The question of a key, in whatever state; nobody else changes it until the end."""
        row = (await self._connection.execute(_BY_KEY, {"this": key})).first()
        return _question_of(row) if row else None

    async def by_id(self, number: int) -> Unanswered | None:
        """The question of an id; nobody else changes it until the end."""
        row = (await self._connection.execute(_BY_ID, {"this": number})).first()
        return _question_of(row) if row else None

    async def add(self, key: str, question: Unanswered) -> bool:
        """Keep a new one; False when one of its key or id is there already."""
        values = {"id": question.id, "key": key, **_values_of(question)}
        return (await self._connection.execute(_NEW[self._dialect], values)).first() is not None

    async def change(self, question: Unanswered) -> None:
        """Keep a question as it is given, in place of what is stored."""
        await self._connection.execute(_CHANGE.values(_values_of(question)), {"this": question.id})

    async def open(self, most: int, *, skip: int = 0) -> Sequence[Awaited]:
        """Open ones, the most asked first, then the latest."""
        rows = await self._connection.execute(_OPEN, {"most": most, "skip": skip})
        return [Awaited(_question_of(row), row.hearers) for row in rows]

    async def count(self) -> int:
        """How many are open."""
        return int((await self._connection.execute(_COUNT)).scalar_one())

    async def hear(self, number: int, hand: str) -> bool:
        """Let a hand hear of a question's answer; False when it is to already."""
        values = {"question": number, "hand": hand}
        return (await self._connection.execute(_HEAR[self._dialect], values)).first() is not None

    async def unhear(self, number: int, hand: str) -> None:
        """Let a hand hear of it no more."""
        await self._connection.execute(delete(hearers).where(_OF_QUESTION, hearers.c.hand == hand), {"this": number})

    async def hearers(self, number: int) -> set[str]:
        """The hands that want to hear of it."""
        return set(
            (await self._connection.execute(select(hearers.c.hand).where(_OF_QUESTION), {"this": number})).scalars()
        )

    async def silence(self, number: int) -> None:
        """Let nobody hear of it any more."""
        await self._connection.execute(delete(hearers).where(_OF_QUESTION), {"this": number})

    async def awaited(self, hand: str) -> int:
        """Of how many questions a hand wants to hear."""
        counted = select(func.count()).select_from(hearers).where(hearers.c.hand == hand)
        return int((await self._connection.execute(counted)).scalar_one())

    async def erase(self, hand: str) -> None:
        """Let a hand hear of nothing any more; the questions stay."""
        await self._connection.execute(delete(hearers).where(hearers.c.hand == hand))

    async def forget(self, open_before: date, ended_before: date) -> int:
        """Erase open ones last asked before a day, and ended ones that ended before another; how many."""
        parameters = {"asked": open_before, "ended": ended_before}
        return (await self._connection.execute(_FORGET, parameters)).rowcount


def _values_of(question: Unanswered) -> dict[str, Any]:
    return {
        "wordings": encoded(question.wordings).decode(),
        "language": question.language,
        "number": question.number,
        "last_on": question.last_on,
        "state": question.state,
        "answer": question.answer,
        "ended_on": question.ended_on,
    }


def _question_of(row: Row[Any]) -> Unanswered:
    facts = (row.language, row.number, row.last_on, row.state, row.answer, row.ended_on)
    return Unanswered(row.id, tuple(decoded(row.wordings)), *facts)
