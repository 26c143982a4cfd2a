"""What is done with a person's reminders in one transaction, and the cards that tell it."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.domain.conversation import Incoming, Reply
from bot.domain.events import Event
from bot.domain.intervals import midnight
from bot.domain.recipients import Recipient
from bot.domain.reminders import Scope, Subscription
from bot.services.calendar import Calendar
from bot.services.ports import UnitOfWork
from bot.services.reminders import order, still_told, stop, stop_all
from bot.texts import Texts
from dialogs.cards.reminders import ordered_card, own_card, told_card

LONGEST_PAUSE = timedelta(days=366)


class ReminderDeeds:
    """One person's reminders in one transaction."""

    def __init__(self, said: Incoming, texts: Texts, calendar: Calendar, uow: UnitOfWork) -> None:
        self._said, self._texts, self._calendar, self._uow = said, texts, calendar, uow
        self._now = said.at

    async def _person(self) -> Recipient | None:
        return await self._uow.recipients.by_account(self._said.person.id)

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
