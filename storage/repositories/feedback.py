"""Feedback in SQL: everything that somebody told is found by a hand, and never by a person."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, delete, func, insert, select, union, update

from bot.domain.feedback import Answer, GivenAnswer, Mark, Outcome, Question, Used
from bot.jsontext import decoded, encoded
from bot.services.feedback_ports import Tally
from storage.connections import Connection
from storage.inserts import inserts
from storage.models import answers, marks, outcomes, questions

_LOOSE = "~"
"""Begins a hand that was let go of: it sorts behind every hand that was made."""

_GIVE = {dialect: new.on_conflict_do_nothing().returning(answers.c.hand) for dialect, new in inserts(answers).items()}
_MARK = {dialect: new.on_conflict_do_nothing() for dialect, new in inserts(marks).items()}
_GIVE_OUTCOME = {
    dialect: new.on_conflict_do_update(
        index_elements=[outcomes.c.event, outcomes.c.hand],
        set_={"used": new.excluded.used, "words": new.excluded.words},
    )
    for dialect, new in inserts(outcomes).items()
}
_OF_HAND = (answers.c.event == bindparam("this_event")) & (answers.c.hand == bindparam("this_hand"))
_ANSWER = select(answers).where(_OF_HAND)
_LOCKED = _ANSWER.with_for_update()
_AGAIN = (
    update(answers)
    .where(_OF_HAND)
    .values({name: bindparam(f"new_{name}") for name in ("rating", "library", "words", "hidden", "given_on")})
)
_HIDE = update(answers).where(_OF_HAND).values(hidden=bindparam("now_hidden"))
_ALL = select(answers).where(answers.c.event == bindparam("this_event")).order_by(answers.c.hand)
_PAGE = _ALL.where(answers.c.hand > bindparam("after")).limit(bindparam("most"))
_ANSWERED = select(answers.c.hand).where(
    answers.c.event == bindparam("this_event"), answers.c.hand.in_(bindparam("hands", expanding=True))
)
_TALLIES = (
    select(answers.c.event, answers.c.library, answers.c.rating, func.count().label("number"))
    .where(answers.c.event.in_(bindparam("events", expanding=True)), answers.c.given_on <= bindparam("by"))
    .group_by(answers.c.event, answers.c.library, answers.c.rating)
    .order_by(answers.c.event, answers.c.library, answers.c.rating)
)
_SINCE = (
    select(answers.c.library, func.count().label("number"))
    .where(answers.c.given_on >= bindparam("day"))
    .group_by(answers.c.library)
)
_MARKS = select(marks.c.mark).where(marks.c.event == bindparam("this_event"), marks.c.hand == bindparam("this_hand"))
_MARKED = select(marks.c.hand).where(marks.c.event == bindparam("this_event"), marks.c.mark == bindparam("this_mark"))
_OUTCOME = select(outcomes).where(
    outcomes.c.event == bindparam("this_event"), outcomes.c.hand == bindparam("this_hand")
)
_OUTCOMES = select(outcomes).where(outcomes.c.event == bindparam("this_event")).order_by(outcomes.c.hand)
_USED = (
    select(outcomes.c.used, func.count().label("number"))
    .where(outcomes.c.event.in_(bindparam("events", expanding=True)))
    .group_by(outcomes.c.used)
)
_QUESTIONS = select(questions).where(questions.c.series == bindparam("this_series")).order_by(questions.c.position)
_TIED = select(answers.c.event, answers.c.hand).where(answers.c.given_on < bindparam("before"), answers.c.hand < _LOOSE)
_LOOSEN = [
    update(table)
    .where(table.c.event == bindparam("this_event"), table.c.hand == bindparam("this_hand"))
    .values(hand=bindparam("new_hand"))
    for table in (answers, outcomes)
]
_HELD = union(*(select(table.c.event).where(table.c.hand < _LOOSE) for table in (answers, marks, outcomes)))
_ERASE_OUTCOME, _ERASE_MARKS, _TAKE_BACK = (
    delete(table).where(table.c.event == bindparam("this_event"), table.c.hand == bindparam("this_hand"))
    for table in (outcomes, marks, answers)
)
_NO_QUESTIONS = delete(questions).where(questions.c.series == bindparam("this_series"))


class SqlFeedback:
    """Answers by hands, and the questions that they answer."""

    __slots__ = ("_connection", "_dialect")

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._dialect = connection.dialect.name

    async def questions(self, series: str) -> Sequence[Question]:
        """The team's own questions of a series in their order."""
        rows = await self._connection.execute(_QUESTIONS, {"this_series": series})
        return [Question(row.key, row.fi, row.en) for row in rows]

    async def ask(self, series: str, questions_: Sequence[Question]) -> None:
        """Keep a series' own questions in place of those it had."""
        await self._connection.execute(_NO_QUESTIONS, {"this_series": series})
        rows = [
            {"series": series, "position": position, "key": one.key, "fi": one.fi, "en": one.en}
            for position, one in enumerate(questions_)
        ]
        if rows:
            await self._connection.execute(insert(questions), rows)

    async def give(self, event: int, hand: str, answer: Answer, on: date) -> bool:
        """Keep an answer in place of the hand's earlier one; whether it is the first."""
        values = {
            "rating": answer.rating,
            "library": answer.library,
            "words": encoded(dict(answer.words)).decode(),
            "hidden": encoded(sorted(answer.hidden)).decode(),
            "given_on": on,
        }
        new = {"event": event, "hand": hand, **values}
        if (await self._connection.execute(_GIVE[self._dialect], new)).first() is not None:
            return True
        again = {f"new_{name}": value for name, value in values.items()}
        await self._connection.execute(_AGAIN, {"this_event": event, "this_hand": hand, **again})
        return False

    async def given(self, event: int, hand: str) -> Answer | None:
        """What a hand has answered."""
        row = (await self._connection.execute(_ANSWER, {"this_event": event, "this_hand": hand})).first()
        return _answer_of(row) if row else None

    async def take_back(self, event: int, hand: str) -> bool:
        """Erase a hand's answer; whether there was one."""
        return (await self._connection.execute(_TAKE_BACK, {"this_event": event, "this_hand": hand})).rowcount == 1

    async def answers(self, event: int) -> Sequence[GivenAnswer]:
        """All answers to an event, in an order that tells nothing."""
        rows = await self._connection.execute(_ALL, {"this_event": event})
        return [GivenAnswer(row.hand, _answer_of(row), row.given_on) for row in rows]

    async def answered(self, event: int, hands: Collection[str]) -> set[str]:
        """Which of the hands have answered."""
        parameters = {"this_event": event, "hands": sorted(hands)}
        return set((await self._connection.execute(_ANSWERED, parameters)).scalars())

    async def hide(self, event: int, hand: str, key: str, *, hidden: bool) -> bool:
        """Hide a hand's answer to a question from summaries, or show it again; whether there is such an answer."""
        row = (await self._connection.execute(_LOCKED, {"this_event": event, "this_hand": hand})).first()
        if row is None:
            return False
        before = _answer_of(row)
        now_hidden = before.hidden | {key} if hidden else before.hidden - {key}
        parameters = {"this_event": event, "this_hand": hand, "now_hidden": encoded(sorted(now_hidden)).decode()}
        await self._connection.execute(_HIDE, parameters)
        return key in before.words

    async def page(self, event: int, after: str, most: int) -> Sequence[GivenAnswer]:
        """At most so many answers to an event, those behind a hand in an order that tells nothing; "" begins."""
        rows = await self._connection.execute(_PAGE, {"this_event": event, "after": after, "most": most})
        return [GivenAnswer(row.hand, _answer_of(row), row.given_on) for row in rows]

    async def tallies(self, events: Collection[int], by: date = date.max) -> Sequence[Tally]:
        """How the answers to events that were given by a day divide by library and rating."""
        rows = await self._connection.execute(_TALLIES, {"events": sorted(events), "by": by})
        return [Tally(row.event, row.library, row.rating, row.number) for row in rows]

    async def since(self, day: date) -> Mapping[str, int]:
        """How many answers were given on or after a day, by library."""
        return {row.library: row.number for row in await self._connection.execute(_SINCE, {"day": day})}

    async def mark(self, event: int, hand: str, mark: Mark) -> None:
        """Keep what somebody has told besides; told twice it is kept once."""
        await self._connection.execute(_MARK[self._dialect], [{"event": event, "hand": hand, "mark": mark}])

    async def marks(self, event: int, hand: str) -> set[Mark]:
        """What a hand has told besides."""
        parameters = {"this_event": event, "this_hand": hand}
        return set((await self._connection.execute(_MARKS, parameters)).scalars())

    async def marked(self, event: int, mark: Mark) -> set[str]:
        """The hands that have told so."""
        parameters = {"this_event": event, "this_mark": mark}
        return set((await self._connection.execute(_MARKED, parameters)).scalars())

    async def give_outcome(self, event: int, hand: str, outcome: Outcome) -> None:
        """Keep what came of it, in place of what the hand said of that before."""
        row = {"event": event, "hand": hand, "used": outcome.used, "words": outcome.words}
        await self._connection.execute(_GIVE_OUTCOME[self._dialect], [row])

    async def outcome(self, event: int, hand: str) -> Outcome | None:
        """What a hand has said of what came of it."""
        row = (await self._connection.execute(_OUTCOME, {"this_event": event, "this_hand": hand})).first()
        return Outcome(row.used, row.words) if row else None

    async def outcomes(self, event: int) -> Sequence[tuple[str, Outcome]]:
        """What came of an event, by hand, in an order that tells nothing."""
        rows = await self._connection.execute(_OUTCOMES, {"this_event": event})
        return [(row.hand, Outcome(row.used, row.words)) for row in rows]

    async def held(self) -> Sequence[int]:
        """The events of which somebody's hand is kept."""
        return sorted((await self._connection.execute(_HELD)).scalars())

    async def erase(self, hands: Mapping[int, str]) -> int:
        """Erase all that hands have told, by their events; how many answers."""
        erased = sum([await self.given(event, hand) is not None for event, hand in hands.items()])
        if hands:
            these = [{"this_event": event, "this_hand": hand} for event, hand in hands.items()]
            for statement in (_ERASE_OUTCOME, _ERASE_MARKS, _TAKE_BACK):
                await self._connection.execute(statement, these)
        return erased

    async def used(self, events: Collection[int]) -> Mapping[Used, int]:
        """How many have said of events that what was learnt came to use, or not."""
        return {row.used: row.number for row in await self._connection.execute(_USED, {"events": sorted(events)})}

    async def loosen(self, before: date) -> int:
        """Let go of the hands of what was answered before a day; how many answers."""
        tied = (await self._connection.execute(_TIED, {"before": before})).all()
        changes = [
            {"this_event": row.event, "this_hand": row.hand, "new_hand": _LOOSE + secrets.token_hex(31)} for row in tied
        ]
        if changes:
            for statement in (*_LOOSEN, _ERASE_MARKS):
                await self._connection.execute(statement, changes)
        return len(changes)


def _answer_of(row: Row[Any]) -> Answer:
    return Answer(row.rating, decoded(row.words), row.library, frozenset(decoded(row.hidden)))
