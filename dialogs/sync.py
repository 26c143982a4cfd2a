"""The conversation about the followed calendar: fetched at once, what came of it, and what Outlook says taken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.domain.calendar_sync import SyncState
from bot.domain.conversation import Incoming, Reply
from bot.domain.event_forms import Kind
from bot.domain.event_merging import with_parts
from bot.domain.roles import Deed
from bot.services.calendar import Calendar
from bot.services.event_care import change, fresh, with_status
from bot.services.ports import UnitOfWork
from bot.services.sync_differences import difference_of, differences
from bot.services.team import Team
from bot.texts import Texts
from dialogs.cards.inputs import number_of
from dialogs.cards.sync import off_card, same_card, state_card, taken_card
from dialogs.commands import Command

_FRESH = timedelta(seconds=30)
"""How new what was fetched must be for the command to tell of it instead of fetching again."""


class SyncTalk:
    """One member's turn, in one transaction; a round itself is done by the clock, which the turn only hurries."""

    def __init__(self, said: Incoming, texts: Texts, calendar: Calendar, uow: UnitOfWork, team: Team) -> None:
        self._said, self._texts, self._calendar, self._uow, self._team = said, texts, calendar, uow, team

    async def command(self, command: Command) -> Reply | None:
        """Let the calendar be fetched now, and tell how it was the last time; None when more is said than that."""
        if command.rest.strip(" .!?"):
            return None
        await self._team.require(self._uow, self._said.person, Deed.SYNC_CALENDAR)
        state = await self._uow.calendar_sync.state()
        if not state.active:
            return off_card(self._texts)
        doing = self._doing(state)
        if doing == "begins":
            await self._uow.calendar_sync.hurry(self._said.at)
        differ = await differences(self._uow, self._calendar, self._said.at)
        return state_card(self._texts, state, differ, self._said.at, doing)

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Take what Outlook says of an event; None when it is no button of these."""
        if data.get("do") != "sync_take":
            return None
        await self._team.require(self._uow, self._said.person, Deed.EDIT_EVENTS)
        known = self._calendar.event(number_of(data.get("event")))
        if known is None:
            return None
        event = await fresh(self._uow, known)
        differs = await difference_of(self._uow, event)
        if differs is None:
            return same_card(self._texts)
        facts = with_status(with_parts(event.facts, differs.told, differs.parts), event)
        await change(self._uow, self._said, Kind.CHANGE, event, facts)
        return taken_card(self._texts, facts.title)

    def _doing(self, state: SyncState) -> str:
        now = self._said.at.timestamp()
        if state.held_until is not None and state.held_until.timestamp() > now:
            return "under_way"
        last = state.succeeded
        new = last is not None and 0 <= now - last.timestamp() < _FRESH.total_seconds() and not state.problem
        return "fresh" if new else "begins"
