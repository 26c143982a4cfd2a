"""The conversation about what came of an event: one question, answered, changed or refused for good."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.conversation import Incoming, Reply
from bot.domain.events import Event
from bot.domain.feedback import MAX_WORDS, Mark, Outcome, Used
from bot.domain.hands import Hands
from bot.domain.written import clean_text
from bot.services.calendar import Calendar
from bot.services.feedback import purpose_of
from bot.services.ports import UnitOfWork
from bot.texts import Texts
from dialogs.cards.elements import sentences_card
from dialogs.cards.feedback_outcome import USED, WORDS, outcome_card
from dialogs.cards.inputs import number_of


class OutcomeTalk:
    """One person's answer to what came of it, in one transaction."""

    def __init__(self, said: Incoming, texts: Texts, calendar: Calendar, uow: UnitOfWork, hands: Hands) -> None:
        self._said, self._texts, self._calendar, self._uow = said, texts, calendar, uow
        self._hands = hands

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when it is no button of this talk, or its data cannot be."""
        do, event = data.get("do"), self._calendar.event(number_of(data.get("event")))
        if do not in ("outcome_send", "outcome_decline") or event is None:
            return None
        hand = self._hands.of(self._said.person.id, purpose_of(event.id))
        if do == "outcome_decline":
            await self._uow.feedback.mark(event.id, hand, Mark.OUTCOME_DECLINED)
            return self._told("declined")
        return await self._send(event, hand, data)

    async def _send(self, event: Event, hand: str, data: Mapping[str, Any]) -> Reply | None:
        used, words = data.get(USED, ""), data.get(WORDS, "")
        if not isinstance(used, str) or not isinstance(words, str):
            return None
        words = clean_text(words)
        if await self._uow.feedback.given(event.id, hand) is None:
            return self._told("gone")
        if used not in list(Used) or len(words) > MAX_WORDS:
            kept = Outcome(Used(used), words[:MAX_WORDS]) if used in list(Used) else None
            return outcome_card(self._texts, event, kept, wrong=WORDS if kept else USED)
        await self._uow.feedback.give_outcome(event.id, hand, Outcome(Used(used), words))
        return self._told("thanks")

    def _told(self, key: str) -> Reply:
        told = self._texts(f"outcome.{key}")
        return sentences_card(told, language=self._texts.language, intent=f"feedback.outcome_{key}")
