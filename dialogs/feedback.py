"""The conversation about feedback: it is asked for in words or by a button, filled in, changed and taken back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from bot.domain.conversation import Incoming, Reply
from bot.domain.events import Event
from bot.domain.feedback import Mark
from bot.domain.hands import Hands
from bot.services.answers import Answer, Outcome
from bot.services.calendar import Calendar
from bot.services.feedback import give, lately_held, purpose_of, questions_of, takes_feedback
from bot.services.ports import UnitOfWork
from bot.texts import Texts
from bot.understanding.morphology.lexicon import load_lexicon
from dialogs.cards.answers import titles_apart
from dialogs.cards.feedback import ask_card, choose_card, feedback_told_card, form_card, refused_card, thanks_card
from dialogs.feedback_form import Filled, answer_of, form_from, form_of

OFFERED = 6
"""Events that are offered to choose from."""


def libraries() -> Sequence[str]:
    """The municipalities whose library one may be of, in the order of the alphabet."""
    return sorted(one.name for one in load_lexicon().municipalities)


class FeedbackTalk:
    """One person's feedback in one transaction."""

    def __init__(self, said: Incoming, texts: Texts, calendar: Calendar, uow: UnitOfWork, hands: Hands) -> None:
        self._said, self._texts, self._calendar, self._uow = said, texts, calendar, uow
        self._hands = hands

    async def wish(self, found: Answer) -> Reply:
        """Somebody wants to give feedback; of what is not certain it is asked first."""
        events = list(found.events)
        if found.outcome is Outcome.FOUND and len(events) == 1:
            return await self._open(events[0])
        held = [event for event in events if takes_feedback(event, self._said.at)]
        shown = (held or events or lately_held(self._calendar, self._said.at, OFFERED))[:OFFERED]
        return choose_card(self._texts, shown, titles_apart(shown, self._said.at))

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when it is no button of feedback, or its data cannot be."""
        do, number = data.get("do"), data.get("event")
        action = self._buttons.get(do) if isinstance(do, str) else None
        position = self._calendar.by_id.get(number) if type(number) is int else None
        if action is None or position is None:
            return None
        return await action(self, self._calendar.events[position], data)

    async def _open(self, event: Event, data: Mapping[str, Any] | None = None) -> Reply:
        if refused := self._refused(event):
            return refused
        # In a channel everybody sees what is said, and nobody else what comes of an executed action.
        if self._said.in_channel and not (data and data.get("verb")):
            return ask_card(self._texts, event)
        before = await self._uow.feedback.given(event.id, self._hand(event))
        form = form_from(before) if before else Filled()
        return await self._form(event, form, again=before is not None)

    async def _send(self, event: Event, data: Mapping[str, Any]) -> Reply | None:
        if refused := self._refused(event):
            return refused
        questions = await questions_of(self._uow, event.facts.series)
        form = form_of(data, questions)
        if form is None:
            return None
        answer, faults = answer_of(form, libraries())
        if faults:
            if self._said.in_channel and not data.get("verb"):
                return ask_card(self._texts, event)
            return await self._form(event, form, again=False, faults=faults)
        changed = await give(self._uow, self._hands, self._said.person.id, event, answer, self._said.at)
        return thanks_card(self._texts, "thanks_changed" if changed else "thanks")

    async def _form(self, event: Event, form: Filled, *, again: bool, faults: Mapping[str, str] | None = None) -> Reply:
        questions = await questions_of(self._uow, event.facts.series)
        return form_card(self._texts, event, questions, form, libraries(), again=again, faults=faults)

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
        return self._hands.of(self._said.person.id, purpose_of(event))

    def _refused(self, event: Event) -> Reply | None:
        """Why no feedback of the event is taken now, where it is not."""
        if takes_feedback(event, self._said.at):
            return None
        begun = event.facts.starts.timestamp() <= self._said.at.timestamp()
        key = "not_held" if event.cancelled else "too_late" if begun else "not_yet"
        return refused_card(self._texts, event, key)

    _buttons: Mapping[str, Callable[[FeedbackTalk, Event, Mapping[str, Any]], Awaitable[Reply | None]]] = {
        "feedback_open": _open,
        "feedback_send": _send,
        "feedback_take_back": _take_back,
        "feedback_attended": _attended,
        "feedback_absent": _absent,
        "feedback_decline": _decline,
    }
