"""The conversation about feedback: it is asked for in words or by a button, filled in, changed and taken back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.domain.conversation import Incoming, Reply
from bot.domain.events import Event
from bot.domain.feedback import WISH, Mark
from bot.domain.hands import Hands
from bot.domain.wishes import WISHES
from bot.services.answers import Answer, Outcome
from bot.services.calendar import Calendar
from bot.services.feedback import give, lately_held, purpose_of, questions_of, takes_feedback
from bot.services.libraries import municipalities
from bot.services.ports import UnitOfWork
from bot.services.wishes import wish_from_feedback
from bot.texts import Texts
from dialogs.cards.answers import titles_apart
from dialogs.cards.feedback import ask_card, choose_card, feedback_told_card, form_card, refused_card, thanks_card
from dialogs.cards.inputs import deed_of, number_of
from dialogs.feedback_form import Filled, answer_of, form_from, form_of

OFFERED = 6
"""Events that are offered to choose from."""


class FeedbackTalk:
    """One person's feedback in one transaction."""

    def __init__(self, said: Incoming, texts: Texts, calendar: Calendar, uow: UnitOfWork, hands: Hands) -> None:
        self._said, self._texts, self._calendar, self._uow = said, texts, calendar, uow
        self._hands = hands

    async def wish(self, found: Answer) -> Reply:
        """Somebody wants to give feedback; of what is not certain it is asked first."""
        held = [event for event in found.events if takes_feedback(event, self._said.at)]
        alone = found.events[0] if found.outcome is Outcome.FOUND and len(found.events) == 1 else None
        if alone and held:
            return await self._open(alone)
        why_not = self._why_not(alone) if alone else ""
        # Who names one that is long past or was cancelled means no other.
        others = [] if why_not in ("too_late", "not_held") else lately_held(self._calendar, self._said.at, OFFERED)
        shown = (held or others)[:OFFERED]
        titles = titles_apart(shown, self._said.at)
        if alone:
            return refused_card(self._texts, alone, why_not, shown, titles)
        return choose_card(self._texts, shown, titles)

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when it is no button of feedback, or its data cannot be."""
        action, event = deed_of(data, self._buttons), self._calendar.event(number_of(data.get("event")))
        if action is None or event is None:
            return None
        return await action(self, event, data)

    async def _open(self, event: Event, data: Mapping[str, Any] | None = None) -> Reply:
        if refused := self._refused(event):
            return refused
        if self._said.in_channel and data is None:
            # What is said in a channel is answered to all; of an executed button only its presser sees what comes.
            return ask_card(self._texts, event)
        before = await self._uow.feedback.given(event.id, self._hand(event))
        own = await self._uow.recipients.by_account(self._said.person.id)
        form = form_from(before) if before else Filled(library=own.library if own else "")
        return await self._form(event, form, again=before is not None)

    async def _send(self, event: Event, data: Mapping[str, Any]) -> Reply | None:
        if refused := self._refused(event):
            return refused
        questions = await questions_of(self._uow, event.facts.series)
        form = form_of(data, questions)
        if form is None:
            return None
        answer, faults = answer_of(form, municipalities())
        if faults:
            before = await self._uow.feedback.given(event.id, self._hand(event))
            return await self._form(event, form, again=before is not None, faults=faults)
        account, words = self._said.person.id, dict(answer.words)
        # Kept with the wishes alone: the same text beside the answer would lead from one to the other.
        await wish_from_feedback(self._uow, words.pop(WISH, ""), self._hands.of(account, WISHES))
        changed = await give(self._uow, self._hands, account, event, replace(answer, words=words), self._said.at)
        learnt = await self._learn(answer.library)
        return thanks_card(self._texts, "thanks_changed" if changed else "thanks", learnt)

    async def _learn(self, library: str) -> str:
        """Keep the library that was told as the person's own where none is known; empty where it is not kept."""
        person = await self._uow.recipients.by_account(self._said.person.id) if library else None
        if person is None or person.library:
            return ""
        await self._uow.recipients.choose_library(person.id, library)
        return library

    async def _form(self, event: Event, form: Filled, *, again: bool, faults: Mapping[str, str] | None = None) -> Reply:
        questions = await questions_of(self._uow, event.facts.series)
        return form_card(self._texts, event, questions, form, municipalities(), again=again, faults=faults)

    async def _take_back(self, event: Event, data: Mapping[str, Any]) -> Reply:
        there = await self._uow.feedback.take_back(event.id, self._hand(event))
        return feedback_told_card(self._texts, "taken_back" if there else "nothing_to_take_back")

    async def _attended(self, event: Event, data: Mapping[str, Any]) -> Reply:
        return self._refused(event) or await self._marked(event, Mark.ATTENDED, "thanks_attended")

    async def _absent(self, event: Event, data: Mapping[str, Any]) -> Reply:
        return await self._marked(event, Mark.ABSENT, "thanks_absent")

    async def _decline(self, event: Event, data: Mapping[str, Any]) -> Reply:
        return await self._marked(event, Mark.DECLINED, "thanks_absent")

    async def _marked(self, event: Event, mark: Mark, told: str) -> Reply:
        await self._uow.feedback.mark(event.id, self._hand(event), mark)
        return feedback_told_card(self._texts, told)

    def _hand(self, event: Event) -> str:
        return self._hands.of(self._said.person.id, purpose_of(event.id))

    def _refused(self, event: Event) -> Reply | None:
        """Why no feedback of the event is taken now, where it is not."""
        if takes_feedback(event, self._said.at):
            return None
        return refused_card(self._texts, event, self._why_not(event))

    def _why_not(self, event: Event) -> str:
        begun = event.facts.starts.timestamp() <= self._said.at.timestamp()
        return "not_held" if event.cancelled else "too_late" if begun else "not_yet"

    _buttons: Mapping[str, Callable[[FeedbackTalk, Event, Mapping[str, Any]], Awaitable[Reply | None]]] = {
        "feedback_open": _open,
        "feedback_send": _send,
        "feedback_take_back": _take_back,
        "feedback_attended": _attended,
        "feedback_absent": _absent,
        "feedback_decline": _decline,
    }
