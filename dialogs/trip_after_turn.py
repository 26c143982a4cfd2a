"""What every turn of a traveller after a peer-learning trip is made of: an own trip, and what it asks next."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, ClassVar

from bot.domain.conversation import Reply
from bot.domain.trip_reports import TELLABLE, told_from
from bot.domain.trip_steps import Actor
from bot.domain.trips import Trip, TripReport, TripState
from bot.services.trip_reports import NO_REPORT
from bot.services.trips import NotPossibleError, undoable
from dialogs.cards.inputs import deed_of, number_of
from dialogs.cards.trip_afterwards import answers_card, made_card
from dialogs.cards.trip_report import polish_card
from dialogs.cards.trips import trip_told_card
from dialogs.trip_turn import TripTurn

Pressed = Callable[[Any, Trip, Mapping[str, Any]], Awaitable[Reply | None]]
"""What a button does with the trip and the button's data; None when the data cannot be of one."""


class AfterTurn(TripTurn):
    """A traveller's turn about an own trip, in one transaction. Others' trips are as if they were not there."""

    buttons: ClassVar[Mapping[str, Pressed]]

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when its data cannot be of one."""
        action, version = deed_of(data, self.buttons), number_of(data.get("version"))
        if action is None or not version:
            return None
        if self._said.in_channel:
            return self._told("in_private")
        trip = await self._own(data)
        if trip is None:
            return self._told("gone")
        try:
            return await action(self, trip, data)
        except NotPossibleError as refused:
            return self._not_possible(refused.trip)

    async def _open(self, trip: Trip, told: str = "") -> Reply:
        """Whatever the trip's state asks for next."""
        if trip.state is TripState.AGREED:
            return made_card(self._texts, trip, told) if told_from(trip, self._today) else self._told("not_before")
        if trip.state not in TELLABLE:
            return self._not_possible(trip)
        report = await self._uow.trips.report(trip.id)
        if report is None or not report.text:
            return await self._form(trip, report or NO_REPORT, told=told)
        return polish_card(self._texts, trip, report, told=told)

    async def _form(
        self, trip: Trip, report: TripReport, *, faults: Mapping[str, str] | None = None, told: str = ""
    ) -> Reply:
        steps = await self._uow.trips.steps(trip.id)
        last = await undoable(self._uow, trip, steps, Actor.TRAVELLER, self._said.at)
        return answers_card(self._texts, trip, report, faults=faults, told=told, undoable=last is not None)

    def _not_possible(self, trip: Trip) -> Reply:
        return trip_told_card(self._texts, self._texts("trip_after.not_possible", state=self._state(trip)))

    def _told(self, key: str) -> Reply:
        return trip_told_card(self._texts, self._texts(f"trip_after.{key}"))

    def _told_host(self, trip: Trip, key: str) -> str:
        """What was done, in a sentence that speaks of the host only where the bot writes to them (`key_host`).

        A host that the team found otherwise has no account, and hears of it from the team.
        """
        return f"{key}_host" if trip.agreed.account else key

    def _state(self, trip: Trip) -> str:
        return self._texts(f"trip_state.{trip.state}")
