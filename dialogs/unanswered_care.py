"""The conversation of the AKE team about questions without an answer: listed, opened, joined, dropped."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.domain.conversation import Incoming, Reply
from bot.domain.paging import page_within
from bot.domain.unanswered import Awaited, Unanswered, UnansweredState
from bot.services.answer_care import AnswerCare
from bot.services.calendar import Calendar
from bot.services.nearest import nearest_reading
from bot.services.ports import UnitOfWork
from bot.services.team import Team
from bot.services.written import ShelfCache
from bot.texts import Texts
from dialogs.cards.inputs import deed_of, number_of
from dialogs.cards.unanswered import (
    PAGE,
    Page,
    join_card,
    list_button,
    question_card,
    unanswered_list_card,
    unanswered_told_card,
)
from dialogs.commands import Command


class UnansweredCareTalk:
    """One member's turn about questions without an answer, in one transaction."""

    def __init__(
        self, said: Incoming, texts: Texts, calendar: Calendar, uow: UnitOfWork, team: Team, shelves: ShelfCache
    ) -> None:
        self._said, self._texts, self._calendar, self._uow = said, texts, calendar, uow
        self._care, self._shelves = AnswerCare(uow, said, team), shelves

    async def command(self, command: Command) -> Reply | None:
        """Show the list; never where others look on, for wordings may tell of people."""
        if command.rest.strip(" .!"):
            return None
        if self._said.in_channel:
            return unanswered_told_card(self._texts, self._texts("unanswered.in_private"))
        return await self._listed(0)

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when it is none of the team's about questions."""
        if data.get("do") == "unanswered_list":
            await self._care.require()
            return await self._listed(number_of(data.get("page")))
        action = deed_of(data, self.buttons)
        if action is None:
            return None
        await self._care.require()
        question = await self._uow.unanswered.by_id(number_of(data.get("question")))
        if question is None or question.state is not UnansweredState.OPEN:
            return unanswered_told_card(self._texts, self._texts("unanswered.ended"), [list_button(self._texts)])
        return await action(self, question, data)

    async def _listed(self, number: int, told: str = "") -> Reply:
        total = await self._uow.unanswered.count()
        number = page_within(number, total, PAGE)
        found = await self._uow.unanswered.open(PAGE, skip=number * PAGE)
        readings = [await self._reading(one.question) for one in found]
        return unanswered_list_card(self._texts, Page(found, readings, number, total), told)

    async def _reading(self, question: Unanswered) -> str:
        """What the bot took it for, in plain words."""
        shelf = await self._shelves.current(self._uow, self._calendar.names.analyzer)
        near = nearest_reading(question, self._calendar, shelf, self._said.at)
        title = near.answer or near.event
        return self._texts(f"unanswered.nearest.{near.kind}", title=title)

    async def _open(self, question: Unanswered, data: Mapping[str, Any]) -> Reply:
        return question_card(self._texts, await self._awaited(question), await self._reading(question))

    async def _awaited(self, question: Unanswered) -> Awaited:
        return Awaited(question, len(await self._uow.unanswered.hearers(question.id)))

    async def _drop(self, question: Unanswered, data: Mapping[str, Any]) -> Reply:
        """Pass over it; asked first where somebody was promised to hear, for that cannot be undone."""
        awaited = await self._awaited(question)
        if awaited.hearers and data.get("surely") is not True:
            return question_card(self._texts, awaited, await self._reading(question), asks_drop=True)
        await self._care.drop(question)
        return await self._listed(0, self._texts("unanswered.dropped", wording=question.wordings[0]))

    async def _ask_join(self, question: Unanswered, data: Mapping[str, Any], problem: str = "") -> Reply:
        answers = [one for one in await self._care.listed() if not one.removed]
        return join_card(self._texts, question, answers, problem)

    async def _join(self, question: Unanswered, data: Mapping[str, Any]) -> Reply:
        into = data.get("into")
        answer = await self._care.by_key(into) if isinstance(into, str) and len(into) <= 64 else None
        if answer is None or answer.removed:
            return await self._ask_join(question, data, self._texts("unanswered.join_error"))
        if fault := await self._care.join(question, answer):
            return await self._ask_join(question, data, self._texts(f"unanswered.join_fault.{fault}"))
        return await self._listed(0, self._texts("unanswered.joined", title=answer.writing.title))

    buttons: Mapping[str, Callable[[UnansweredCareTalk, Unanswered, Mapping[str, Any]], Awaitable[Reply]]] = {
        "unanswered_open": _open,
        "unanswered_drop": _drop,
        "unanswered_join": _ask_join,
        "unanswered_save_join": _join,
    }
