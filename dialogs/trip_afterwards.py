"""The conversation after a peer-learning trip: whether it took place, and what is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from bot.domain.conversation import Reply
from bot.domain.trip_reports import TELLABLE, told_from
from bot.domain.trip_steps import Actor, Step, after
from bot.domain.trips import ENDED, Trip
from bot.services.trips import OvertakenError, take_step, undo
from dialogs.cards.inputs import number_of
from dialogs.cards.trip_afterwards import choose_trip_card, forget_card, not_made_card
from dialogs.cards.trips import trip_told_card
from dialogs.commands import Command
from dialogs.trip_after_turn import AfterTurn, Pressed
from dialogs.trip_report_form import reason_from

OFFERED = 6
"""Trips that are offered to choose of, the newest first."""


class AfterTripTalk(AfterTurn):
    """A traveller's turn after the trip, in one transaction."""

    async def command(self, command: Command) -> Reply:
        """Somebody wants to tell of a trip, which they do not name."""
        if self._said.in_channel:
            return self._told("in_private")
        own = await self._uow.trips.of_traveller(self._said.person.id)
        mine = [one for one in own if one.state in TELLABLE or told_from(one, self._today)][:OFFERED]
        return await self._open(mine[0]) if len(mine) == 1 else choose_trip_card(self._texts, mine)

    async def _opened(self, trip: Trip, data: Mapping[str, Any]) -> Reply:
        return await self._open(trip)

    async def _happened(self, trip: Trip, data: Mapping[str, Any]) -> Reply:
        if trip.state in TELLABLE or not told_from(trip, self._today):
            return await self._open(trip)
        try:
            made = await self._take(trip, data, Step.HAPPENED)
        except OvertakenError as overtaken:
            return await self._open(overtaken.trip, self._texts("trip_after.overtaken"))
        return await self._open(made)

    async def _not_made(self, trip: Trip, data: Mapping[str, Any]) -> Reply:
        if told_from(trip, self._today):
            return not_made_card(self._texts, trip)
        return await self._open(trip)

    async def _not_yet(self, trip: Trip, data: Mapping[str, Any]) -> Reply:
        return await self._not_taken_place(trip, data, Step.NOT_YET, "not_yet")

    async def _cancel(self, trip: Trip, data: Mapping[str, Any]) -> Reply:
        return await self._not_taken_place(trip, data, Step.CANCEL, "cancelled")

    async def _not_taken_place(self, trip: Trip, data: Mapping[str, Any], step: Step, told: str) -> Reply:
        reason = reason_from(data)
        if not told_from(trip, self._today):
            # Pressed twice: it is done already.
            done = trip.state is after(step, trip.state)
            return self._told(self._told_host(trip, told)) if done else await self._open(trip)
        try:
            await self._take(trip, data, step, reason)
        except OvertakenError as overtaken:
            return not_made_card(self._texts, overtaken.trip, reason, self._texts("trip_after.overtaken"))
        return self._told(self._told_host(trip, told))

    async def _take(self, trip: Trip, data: Mapping[str, Any], step: Step, words: str = "") -> Trip:
        version, by = number_of(data["version"]), self._by(Actor.TRAVELLER)
        return await take_step(self._uow, trip.id, version, step, by, self._said.at, words=words)

    async def _undo(self, trip: Trip, data: Mapping[str, Any]) -> Reply:
        try:
            version, by = number_of(data["version"]), self._by(Actor.TRAVELLER)
            back = await undo(self._uow, trip.id, version, by, self._said.at)
        except OvertakenError as overtaken:
            return await self._open(overtaken.trip, self._texts("trip_after.overtaken"))
        return trip_told_card(self._texts, self._texts("trip_after.undone", state=self._state(back)))

    async def _forget(self, trip: Trip, data: Mapping[str, Any]) -> Reply:
        return forget_card(self._texts, trip) if trip.state in ENDED else self._told("not_ended")

    async def _forget_now(self, trip: Trip, data: Mapping[str, Any]) -> Reply:
        if trip.state not in ENDED:
            return self._told("not_ended")
        await self._uow.trips.erase(trip.id)
        return self._told("forgotten")

    async def _stay(self, trip: Trip, data: Mapping[str, Any]) -> Reply:
        return self._told("stays")

    buttons: ClassVar[Mapping[str, Pressed]] = {
        "after_open": _opened,
        "after_happened": _happened,
        "after_not_made": _not_made,
        "after_not_yet": _not_yet,
        "after_cancel": _cancel,
        "after_undo": _undo,
        "after_forget": _forget,
        "after_forget_now": _forget_now,
        "after_stay": _stay,
    }
