"""The conversation with a traveller's foreman, who confirms a peer-learning trip or does not."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.domain.conversation import Reply
from bot.domain.trip_steps import Actor
from bot.domain.trips import MAX_REASON, Consent, Trip
from bot.services.trip_consents import bar, decide, trip_of_code
from bot.services.trip_estimates import costs_of
from bot.services.trips import OvertakenError
from dialogs.cards.inputs import deed_of, number_of
from dialogs.cards.trip_foreman import foreman_card, foreman_refuse_card, foreman_told_card
from dialogs.cards.trip_say import words_of
from dialogs.commands import Command
from dialogs.trip_turn import TripTurn

_LONGEST_CODE = 40
"""Characters that are looked at: codes are shorter, and one that is written with spaces too."""


class ForemanTalk(TripTurn):
    """A foreman's turn, in one transaction.

    That a code has fifty bits is what keeps others out; tries are not counted, for a guess finds nothing in years.
    """

    async def command(self, command: Command) -> Reply | None:
        """Show the trip of a code."""
        code = command.rest.strip(" ”“\"'.!")
        if self._said.in_channel:
            return self._told("in_private")
        if not code:
            return self._told("no_code")
        trip = await trip_of_code(self._uow, code[:_LONGEST_CODE])
        barred = self._barred(trip)
        return barred if barred is not None or trip is None else await self._shown(trip)

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when its data cannot be of one."""
        action, code = deed_of(data, self.buttons), data.get("code")
        if action is None or not isinstance(code, str):
            return None
        if self._said.in_channel:
            return self._told("in_private")
        trip = await trip_of_code(self._uow, code[:_LONGEST_CODE])
        barred = self._barred(trip)
        if barred is not None or trip is None:
            return barred
        try:
            return await action(self, trip, data, words_of(data))
        except OvertakenError as meanwhile:
            words = words_of(data)
            typed = [self._texts("trip_own.typed", words=words)] if words else []
            return await self._shown(meanwhile.trip, self._texts("trip_foreman.overtaken"), *typed)

    def _barred(self, trip: Trip | None) -> Reply | None:
        """Why the person can say nothing of a trip."""
        barred = bar(trip, self._said.person.id)
        if barred is None:
            return None
        state = self._texts(f"trip_state.{trip.state}") if trip else ""
        return foreman_told_card(self._texts, self._texts(f"trip_foreman.{barred}", state=state))

    async def _back(self, trip: Trip, data: Mapping[str, Any], words: str) -> Reply:
        return await self._shown(trip)

    async def _confirm(self, trip: Trip, data: Mapping[str, Any], words: str) -> Reply:
        return await self._decide(trip, data, Consent.CONFIRMED)

    async def _ask_refuse(self, trip: Trip, data: Mapping[str, Any], words: str) -> Reply:
        return foreman_refuse_card(self._texts, trip)

    async def _refuse(self, trip: Trip, data: Mapping[str, Any], words: str) -> Reply:
        fault = "empty" if not words else "too_long" if len(words) > MAX_REASON else ""
        if fault:
            problem = self._texts(f"trip_say.{fault}", limit=MAX_REASON)
            return foreman_refuse_card(self._texts, trip, words[:MAX_REASON], problem)
        return await self._decide(trip, data, Consent.REFUSED, words)

    async def _decide(self, trip: Trip, data: Mapping[str, Any], consent: Consent, words: str = "") -> Reply:
        version, by = number_of(data.get("version")), self._by(Actor.FOREMAN)
        decided = await decide(self._uow, trip, version, by, consent, self._said.at, words)
        return await self._shown(decided, self._texts(f"trip_foreman.{consent}"))

    async def _shown(self, trip: Trip, *told: str) -> Reply:
        analyzer, now = self._analyzer, self._said.at
        costs = await costs_of(self._uow, trip.traveller, trip.wanted, trip.agreed, analyzer, self._desk.rates, now)
        return foreman_card(self._texts, trip, costs, *told)

    def _told(self, name: str) -> Reply:
        return foreman_told_card(self._texts, self._texts(f"trip_foreman.{name}"))

    buttons: Mapping[str, Callable[[ForemanTalk, Trip, Mapping[str, Any], str], Awaitable[Reply]]] = {
        "foreman_back": _back,
        "foreman_confirm": _confirm,
        "foreman_ask_refuse": _ask_refuse,
        "foreman_refuse": _refuse,
    }
