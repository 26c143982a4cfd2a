"""The conversation in which a trip's request is sent to the AKE team, and changed while the team has it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.domain.conversation import Reply
from bot.domain.trip_form_reading import judged
from bot.domain.trip_forms import cleaned
from bot.domain.trip_steps import Actor, Step, allowed
from bot.domain.trips import Consent, Trip, TripState
from bot.services.trip_requests import (
    MOST_A_DAY,
    MOST_OPEN,
    TooManyError,
    TooManyTodayError,
    bounds,
    change,
    send,
)
from bot.services.trips import OvertakenError
from dialogs.cards.inputs import deed_of, number_of
from dialogs.trip_form_turn import FormTurn


class SendingTalk(FormTurn):
    """A traveller's turn about what the team is to have, in one transaction."""

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when its data cannot be of one."""
        action = deed_of(data, self.buttons)
        if action is None:
            return None
        trip = await self._own(data)
        return await action(self, trip, data) if trip else self._gone()

    async def _send(self, trip: Trip, data: Mapping[str, Any]) -> Reply:
        if trip.state is not TripState.DRAFT:
            return await self._shown(trip)
        lacking, version = self._lacking(trip), number_of(data.get("version"))
        if lacking is not None:
            return lacking
        try:
            sent = await send(self._uow, trip, version, self._traveller, self._said.at, foreman_presses=self._presses)
        except TooManyError:
            return await self._shown(trip, self._texts("trip_own.too_many_open", limit=MOST_OPEN))
        except TooManyTodayError:
            return await self._shown(trip, self._texts("trip_own.too_many_today", limit=MOST_A_DAY))
        except OvertakenError:
            return await self._preview(trip, self._texts("trip_own.overtaken"))
        how = self._forward("send_how", sent) if self._presses else []
        return await self._shown(sent, self._texts("trip_own.sent"), *how)

    async def _change(self, trip: Trip, data: Mapping[str, Any]) -> Reply:
        """Change a request that the team has; everything must be in order at once."""
        told = cleaned(data)
        reading = judged(told, bounds(self._said.at, foreman_presses=self._presses))
        if not allowed(Step.CHANGE, trip.state, Actor.TRAVELLER):
            return await self._not_possible(trip, reading.wanted.words if reading.wanted != trip.wanted else "")
        if reading.faults:
            return self._form(told, trip=trip, reading=reading)
        try:
            changed = await change(
                self._uow,
                trip,
                number_of(data.get("version")),
                self._traveller,
                reading.wanted,
                self._said.at,
                foreman_presses=self._presses,
            )
        except OvertakenError:
            return self._form(told, trip=trip, sentences=[self._texts("trip_form.overtaken")])
        if changed is trip:
            return await self._shown(trip, self._texts("trip_own.same"))
        again = changed.consent is Consent.ASKED and trip.consent is not Consent.ASKED
        how = self._forward("ask_again", changed) if again else []
        return await self._shown(changed, self._texts("trip_own.changed"), *how)

    def _forward(self, name: str, trip: Trip) -> list[str]:
        """What to do with the code, and the line with it, which is sent on as it is."""
        return [self._texts(f"trip_own.{name}"), self._texts("trip_own.forward", code=trip.code)]

    buttons: Mapping[str, Callable[[SendingTalk, Trip, Mapping[str, Any]], Awaitable[Reply]]] = {
        "trip_send": _send,
        "trip_change": _change,
    }
