"""The conversation about trips' reports that have come: read by those who may, copied to be published, listed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.conversation import Reply
from bot.domain.paging import page_within
from bot.domain.roles import Deed, may
from bot.domain.trip_reports import READABLE, Reported
from dialogs.cards.inputs import number_of
from dialogs.cards.trip_report import PAGE, copy_card, report_card, reports_card
from dialogs.cards.trips import trip_told_card
from dialogs.commands import Command
from dialogs.trip_turn import TripTurn


class ReportReadingTalk(TripTurn):
    """One person's turn about reports, in one transaction; who presses is checked each time."""

    buttons = frozenset({"after_read", "after_copy", "after_list"})

    async def command(self, command: Command) -> Reply | None:
        """List the reports that may be published; in a channel it is told where."""
        await self._require_team()
        return self._told("trip_report.list_private") if self._said.in_channel else await self._list(0)

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when its data cannot be of one."""
        if data.get("do") == "after_list":
            await self._require_team()
            page = data.get("page")
            return await self._list(page) if type(page) is int and page >= 0 else None
        found = await self._found(number_of(data.get("trip")))
        if data.get("do") == "after_copy":
            await self._require_team()
            if found is None or not found.report.publish:
                return self._told("trip_report.none" if found is None else "trip_report.not_publish")
            return copy_card(self._texts, found.trip, found.report)
        return await self._read(found)

    async def _read(self, found: Reported | None) -> Reply:
        """The team reads each, a traveller the own one, and a host that of its visitor with permission alone."""
        of_team = may(await self._team.role_of(self._uow, self._said.person), Deed.HANDLE_TRIPS)
        account = self._said.person.id
        if found is None or not (of_team or account in (found.trip.traveller, found.trip.agreed.account)):
            return self._told("trip_report.none")
        if not of_team and account != found.trip.traveller and not found.report.publish:
            return self._told("trip_report.not_readable")
        return report_card(self._texts, found.trip, found.report, of_team=of_team)

    async def _found(self, number: int) -> Reported | None:
        """A trip whose report has come."""
        trip = await self._uow.trips.by_id(number)
        if trip is None or trip.erased or trip.state not in READABLE:
            return None
        report = await self._uow.trips.report(trip.id)
        return Reported(trip, report) if report is not None and report.text else None

    async def _list(self, page: int) -> Reply:
        """A page of the list, the last one when there are not so many."""
        total = await self._uow.trips.count_publishable()
        number = page_within(page, total, PAGE)
        reports = await self._uow.trips.publishable(PAGE, skip=number * PAGE)
        return reports_card(self._texts, reports, number, total)

    def _told(self, key: str) -> Reply:
        return trip_told_card(self._texts, self._texts(key))
