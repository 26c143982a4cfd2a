"""Topic wishes and their supports, in SQL."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, delete, func, or_, select, update

from bot.domain.wishes import Supported, Wish, WishState
from storage.connections import Connection
from storage.inserts import inserts
from storage.models import supports, wishes

_ADD = {dialect: new.on_conflict_do_nothing().returning(wishes) for dialect, new in inserts(wishes).items()}
_SUPPORT = {dialect: new.on_conflict_do_nothing() for dialect, new in inserts(supports).items()}
_BY_ID = select(wishes).where(wishes.c.id == bindparam("this")).with_for_update()
_SEEN = (wishes.c.state == WishState.OPEN) & wishes.c.hidden.is_(False) & wishes.c.joined.is_(None)
_BY_TEXT = select(wishes).where(_SEEN, wishes.c.folded == bindparam("folded")).order_by(wishes.c.id).limit(1)

# The wishes of one group: the one that is listed, and those that were joined with it.
_member = wishes.alias("member")
_GIVEN = select(supports.c.hand).join(_member, supports.c.wish == _member.c.id)
_NUMBER = (
    select(func.count(supports.c.hand.distinct()))
    .join(_member, supports.c.wish == _member.c.id)
    .where(or_(_member.c.id == wishes.c.id, _member.c.joined == wishes.c.id))
    .correlate(wishes)
    .scalar_subquery()
)
_OWN = (
    _GIVEN.where(or_(_member.c.id == wishes.c.id, _member.c.joined == wishes.c.id))
    .where(supports.c.hand == bindparam("this_hand"))
    .correlate(wishes)
    .exists()
)
_LISTED = select(wishes, _NUMBER.label("number"), _OWN.label("own"))
_OTHERS = (
    select(wishes.c.joined, wishes.c.text)
    .where(wishes.c.joined.in_(bindparam("these", expanding=True)), wishes.c.hidden.is_(False))
    .order_by(wishes.c.id)
)
_SUPPORTERS = _GIVEN.where(or_(_member.c.id == bindparam("this"), _member.c.joined == bindparam("this"))).distinct()
_IN_GROUP = select(wishes.c.id).where(or_(wishes.c.id == bindparam("this"), wishes.c.joined == bindparam("this")))
_TAKE_BACK = delete(supports).where(supports.c.hand == bindparam("this_hand"), supports.c.wish.in_(_IN_GROUP))
_JOIN = (
    update(wishes)
    .where(or_(wishes.c.id == bindparam("this"), wishes.c.joined == bindparam("this")))
    .values(joined=bindparam("into"))
)
_FORGET = delete(wishes).where(wishes.c.ended_on < bindparam("before"))
_FACTS = tuple(field.name for field in fields(Wish))


class SqlWishes:
    """Topic wishes, and the hands that support them."""

    __slots__ = ("_connection", "_dialect")

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._dialect = connection.dialect.name

    async def add(self, text: str, hand: str, key: str) -> Wish | None:
        """Keep a new wish, supported by whoever made it; None when one of the key is there already."""
        new = {"key": key, "text": text, "folded": text.casefold(), "state": WishState.OPEN, "hidden": False}
        values = {**new, "answer": "", "reason": "", "joined": None, "event": None, "ended_on": None}
        row = (await self._connection.execute(_ADD[self._dialect], values)).first()
        if row is None:
            return None
        await self._connection.execute(_SUPPORT[self._dialect], [{"wish": row.id, "hand": hand}])
        return _wish_of(row)

    async def by_id(self, number: int) -> Wish | None:
        """The wish of a number, or the one that it was joined with; nobody else changes it until the end."""
        row = (await self._connection.execute(_BY_ID, {"this": number})).first()
        if row is not None and row.joined is not None:
            return await self.by_id(row.joined)
        return _wish_of(row) if row else None

    async def by_text(self, text: str) -> Wish | None:
        """A wish that everybody sees as open and that reads the same, without regard to case."""
        row = (await self._connection.execute(_BY_TEXT, {"folded": text.casefold()})).first()
        return _wish_of(row) if row else None

    async def listed(
        self, states: Collection[WishState], hand: str, most: int, *, skip: int = 0, hidden: bool = False
    ) -> Sequence[Supported]:
        """Wishes in these states, the most supported first, then the newest; with `hidden` also those."""
        chosen = _LISTED.where(_chosen(states, hidden=hidden)).order_by(_NUMBER.desc(), wishes.c.id.desc())
        return await self._read(chosen.limit(most).offset(skip), {"this_hand": hand})

    async def count(self, states: Collection[WishState], *, hidden: bool = False) -> int:
        """How many there are of these."""
        counted = select(func.count()).select_from(wishes).where(_chosen(states, hidden=hidden))
        number: int = (await self._connection.execute(counted)).scalar_one()
        return number

    async def supported(self, number: int, hand: str) -> Supported | None:
        """One wish as the list has it."""
        found = await self._read(_LISTED.where(wishes.c.id == bindparam("this")), {"this": number, "this_hand": hand})
        return found[0] if found else None

    async def support(self, number: int, hand: str) -> bool:
        """Let a hand support a wish; False when it does already, or supports one joined with it."""
        if hand in await self.supporters(number):
            return False
        await self._connection.execute(_SUPPORT[self._dialect], [{"wish": number, "hand": hand}])
        return True

    async def take_back(self, number: int, hand: str) -> bool:
        """Let a hand support a wish and all that is joined with it no more; whether it did."""
        return (await self._connection.execute(_TAKE_BACK, {"this": number, "this_hand": hand})).rowcount > 0

    async def erase(self, hand: str) -> None:
        """Take back all that a hand supports; the wishes stay."""
        await self._connection.execute(delete(supports).where(supports.c.hand == hand))

    async def supporters(self, number: int) -> set[str]:
        """The hands that support a wish or one joined with it, each once."""
        return set((await self._connection.execute(_SUPPORTERS, {"this": number})).scalars())

    async def change(self, wish: Wish) -> None:
        """Keep a wish as it is given, in place of what is stored."""
        values = {name: getattr(wish, name) for name in _FACTS} | {"folded": wish.text.casefold()}
        await self._connection.execute(update(wishes).where(wishes.c.id == wish.id).values(values))

    async def join(self, number: int, into: int) -> None:
        """Let a wish, and all that is joined with it, belong to another. Each support stays where it was given."""
        await self._connection.execute(_JOIN, {"this": number, "into": into})

    async def forget_ended(self, before: date) -> int:
        """Erase the wishes that ended before a day, with what was joined with them; how many."""
        return (await self._connection.execute(_FORGET, {"before": before})).rowcount

    async def _read(self, statement: Select[Any], parameters: dict[str, Any]) -> Sequence[Supported]:
        rows = (await self._connection.execute(statement, parameters)).all()
        others: dict[int, list[str]] = {}
        if rows:
            for row in await self._connection.execute(_OTHERS, {"these": [row.id for row in rows]}):
                others.setdefault(row.joined, []).append(row.text)
        return [Supported(_wish_of(row), row.number, bool(row.own), tuple(others.get(row.id, ()))) for row in rows]


def _chosen(states: Collection[WishState], *, hidden: bool) -> ColumnElement[bool]:
    chosen = wishes.c.state.in_(sorted(states)) & wishes.c.joined.is_(None)
    return chosen if hidden else chosen & wishes.c.hidden.is_(False)


def _wish_of(row: Row[Any]) -> Wish:
    return Wish(**{name: getattr(row, name) for name in _FACTS})
