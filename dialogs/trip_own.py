"""What every turn of a traveller about the own trips is made of: each of them shown, all listed, and refusals."""

from __future__ import annotations

from bot.domain.conversation import Reply
from bot.domain.trip_history import standing
from bot.domain.trip_steps import Actor
from bot.domain.trips import Trip
from bot.services.trips import By, undoable
from dialogs.cards.trip_list import own_trips_card
from dialogs.cards.trip_own import Shown, own_trip_card
from dialogs.cards.trips import trip_told_card
from dialogs.trip_turn import TripTurn


class TravellerTurn(TripTurn):
    """A traveller's turn, in one transaction."""

    async def _mine(self) -> list[Trip]:
        """The traveller's own trips, the newest first."""
        return [one for one in await self._uow.trips.of_traveller(self._said.person.id) if not one.erased]

    async def _shown(self, trip: Trip, *told: str) -> Reply:
        """A trip as it is now, with what was just done above it."""
        steps = await self._uow.trips.steps(trip.id)
        may_undo = await undoable(self._uow, trip, steps, Actor.TRAVELLER, self._said.at) is not None
        shown = Shown(trip, standing(steps), may_undo, self._calendar_file(trip, steps))
        return own_trip_card(self._texts, shown, self._said.at, *told)

    async def _listed(self, told: str = "") -> Reply:
        return own_trips_card(self._texts, await self._mine(), self._said.at, told)

    async def _overtaken(self, trip: Trip, words: str = "") -> Reply:
        """What has happened meanwhile, with what was typed."""
        typed = [self._texts("trip_own.typed", words=words)] if words else []
        return await self._shown(trip, self._texts("trip_own.overtaken"), *typed)

    async def _not_possible(self, trip: Trip, words: str = "") -> Reply:
        """Why nothing could be done, with what was typed."""
        typed = [self._texts("trip_own.typed", words=words)] if words else []
        state = self._texts(f"trip_state.{trip.state}")
        return await self._shown(trip, self._texts("trip_own.not_possible", state=state), *typed)

    def _gone(self) -> Reply:
        return trip_told_card(self._texts, self._texts("trip_own.gone"))

    @property
    def _traveller(self) -> By:
        return self._by(Actor.TRAVELLER)

    @property
    def _presses(self) -> bool:
        return self._desk.foreman_presses
