"""The conversation about reminders: wishes in words, and buttons, whose data is checked as hostile input."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from bot.domain.conversation import Incoming, Reply
from bot.domain.events import Event
from bot.domain.intervals import midnight
from bot.domain.recipients import Recipient
from bot.domain.reminders import LEADS, Lead, Scope, Subscription
from bot.services.answers import Answer, Outcome
from bot.services.calendar import Calendar
from bot.services.ports import UnitOfWork
from bot.services.reminders import USUAL, order, ordered, still_told, stop, stop_all
from bot.texts import Texts
from bot.understanding.meaning import Meaning, Which
from bot.understanding.reminding import Action, Reminding
from dialogs.cards.inputs import chosen_of, day_of
from dialogs.cards.reminders import LISTED, choose_card, ordered_card, own_card, pause_card, told_card

LONGEST_PAUSE = timedelta(days=366)


class ReminderTalk:
    """One person's reminders in one transaction."""

    def __init__(self, said: Incoming, texts: Texts, calendar: Calendar, uow: UnitOfWork) -> None:
        self._said, self._texts, self._calendar, self._uow = said, texts, calendar, uow
        self._now = said.at

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

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when it is no button of reminders, or its data cannot be."""
        do = data.get("do")
        action = self._buttons.get(do) if isinstance(do, str) else None
        person = await self._person() if action else None
        if action is None:
            return None
        if person is None:
            return told_card(self._texts, self._texts("reminders.elsewhere"))
        return await action(self, person, data)

    async def _person(self) -> Recipient | None:
        return await self._uow.recipients.by_account(self._said.person.id)

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

    async def _order(self, person: Recipient, wanted: Subscription, *, add: bool = False) -> Reply:
        done = await order(self._uow, person.id, wanted, self._calendar, self._now, add=add)
        return ordered_card(self._texts, done, self._now)

    async def _stop(self, person: Recipient, scope: Scope, about: str) -> bool:
        return await stop(self._uow, person.id, scope, about, self._calendar)

    async def _stop_event(self, person: Recipient, event: Event) -> Reply:
        stopped = await self._stop(person, Scope.EVENT, str(event.id))
        key = "stopped_event" if stopped else "stopped_none_of"
        title = event.facts.title
        return told_card(self._texts, self._texts(f"reminders.{key}", title=title, what=title))

    async def _stop_all(self, person: Recipient) -> Reply:
        stopped = await stop_all(self._uow, person.id)
        return told_card(self._texts, self._texts(f"reminders.{'stopped_all' if stopped else 'stopped_none'}"))

    async def _pause(self, person: Recipient, until: datetime) -> Reply:
        # Until the end of a day: nobody counts the hours of a pause.
        first = until if until.time() == time() else midnight(until.date() + timedelta(days=1))
        await self._uow.recipients.pause(person.id, first)
        return await self._own(person)

    async def _resume(self, person: Recipient) -> Reply:
        await self._uow.recipients.pause(person.id, None)
        return await self._own(person, self._texts("reminders.resumed"))

    async def _own(self, person: Recipient, told: str = "") -> Reply:
        own = still_told(await self._uow.recipients.subscriptions(person.id), self._calendar, self._now)
        newest = await self._uow.recipients.by_id(person.id) or person
        paused = newest.paused_until if newest.paused(self._now) else None
        return own_card(self._texts, own, self._calendar, self._now, paused_until=paused, told=told)

    async def _press_event(self, person: Recipient, data: Mapping[str, Any]) -> Reply | None:
        event = self._event(data)
        leads = frozenset(_leads_of(data.get("leads")) or USUAL)
        if event is None:
            return None
        if event.over(self._now) or event.cancelled:
            return told_card(self._texts, self._texts("reminders.only_coming"))
        return await self._order(person, Subscription(Scope.EVENT, str(event.id), leads), add=True)

    async def _press_series(self, person: Recipient, data: Mapping[str, Any]) -> Reply | None:
        about = data.get("about")
        if not isinstance(about, str) or about not in self._calendar.by_series:
            return None
        leads = frozenset(_leads_of(data.get("leads")) or USUAL)
        return await self._order(person, Subscription(Scope.SERIES, about, leads))

    async def _press_save(self, person: Recipient, data: Mapping[str, Any]) -> Reply | None:
        named, leads = self._named(data.get("scope"), data.get("about")), _leads_of(data.get("leads"))
        if named is None or leads is None:
            return None
        if not leads:
            return await self._press_stop(person, data)
        done = await order(self._uow, person.id, Subscription(*named, frozenset(leads)), self._calendar, self._now)
        return ordered_card(self._texts, done, self._now)

    async def _press_save_all(self, person: Recipient, data: Mapping[str, Any]) -> Reply | None:
        listed = data.get("of")
        if not isinstance(listed, list) or len(listed) > LISTED:
            return None
        for number, one in enumerate(listed):
            named = self._named(*one) if isinstance(one, list) and len(one) == 2 else None
            # A field with nothing chosen does not come back at all.
            leads = _leads_of(data.get(f"leads{number}", ""))
            if named is None or leads is None:
                return None
            if leads:
                await self._uow.recipients.subscribe(person.id, Subscription(*named, frozenset(leads)))
            else:
                await self._stop(person, *named)
        return await self._own(person, self._texts("reminders.saved"))

    async def _press_stop(self, person: Recipient, data: Mapping[str, Any]) -> Reply | None:
        named = self._named(data.get("scope"), data.get("about"))
        if named is None:
            return None
        scope, about = named
        if scope is Scope.ALL:
            return await self._stop_all(person)
        event = ordered(Subscription(scope, about, frozenset()), self._calendar, self._now).event
        if event is not None:
            return await self._stop_event(person, event)
        stopped = await self._stop(person, scope, about)
        key = "stopped_series" if stopped else "stopped_none_of"
        return told_card(self._texts, self._texts(f"reminders.{key}", series=about, what=about))

    async def _press_enough(self, person: Recipient, data: Mapping[str, Any]) -> Reply | None:
        event = self._event(data)
        return None if event is None else await self._stop_event(person, event)

    async def _press_later(self, person: Recipient, data: Mapping[str, Any]) -> Reply | None:
        return await self._press_event(person, {**data, "leads": [Lead.QUARTER]})

    async def _press_stop_all(self, person: Recipient, data: Mapping[str, Any]) -> Reply:
        return await self._stop_all(person)

    async def _press_own(self, person: Recipient, data: Mapping[str, Any]) -> Reply:
        return await self._own(person)

    async def _press_ask_pause(self, person: Recipient, data: Mapping[str, Any]) -> Reply:
        return pause_card(self._texts, self._now)

    async def _press_pause(self, person: Recipient, data: Mapping[str, Any]) -> Reply:
        last = day_of(data.get("until"))
        if last is None or not self._now.date() < last <= (self._now + LONGEST_PAUSE).date():
            return pause_card(self._texts, self._now, until=last, wrong=True)
        return await self._pause(person, midnight(last + timedelta(days=1)))

    async def _press_resume(self, person: Recipient, data: Mapping[str, Any]) -> Reply:
        return await self._resume(person)

    def _event(self, data: Mapping[str, Any]) -> Event | None:
        number = data.get("event")
        return self._calendar.event(number) if type(number) is int else None

    def _named(self, scope: object, about: object) -> tuple[Scope, str] | None:
        """What a button speaks of, if there is such a thing."""
        if scope == Scope.ALL and about == "":
            return Scope.ALL, ""
        if scope == Scope.SERIES and isinstance(about, str) and about in self._calendar.by_series:
            return Scope.SERIES, about
        known = isinstance(about, str) and about.isascii() and about.isdecimal() and len(about) < 19
        if scope == Scope.EVENT and known and int(str(about)) in self._calendar.by_id:
            return Scope.EVENT, str(int(str(about)))
        return None

    _buttons: Mapping[str, Callable[[ReminderTalk, Recipient, Mapping[str, Any]], Awaitable[Reply | None]]] = {
        "reminder_event": _press_event,
        "reminder_series": _press_series,
        "reminder_save": _press_save,
        "reminders_save": _press_save_all,
        "reminder_stop": _press_stop,
        "reminder_enough": _press_enough,
        "reminder_later": _press_later,
        "reminder_stop_all": _press_stop_all,
        "reminders": _press_own,
        "reminder_ask_pause": _press_ask_pause,
        "reminder_pause": _press_pause,
        "reminder_resume": _press_resume,
    }


def _leads_of(value: object) -> list[Lead] | None:
    """Leads as a field or a button tells them, None when they are none."""
    told = ",".join(map(str, value)) if isinstance(value, list) and len(value) <= len(LEADS) else value
    chosen = chosen_of(told, LEADS)
    return None if chosen is None else [Lead(one) for one in chosen]


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
