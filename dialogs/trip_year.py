"""The conversation about a year of peer-learning trips seen as a whole, for the AKE team."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.conversation import Reply
from bot.domain.trip_period import Period
from bot.services.report_access import YEARS, ReportKind
from bot.services.trip_year import encouraged, seen_year
from dialogs.cards.trip_encourage import trip_encourage_card
from dialogs.cards.trip_year import trip_year_card
from dialogs.commands import Command
from dialogs.trip_period import period_named
from dialogs.trip_turn import TripTurn


class TripYearTalk(TripTurn):
    """One member's turn, in one transaction."""

    async def command(self, command: Command) -> Reply | None:
        """Show a period; None when the words after the command are of something else, as a question's are."""
        await self._require_team()
        period = period_named(command.rest, self._today)
        return await self._shown(period) if period else None

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when its data cannot be of one."""
        await self._require_team()
        name = data.get("period")
        period = Period.named(name) if isinstance(name, str) else None
        if period is None or period.year not in YEARS:
            return None
        if data.get("do") == "trips_encourage":
            return trip_encourage_card(self._texts, await encouraged(self._uow, self._today), period)
        return await self._shown(period) if data.get("do") == "trips_year" else None

    async def _shown(self, period: Period) -> Reply:
        """The period; its file's address is given where nobody else sees it."""
        address, how = "", self._texts("trip_year.in_own_chat")
        if not self._said.in_channel:
            address = self._desk.addresses.address(
                self._said.person.id, period.year, self._texts.language, self._said.at, ReportKind.TRIPS
            )
            how = self._texts("trip_year.download", year=period.year) if address else self._texts("year.no_address")
        seen = await seen_year(self._uow, period)
        return trip_year_card(self._texts, seen, self._today, self._desk.smallest, address, how)
