"""The conversation about a person's own calendar address: given, replaced and ended in the own chat alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.domain.conversation import Incoming, Reply
from bot.services.calendar import Calendar
from bot.services.calendar_addresses import CalendarAddresses, new_key
from bot.services.calendar_outside import series_named
from bot.services.ports import UnitOfWork
from bot.texts import Texts
from bot.understanding.own_calendar import Wanted
from dialogs.cards.own_calendar import address_card, calendar_told_card, have_card
from dialogs.commands import Command

_END = " \t\n.!?:"


class OwnCalendarTalk:
    """One person's turn about their own calendar address, in one transaction; nobody else's can be changed by it."""

    deeds = frozenset({"calendar_own", "calendar_new", "calendar_remove"})
    """Commands, and what buttons do."""

    def __init__(
        self, said: Incoming, texts: Texts, calendar: Calendar, uow: UnitOfWork, addresses: CalendarAddresses
    ) -> None:
        self._said, self._texts, self._calendar, self._uow = said, texts, calendar, uow
        self._addresses = addresses

    async def command(self, command: Command) -> Reply | None:
        """Do what a command says, for the series that it names; None when its words go on to something else."""
        rest = command.rest.strip(_END)
        series = series_named(self._calendar, [rest]) if rest else ()
        if series is None or (rest and command.name == "calendar_remove"):
            return None
        return await self._do(command.name, series)

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when it is none of these."""
        do, told = data.get("do"), data.get("series")
        if do not in self.deeds:
            return None
        known = self._calendar.by_series
        series = [one for one in known if one in told] if isinstance(told, list) else []
        return await self._do(str(do), series)

    async def wanted(self, what: Wanted, series: Sequence[str]) -> Reply:
        """Do what a question wants; nothing is ended or replaced by what was not said in fixed words."""
        ended = what is Wanted.ENDED and not self._said.in_channel and self._addresses.root
        if ended and await self._made_at() is None:
            return calendar_told_card(self._texts, "none")
        return await self._do("calendar_own", series)

    async def _made_at(self) -> datetime | None:
        """When the person's address was made, if they have one."""
        person = await self._uow.recipients.by_account(self._said.person.id)
        return await self._uow.calendar_keys.made_at(person.id) if person else None

    async def _do(self, do: str, series: Sequence[str]) -> Reply:
        if self._said.in_channel:
            return calendar_told_card(self._texts, "in_private")
        if not self._addresses.root:
            return calendar_told_card(self._texts, "no_address")
        person = await self._uow.recipients.by_account(self._said.person.id)
        if person is None:
            return calendar_told_card(self._texts, "in_private")
        if do == "calendar_remove":
            ended = await self._uow.calendar_keys.end(person.id)
            return calendar_told_card(self._texts, "removed" if ended else "none")
        made_at = await self._uow.calendar_keys.made_at(person.id)
        if made_at and do == "calendar_own":
            return have_card(self._texts, made_at, series)
        return await self._given(person.id, series)

    async def _given(self, person: int, series: Sequence[str]) -> Reply:
        key, language = new_key(), self._texts.language
        await self._uow.calendar_keys.give(person, key, self._said.at)
        own, public = (self._addresses.address(language, series, one) for one in (key, ""))
        return address_card(self._texts, own, public, series)
