"""The conversation about reminders: wishes in words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.conversation import Reply
from bot.domain.recipients import Recipient
from bot.domain.reminders import Scope, Subscription
from bot.services.answers import Answer, Outcome
from bot.services.reminders import USUAL, order
from bot.understanding.meaning import Meaning, Which
from bot.understanding.reminding import Action, Reminding
from dialogs.cards.reminders import LISTED, choose_card, pause_card, told_card
from dialogs.reminder_deeds import LONGEST_PAUSE, ReminderDeeds


class ReminderTalk(ReminderDeeds):
    """One person's wish."""

    async def wish(self, found: Answer) -> Reply:
        """Do what was wished in words; what is not certain is asked first."""
        meaning = found.meaning
        wish = meaning.reminding or Reminding()
        person = await self._person()
        if person is None:
            return told_card(self._texts, self._texts("reminders.elsewhere"))
        if wish.action is Action.PAUSE:
            return await self._wish_pause(person, meaning)
        if wish.action is Action.RESUME:
            return await self._resume(person)
        if wish.action is Action.STOP:
            return await self._wish_stop(person, found, wish)
        if wish.action is Action.LIST or not _names_anything(meaning, wish):
            return await self._own(person)
        return await self._wish_set(person, found, wish)

    async def _wish_set(self, person: Recipient, found: Answer, wish: Reminding) -> Reply:
        meaning, leads = found.meaning, wish.leads or USUAL
        series = _whole_series(meaning, wish)
        if wish.everything and not _narrows(meaning):
            return await self._order(person, Subscription(Scope.ALL, "", leads))
        if series and not meaning.group:
            return await self._order(person, Subscription(Scope.SERIES, series[0], leads))
        if series:
            for name in series:
                await order(self._uow, person.id, Subscription(Scope.SERIES, name, leads), self._calendar, self._now)
            return await self._own(person, self._texts("reminders.saved"))
        events = [event for event in found.events if not event.over(self._now) and not event.cancelled]
        if not events:
            key = "only_coming" if found.events else "unknown"
            return told_card(self._texts, self._texts(f"reminders.{key}"))
        if found.outcome is Outcome.UNSURE or len(events) > 1:
            return choose_card(self._texts, events[:LISTED], leads, self._now)
        return await self._order(person, Subscription(Scope.EVENT, str(events[0].id), leads), add=True)

    async def _wish_stop(self, person: Recipient, found: Answer, wish: Reminding) -> Reply:
        meaning = found.meaning
        if meaning.series and not meaning.times and not meaning.topic:
            stopped = [await self._stop(person, Scope.SERIES, name) for name in meaning.series]
            named = ", ".join(meaning.series)
            if not any(stopped):
                return told_card(self._texts, self._texts("reminders.stopped_none_of", what=named))
            return told_card(self._texts, self._texts("reminders.stopped_series", series=named))
        if found.outcome is Outcome.FOUND and len(found.events) == 1:
            return await self._stop_event(person, found.events[0])
        if found.outcome is Outcome.NO_EVENTS_ASKED and (wish.everything or "reminder" in meaning.evidence):
            return await self._stop_all(person)
        return await self._own(person, self._texts("reminders.stop_asks_which"))

    async def _wish_pause(self, person: Recipient, meaning: Meaning) -> Reply:
        ends = [time.interval.end or time.interval.start for time in meaning.times]
        until = max((end for end in ends if end is not None), default=None)
        if until is None or not self._now < until <= self._now + LONGEST_PAUSE:
            return pause_card(self._texts, self._now)
        return await self._pause(person, until)


def _names_anything(meaning: Meaning, wish: Reminding) -> bool:
    return bool(_narrows(meaning) or wish.leads or wish.everything or "event_noun" in meaning.evidence)


def _narrows(meaning: Meaning) -> bool:
    """Whether anything is said of which events are meant."""
    return bool(meaning.series or meaning.topic or meaning.times or meaning.hosts or meaning.place or meaning.shown)


def _whole_series(meaning: Meaning, wish: Reminding) -> Sequence[str]:
    """The series that are meant as a whole: several of their events, without a day, a topic or a certain one."""
    certain = meaning.times or meaning.topic or meaning.hosts or meaning.place or meaning.shown
    whole = meaning.group or wish.several or wish.everything
    return meaning.series if whole and not certain and meaning.selector.which is Which.ALL else ()
