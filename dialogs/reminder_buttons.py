"""Pressed buttons of reminders, whose data is checked as hostile input."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from bot.domain.conversation import Reply
from bot.domain.events import Event
from bot.domain.intervals import midnight
from bot.domain.recipients import Recipient
from bot.domain.reminders import LEADS, Lead, Scope, Subscription
from bot.domain.written import day_of
from bot.services.reminders import USUAL, order, ordered
from dialogs.cards.elements import plain
from dialogs.cards.inputs import chosen_of, deed_of, number_of
from dialogs.cards.reminders import LISTED, ordered_card, pause_card, told_card
from dialogs.reminder_deeds import LONGEST_PAUSE, ReminderDeeds


class ReminderButtons(ReminderDeeds):
    """One person's pressed button."""

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when it is no button of reminders, or its data cannot be."""
        action = deed_of(data, self._buttons)
        person = await self._person() if action else None
        if action is None:
            return None
        if person is None:
            return told_card(self._texts, self._texts("reminders.elsewhere"))
        return await action(self, person, data)

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
        return told_card(self._texts, self._texts(f"reminders.{key}", series=plain(about), what=plain(about)))

    async def _press_enough(self, person: Recipient, data: Mapping[str, Any]) -> Reply | None:
        event = self._event(data)
        return None if event is None else await self._stop_event(person, event)

    async def _press_later(self, person: Recipient, data: Mapping[str, Any]) -> Reply | None:
        # A reminder of an earlier version of the bot offered the shortest alone.
        return await self._press_event(person, {**data, "leads": data.get("lead", Lead.QUARTER)})

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
        return self._calendar.event(number_of(data.get("event")))

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

    _buttons: Mapping[str, Callable[[ReminderButtons, Recipient, Mapping[str, Any]], Awaitable[Reply | None]]] = {
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
    if isinstance(value, list):
        value = ",".join(value) if all(isinstance(one, str) for one in value) else None
    chosen = chosen_of(value, LEADS)
    return None if chosen is None else [Lead(one) for one in chosen]
