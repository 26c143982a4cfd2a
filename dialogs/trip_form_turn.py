"""What every turn about the form of a trip's request is made of: the form, and the preview before sending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.domain.conversation import Reply
from bot.domain.trip_form_reading import Reading
from bot.domain.trip_forms import Field, written
from bot.domain.trips import Trip
from bot.services.trip_estimates import costs_of
from bot.services.trip_requests import judged_trip
from bot.services.workdays import is_workday
from dialogs.cards.trip_form import Filled, trip_form_card
from dialogs.cards.trip_preview import trip_preview_card
from dialogs.trip_own import TravellerTurn


class FormTurn(TravellerTurn):
    """A traveller's turn about a request, in one transaction."""

    def _form(
        self,
        told: Mapping[Field, str],
        *,
        trip: Trip | None = None,
        key: str = "",
        reading: Reading | None = None,
        kept: bool = False,
        sentences: Sequence[str] = (),
    ) -> Reply:
        faults = reading.faults if reading else {}
        filled = Filled(told, key, trip, not self._presses, faults, kept, sentences)
        return trip_form_card(self._texts, filled)

    def _lacking(self, trip: Trip) -> Reply | None:
        """The form with what keeps a stored draft from being sent; None when nothing does."""
        reading = judged_trip(trip, self._said.at, foreman_presses=self._presses)
        told = written(trip.wanted, ticked=reading.ticked)
        return self._form(told, trip=trip, reading=reading, kept=True) if reading.faults else None

    async def _preview(self, trip: Trip, told: str = "") -> Reply:
        who, now = self._said.person.id, self._said.at
        costs = await costs_of(self._uow, who, trip.wanted, trip.agreed, self._analyzer, self._desk.rates, now)
        off = [day for day in trip.wanted.days if not is_workday(day)]
        return trip_preview_card(self._texts, trip, costs, off, now, presses=self._presses, told=told)
