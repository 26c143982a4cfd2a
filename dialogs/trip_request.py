"""The conversation about a trip's request: filled in, kept as a draft, and looked at before it is sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import uuid4

from bot.domain.conversation import Reply
from bot.domain.trip_form_reading import Reading, judged
from bot.domain.trip_forms import Field, cleaned, written
from bot.domain.trip_steps import Actor, Step, allowed
from bot.domain.trips import Consent, Trip, TripState
from bot.services.trip_requests import (
    MOST_DRAFTS,
    TooManyError,
    bounds,
    consent_of,
    keep_new,
    require_room,
    rewrite,
)
from bot.services.trips import NotPossibleError, OvertakenError
from dialogs.cards.inputs import deed_of, form_key_of, number_of
from dialogs.trip_form_turn import FormTurn


class RequestTalk(FormTurn):
    """A traveller's turn about a request, in one transaction."""

    async def open(self, told: Mapping[Field, str], *sentences: str) -> Reply:
        """A new form, filled in with what was said and with what is known of the traveller."""
        try:
            await require_room(self._uow, self._said.person.id, open_ones=False)
        except TooManyError:
            return await self._too_many_drafts()
        known = await self._known()
        library = told.get(Field.LIBRARY) or known[Field.LIBRARY]
        said = {one: text for one, text in told.items() if text and (one, text) != (Field.HOSTS, library)}
        return self._form(known | said, key=uuid4().hex, sentences=sentences)

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when its data cannot be of one."""
        action = deed_of(data, self.buttons)
        return await action(self, data) if action else None

    async def _known(self) -> dict[Field, str]:
        """What nobody types: the name, and the library and role that were told before."""
        person = await self._uow.recipients.by_account(self._said.person.id)
        before = next(iter(await self._mine()), None)
        return {
            Field.NAME: self._said.person.name,
            Field.ROLE: before.wanted.role if before else "",
            Field.LIBRARY: (person.library if person else "") or (before.wanted.library if before else ""),
        }

    async def _press_open(self, data: Mapping[str, Any]) -> Reply:
        return await self.open(cleaned(data))

    async def _press_edit(self, data: Mapping[str, Any]) -> Reply:
        trip = await self._own(data)
        if trip is None:
            return self._gone()
        if not allowed(Step.CHANGE, trip.state, Actor.TRAVELLER):
            return await self._not_possible(trip)
        return self._form(written(trip.wanted, ticked=trip.consent is Consent.TICKED), trip=trip)

    async def _press_keep(self, data: Mapping[str, Any]) -> Reply | None:
        """Keep a draft as it is written, whatever is still missing."""
        return await self._kept(data, look=False)

    async def _press_preview(self, data: Mapping[str, Any]) -> Reply | None:
        """Keep it, and show it as it would be sent if nothing is missing."""
        return await self._kept(data, look=True)

    async def _kept(self, data: Mapping[str, Any], *, look: bool) -> Reply | None:
        trip = await self._own(data) if "trip" in data else None
        if "trip" in data and trip is None:
            return self._gone()
        key = form_key_of(data.get("made"))
        if trip is None and not key:
            return None
        told = cleaned(data)
        reading = judged(told, bounds(self._said.at, foreman_presses=self._presses))
        if reading.wrong:
            return self._form(told, trip=trip, key=key, reading=reading)
        try:
            draft = await self._keep(trip, key, number_of(data.get("version")), reading)
        except TooManyError:
            return await self._too_many_drafts()
        except OvertakenError as meanwhile:
            return self._form(told, trip=meanwhile.trip, sentences=[self._texts("trip_form.overtaken")])
        except NotPossibleError as refused:
            return await self._not_possible(refused.trip, reading.wanted.words)
        if draft is None:
            return None
        if draft.state is not TripState.DRAFT:
            return await self._shown(draft)
        if look and reading.missing:
            return self._form(told, trip=draft, reading=reading, kept=True)
        return await self._preview(draft) if look else await self._shown(draft, self._texts("trip_own.kept"))

    async def _keep(self, trip: Trip | None, key: str, version: int, reading: Reading) -> Trip | None:
        consent, now = consent_of(reading, foreman_presses=self._presses), self._said.at
        if trip is None:
            return await keep_new(self._uow, key, self._traveller, reading.wanted, consent, now)
        return await rewrite(self._uow, trip, version, reading.wanted, consent, now)

    async def _press_preview_kept(self, data: Mapping[str, Any]) -> Reply:
        """A stored draft as it would be sent, or its form with what is missing."""
        trip = await self._own(data)
        if trip is None:
            return self._gone()
        if trip.state is not TripState.DRAFT:
            return await self._not_possible(trip)
        return self._lacking(trip) or await self._preview(trip)

    async def _too_many_drafts(self) -> Reply:
        return await self._listed(self._texts("trip_own.too_many_drafts", limit=MOST_DRAFTS))

    buttons: Mapping[str, Callable[[RequestTalk, Mapping[str, Any]], Awaitable[Reply | None]]] = {
        "trip_open": _press_open,
        "trip_edit": _press_edit,
        "trip_keep": _press_keep,
        "trip_preview": _press_preview,
        "trip_preview_kept": _press_preview_kept,
    }
