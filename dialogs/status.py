"""The command that shows the AKE team how the bot works."""

from __future__ import annotations

from bot.domain.conversation import Incoming, Reply
from bot.domain.roles import Deed
from bot.services.calendar import Calendar
from bot.services.ports import UnitOfWork
from bot.services.status import status_of
from bot.services.team import Team
from bot.texts import Texts
from dialogs.cards.status import status_card
from dialogs.commands import Command


class StatusTalk:
    """One member's turn, in one transaction."""

    def __init__(self, said: Incoming, texts: Texts, calendar: Calendar, uow: UnitOfWork, team: Team) -> None:
        self._said, self._texts, self._calendar, self._uow, self._team = said, texts, calendar, uow, team

    async def command(self, command: Command) -> Reply | None:
        """Show how the bot works; None when more is said than that."""
        if command.rest.strip(" .!?"):
            return None
        await self._team.require(self._uow, self._said.person, Deed.SEE_STATUS)
        status = await status_of(self._uow, self._calendar, self._said.at)
        return status_card(self._texts, status, self._said.at)
