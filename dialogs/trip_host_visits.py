"""The visits that a host waits for: shown, and given up again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.domain.conversation import Reply
from bot.domain.host_forms import HostWritten, read_words
from bot.domain.trip_steps import Actor
from bot.domain.trips import COMING, Trip
from bot.services.trip_answers import HostAnswers
from bot.services.trips import NotPossibleError, OvertakenError
from dialogs.cards.inputs import number_of
from dialogs.cards.trip_host_forms import cancel_form_card
from dialogs.cards.trip_hosts import coming_first, host_told_card, visit_card, visits_card
from dialogs.trip_turn import TripTurn


class HostVisitTurn(TripTurn):
    """A host's turn about the visits to come."""

    async def visits(self) -> Reply:
        """The visits that are coming to whoever speaks."""
        visits = await self._uow.trips.of_host(self._said.person.id)
        return visits_card(self._texts, coming_first(visits, self._said.at))

    async def visit_pressed(self, do: str, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button of a visit says; None when it is none of these."""
        action = self._of_visit.get(do)
        if action is None:
            return None
        trip = await self._uow.trips.by_id(number_of(data.get("trip")))
        if trip is None or trip.erased or trip.agreed.account != self._said.person.id:
            return self._gone()
        return await action(self, trip, data)

    async def _show(self, trip: Trip, data: Mapping[str, Any]) -> Reply:
        return await self._shown(trip)

    async def _ask_cancel(self, trip: Trip, data: Mapping[str, Any]) -> Reply:
        if trip.state not in COMING:
            return await self._shown(trip, self._texts("trip_host.cannot_cancel"))
        return cancel_form_card(self._texts, trip, HostWritten())

    async def _cancel(self, trip: Trip, data: Mapping[str, Any]) -> Reply:
        written = read_words(data, required=True)
        if written.fault and trip.state in COMING:
            return cancel_form_card(self._texts, trip, written)
        try:
            await self._answers.cancel(trip, number_of(data.get("version")), written.words)
        except OvertakenError as overtaken:
            if overtaken.trip.state in COMING:
                return cancel_form_card(self._texts, overtaken.trip, written, self._texts("trip_host.overtaken"))
            return await self._shown(trip, self._texts("trip_host.cannot_cancel"))
        except NotPossibleError:
            return await self._shown(trip, self._texts("trip_host.cannot_cancel"))
        return host_told_card(self._texts, self._texts("trip_host.cancelled"))

    async def _shown(self, trip: Trip, *told: str) -> Reply:
        """A visit with its calendar file, where it has a day and the bot an address."""
        file = self._calendar_file(trip, await self._uow.trips.steps(trip.id))
        return visit_card(self._texts, trip, file, *told)

    def _gone(self) -> Reply:
        """The same of what never was and of what is another's: numbers tell nothing to those who guess them."""
        return host_told_card(self._texts, self._texts("trip_host.gone"))

    @property
    def _answers(self) -> HostAnswers:
        return HostAnswers(self._uow, self._by(Actor.HOST), self._said.at)

    _of_visit: Mapping[str, Callable[[HostVisitTurn, Trip, Mapping[str, Any]], Awaitable[Reply]]] = {
        "host_show": _show,
        "host_ask_cancel": _ask_cancel,
        "host_cancel": _cancel,
    }
