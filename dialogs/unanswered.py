"""The conversation of whoever asked in vain: the question is kept, and its answer waited for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.conversation import Incoming, Reply
from bot.domain.hands import Hands
from bot.domain.unanswered import MAX_WORDING, QUESTIONS
from bot.services.calendar import Calendar
from bot.services.ports import UnitOfWork
from bot.services.unanswered import keep_question, wants_to_hear
from bot.texts import Texts
from bot.understanding.interpreter import interpret
from bot.understanding.meaning import Meaning
from dialogs.cards.inputs import number_of
from dialogs.cards.unanswered import not_known_card, unanswered_told_card, will_hear_card


class UnansweredTalk:
    """One person's turn about a question without an answer, in one transaction."""

    def __init__(self, said: Incoming, texts: Texts, calendar: Calendar, uow: UnitOfWork, hands: Hands) -> None:
        self._said, self._texts, self._calendar, self._uow = said, texts, calendar, uow
        self._hand = hands.of(said.person.id, QUESTIONS)

    async def kept(self, text: str, meaning: Meaning) -> int:
        """Keep what was asked in vain, if it may be; its number, else 0."""
        found = await keep_question(self._uow, self._said, text, meaning, self._calendar.names)
        return found.id if found else 0

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when it is none of these, or its data cannot be."""
        do, question = data.get("do"), number_of(data.get("question"))
        if do == "unanswered_hear":
            will = await wants_to_hear(self._uow, question, self._hand)
            return will_hear_card(self._texts, question) if will else self._told("not_open")
        if do == "unanswered_unhear":
            await self._uow.unanswered.unhear(question, self._hand)
            return self._told("will_not_hear")
        return await self._else(data.get("text")) if do == "unanswered_else" else None

    async def _else(self, text: object) -> Reply | None:
        """Something else was asked than what was answered."""
        if not isinstance(text, str) or len(text) > MAX_WORDING:
            return None
        meaning = interpret(text, self._said.at, self._calendar.names, None, self._texts.language)
        return not_known_card(self._texts, await self.kept(text, meaning))

    def _told(self, name: str) -> Reply:
        return unanswered_told_card(self._texts, self._texts(f"unanswered.{name}"))
