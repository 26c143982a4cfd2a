"""The conversation of the AKE team about its answers: listed, written, previewed, saved, removed, brought back."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any
from uuid import uuid4

from bot.domain.conversation import Incoming, Reply
from bot.domain.written_answers import START, Writing, WrittenAnswer, faults_of, written_as
from bot.jsontext import encoded
from bot.services.answer_care import AnswerCare, written_for
from bot.services.answers import answer
from bot.services.calendar import Calendar
from bot.services.ports import UnitOfWork
from bot.services.team import Team
from bot.services.written import shelf_of
from bot.texts import Texts
from bot.understanding.interpreter import interpret
from dialogs.cards.answer_care import Draft, answer_care_card, answer_list_card, writing_card
from dialogs.cards.inputs import deed_of, number_of
from dialogs.cards.unanswered import unanswered_told_card
from dialogs.cards.written import written_card
from dialogs.commands import Command

_KEY = re.compile(rf"[0-9a-f]{{32}}|{START}[a-z_]{{1,40}}")


class AnswerCareTalk:
    """One member's turn about answers, in one transaction."""

    def __init__(self, said: Incoming, texts: Texts, calendar: Calendar, uow: UnitOfWork, team: Team) -> None:
        self._said, self._texts, self._calendar, self._uow = said, texts, calendar, uow
        self._care = AnswerCare(uow, said, team)

    async def command(self, command: Command) -> Reply | None:
        """Show the list, or begin an answer."""
        if command.rest.strip(" .!"):
            return None
        if self._said.in_channel:
            return unanswered_told_card(self._texts, self._texts("unanswered.in_private"))
        return await (self._list({}) if command.name == "written_list" else self._form({}))

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when it is none of answers, or its data cannot be."""
        if data.get("do") == "written_show":
            return await self._show(data)
        action = deed_of(data, self._buttons)
        if action is None:
            return None
        await self._care.require()
        return await action(self, data)

    async def _show(self, data: Mapping[str, Any]) -> Reply | None:
        """Give the answer that was meant, to anybody."""
        found = await self._found(data)
        return written_card(self._texts, found, "") if found and not found.removed else self._gone()

    async def _list(self, data: Mapping[str, Any], told: str = "") -> Reply:
        return answer_list_card(self._texts, await self._care.listed(), number_of(data.get("page")), told)

    async def _open(self, data: Mapping[str, Any], told: str = "") -> Reply:
        found = await self._found(data)
        return answer_care_card(self._texts, found, told) if found else self._gone()

    async def _form(self, data: Mapping[str, Any]) -> Reply:
        """The form: of an answer, of a question's first answer, or of a new one."""
        number = number_of(data.get("question"))
        question = await self._uow.unanswered.by_id(number) if number else None
        if question:
            return writing_card(self._texts, Draft(WrittenAnswer(uuid4().hex, written_for(question)), question.id))
        found = await self._found(data) if "answer" in data else None
        return writing_card(self._texts, Draft(found or WrittenAnswer(uuid4().hex, Writing("", ""))))

    async def _preview(self, data: Mapping[str, Any], told: str = "") -> Reply | None:
        draft = _draft_of(data)
        if draft is None:
            return None
        faults = faults_of(draft.answer.writing)
        if faults:
            return writing_card(self._texts, replace(draft, faults=faults))
        elsewhere = await self._elsewhere(draft.answer)
        return writing_card(
            self._texts, replace(draft, elsewhere=elsewhere, seen=_mark(draft.answer.writing), told=told)
        )

    async def _elsewhere(self, written: WrittenAnswer) -> list[str]:
        """The ways of asking to which the bot would say something else once it was saved."""
        stored = [one for one in await self._uow.written.all() if one.key != written.key]
        analyzer = self._calendar.names.analyzer
        shelf = shelf_of([*stored, written], -1, analyzer.lasting)
        found = []
        for way in written.writing.ways:
            meaning = interpret(way, self._said.at, self._calendar.names)
            told = shelf.told(way, answer(meaning, self._calendar, self._said.at))
            if told is None or told.answer is None or told.answer.key != written.key:
                found.append(way)
        return found

    async def _save(self, data: Mapping[str, Any]) -> Reply | None:
        """Keep just what was previewed."""
        draft = _draft_of(data)
        if draft is None:
            return None
        if faults_of(draft.answer.writing) or data.get("seen") != _mark(draft.answer.writing):
            return await self._preview(data, self._texts("answer_care.look_again"))
        if fault := await self._care.save(draft.answer):
            now = await self._care.by_key(draft.answer.key)
            newest = {**data, "version": now.version if now else 0}
            return await self._preview(
                newest, self._texts(f"answer_care.not_saved.{fault}", text=now.writing.text if now else "")
            )
        question = await self._uow.unanswered.by_id(draft.question) if draft.question else None
        hearers = len(await self._uow.unanswered.hearers(draft.question)) if question else 0
        told = self._texts("answer_care.saved")
        if question and await self._care.answered(question, draft.answer.key) and hearers:
            told = f"{told} {self._texts.count('answer_care.will_tell', hearers)}"
        return await self._open(data, told)

    async def _remove(self, data: Mapping[str, Any]) -> Reply:
        return await self._done(data, self._care.remove, "removed")

    async def _restore(self, data: Mapping[str, Any]) -> Reply:
        return await self._done(data, self._care.restore, "restored")

    async def _done(
        self, data: Mapping[str, Any], deed: Callable[[WrittenAnswer], Awaitable[bool]], told: str
    ) -> Reply:
        found = await self._found(data)
        if found is None:
            return self._gone()
        seen = found.version == data.get("version") and await deed(found)
        return await self._open(data, self._texts(f"answer_care.{told if seen else 'changed'}"))

    async def _found(self, data: Mapping[str, Any]) -> WrittenAnswer | None:
        key = data.get("answer")
        return await self._care.by_key(key) if isinstance(key, str) and _KEY.fullmatch(key) else None

    def _gone(self) -> Reply:
        return unanswered_told_card(self._texts, self._texts("answer_care.gone"))

    _buttons: Mapping[str, Callable[[AnswerCareTalk, Mapping[str, Any]], Awaitable[Reply | None]]] = {
        "written_list": _list,
        "written_open": _open,
        "written_form": _form,
        "written_preview": _preview,
        "written_save": _save,
        "written_remove": _remove,
        "written_restore": _restore,
    }


def _draft_of(data: Mapping[str, Any]) -> Draft | None:
    """The form as it came back; None when it cannot be of one."""
    key, version = data.get("answer"), data.get("version")
    if not isinstance(key, str) or not _KEY.fullmatch(key) or type(version) is not int or not 0 <= version < 1 << 31:
        return None
    return Draft(WrittenAnswer(key, written_as(data), version), number_of(data.get("question")))


def _mark(writing: Writing) -> str:
    """What stands for a writing, to tell whether it is still the one that was seen."""
    return sha256(encoded(writing)).hexdigest()[:16]
