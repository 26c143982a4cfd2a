"""The conversation in which the AKE team words, orders, adds and drops what an event's feedback asks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from secrets import token_hex
from typing import Any

from bot.domain.conversation import Incoming, Reply
from bot.domain.feedback import MAX_QUESTION, MAX_QUESTIONS, Question
from bot.domain.roles import Deed
from bot.domain.written import clean_line
from bot.services.calendar import Calendar
from bot.services.feedback import questions_of
from bot.services.ports import UnitOfWork
from bot.services.team import Team, record
from bot.texts import Texts
from bot.understanding.interpreter import interpret
from dialogs.cards.elements import sentences_card
from dialogs.cards.feedback_questions import Row, questions_card, series_card, shown
from dialogs.commands import Command

_LONGEST = 300
_KEY = re.compile(r"[a-z0-9]{0,64}")


class QuestionTalk:
    """One member's turn, in one transaction."""

    def __init__(self, said: Incoming, texts: Texts, calendar: Calendar, uow: UnitOfWork, team: Team) -> None:
        self._said, self._texts, self._calendar, self._uow, self._team = said, texts, calendar, uow, team

    async def command(self, command: Command) -> Reply | None:
        """Show the questions of the series that is named, or the series to choose from; None for other commands."""
        if command.name != "feedback_questions":
            return None
        named = interpret(command.rest, self._said.at, self._calendar.names).series if command.rest else ()
        if len(named) == 1:
            return await self._form(named[0])
        return series_card(self._texts, sorted(named or self._calendar.by_series))

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when it is none of these, or its data cannot be."""
        do, series = data.get("do"), data.get("series")
        if do not in ("questions_open", "questions_save", "questions_usual"):
            return None
        await self._team.require(self._uow, self._said.person, Deed.ASK_FEEDBACK)
        if not isinstance(series, str) or series not in self._calendar.by_series:
            return None
        if do == "questions_open":
            return await self._form(series)
        return await self._keep(series, []) if do == "questions_usual" else await self._save(series, data)

    async def _form(self, series: str) -> Reply:
        questions = await questions_of(self._uow, series)
        own = bool(await self._uow.feedback.questions(series))
        return questions_card(self._texts, series, [Row(one.key, one.fi, one.en) for one in questions], own=own)

    async def _save(self, series: str, data: Mapping[str, Any]) -> Reply | None:
        rows = rows_of(data)
        if rows is None:
            return None
        if any(len(text) > MAX_QUESTION for row in rows for text in (row.fi, row.en)):
            return questions_card(self._texts, series, rows, own=True, wrong="too_long")
        told = [row for row in rows if row.fi]
        if not told:
            return questions_card(self._texts, series, rows, own=True, wrong="none")
        # Of two that want the same place the one that had been before the other stays so.
        in_order = sorted(told, key=lambda row: row.place)
        return await self._keep(series, [Question(row.key or f"q{token_hex(4)}", row.fi, row.en) for row in in_order])

    async def _keep(self, series: str, questions: Sequence[Question]) -> Reply:
        await self._uow.feedback.ask(series, questions)
        await record(self._uow, self._said, Deed.ASK_FEEDBACK, "questions", series=series, number=len(questions))
        key = "saved" if questions else "usual_again"
        lines = [shown(self._texts, one) for one in await questions_of(self._uow, series)]
        title = self._texts(f"questions.{key}")
        return sentences_card(title, *lines, language=self._texts.language, intent=f"feedback.questions_{key}")


def rows_of(data: Mapping[str, Any]) -> list[Row] | None:
    """The rows that came back, None when they are nothing that the form holds."""
    keys = data.get("keys")
    if not isinstance(keys, list) or len(keys) > MAX_QUESTIONS or not all(_is_key(key) for key in keys):
        return None
    rows = []
    for number in range(MAX_QUESTIONS):
        told = [data.get(f"{name}{number}", "") for name in ("fi", "en", "place")]
        if not all(isinstance(one, str) and len(one) <= _LONGEST for one in told):
            return None
        place = int(told[2]) if told[2].isascii() and told[2].isdecimal() and len(told[2]) < 3 else number + 1
        key = keys[number] if number < len(keys) else ""
        rows.append(Row(key, clean_line(told[0]), clean_line(told[1]), place))
    return rows


def _is_key(told: object) -> bool:
    return isinstance(told, str) and _KEY.fullmatch(told) is not None
