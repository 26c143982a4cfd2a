"""Requests of travellers: drafts, their sending and changing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.intervals import at_helsinki
from bot.domain.trip_form_reading import Bounds, Reading, judged
from bot.domain.trip_forms import written
from bot.domain.trip_steps import Step, allowed
from bot.domain.trips import Consent, Trip, TripState, Wanted
from bot.services.libraries import homes, municipalities
from bot.services.ports import UnitOfWork
from bot.services.trips import By, NotPossibleError, OvertakenError, new_code, take_step
from bot.understanding.themes import themes

MOST_OPEN = 5
"""Requests that a person can have under way at once, so that nobody floods the team."""

MOST_DRAFTS = 5
MOST_A_DAY = 10
"""Requests that a person can send in a day, those that were cancelled again among them."""


class TooManyError(Exception):
    """The person has as many drafts, or as many requests under way, as one can have; nothing was kept."""


class TooManyTodayError(Exception):
    """The person has sent as many requests today as one can; nothing was kept."""


def consent_of(reading: Reading, *, foreman_presses: bool) -> Consent:
    """What is known of the foreman's consent by the form alone."""
    return Consent.TICKED if reading.ticked and not foreman_presses else Consent.MISSING


def bounds(now: datetime, *, foreman_presses: bool) -> Bounds:
    """What a request is judged by now."""
    of = homes()
    return Bounds(
        themes(), {name: of[name] for name in municipalities()}, at_helsinki(now).date(), tick=not foreman_presses
    )


def judged_trip(trip: Trip, now: datetime, *, foreman_presses: bool) -> Reading:
    """A stored request judged as its form would be."""
    told = written(trip.wanted, ticked=trip.consent is Consent.TICKED)
    return judged(told, bounds(now, foreman_presses=foreman_presses))


async def require_room(uow: UnitOfWork, account: str, *, open_ones: bool) -> None:
    """TooManyError when a person can have no more drafts, or no more requests under way."""
    own = await uow.trips.of_traveller(account)
    if open_ones:
        if sum(one.open for one in own) >= MOST_OPEN:
            raise TooManyError
    elif sum(one.state is TripState.DRAFT for one in own) >= MOST_DRAFTS:
        raise TooManyError


async def keep_new(uow: UnitOfWork, key: str, by: By, wanted: Wanted, consent: Consent, now: datetime) -> Trip | None:
    """Keep a new draft, of whose form `key` is; the same form again keeps what it tells now.

    None when the key is another's. Raises TooManyError, and OvertakenError when the draft has been changed since.
    """
    known = next((one for one in await uow.trips.of_traveller(by.account) if one.key == key), None)
    if known is None:
        await require_room(uow, by.account, open_ones=False)
    trip = await uow.trips.add(key, by.account, wanted, "", now)
    if trip.traveller != by.account:
        return None
    if known is None and trip.version == 1 and trip.wanted == wanted:
        first = replace(trip, consent=consent)
        await uow.trips.edit(first)
        return first
    return await rewrite(uow, trip, 1, wanted, consent, now)


async def rewrite(uow: UnitOfWork, trip: Trip, version: int, wanted: Wanted, consent: Consent, now: datetime) -> Trip:
    """Keep a draft otherwise. Raises OvertakenError, and NotPossibleError when it has been sent.

    What it tells already is as it was, also when it has been sent since.
    """
    if trip.wanted == wanted and trip.consent is consent:
        return trip
    if trip.state is not TripState.DRAFT:
        raise NotPossibleError(trip, Step.CHANGE)
    if trip.version != version:
        raise OvertakenError(trip)
    edited = replace(trip, version=trip.version + 1, wanted=wanted, consent=consent, touched_at=now)
    await uow.trips.edit(edited)
    return edited


async def send(uow: UnitOfWork, trip: Trip, version: int, by: By, now: datetime, *, foreman_presses: bool) -> Trip:
    """Send a draft to the team. Raises TooManyError, TooManyTodayError, and as `take_step` does."""
    await require_room(uow, by.account, open_ones=True)
    facts: dict[str, Any] = {"consent": Consent.ASKED, "code": new_code()} if foreman_presses else {}
    day = at_helsinki(now).date()
    if sum(one.requested_on == day for one in await uow.trips.of_traveller(by.account)) >= MOST_A_DAY:
        raise TooManyTodayError
    return await take_step(uow, trip.id, version, Step.SEND, by, now, **facts)


async def change(
    uow: UnitOfWork, trip: Trip, version: int, by: By, wanted: Wanted, now: datetime, *, foreman_presses: bool
) -> Trip:
    """Change a request that was sent; what a foreman has agreed to is asked again when it is another trip.

    Raises as `take_step` does; without a change nothing is done.
    """
    if wanted == trip.wanted and allowed(Step.CHANGE, trip.state, by.actor):
        return trip
    facts: dict[str, Any] = {}
    if foreman_presses and _agreed_to(wanted) != _agreed_to(trip.wanted):
        facts = {"consent": Consent.ASKED, "foreman": "", "code": trip.code or new_code()}
    elif not foreman_presses and trip.consent is not Consent.CONFIRMED:
        facts = {"consent": Consent.TICKED}
    return await take_step(uow, trip.id, version, Step.CHANGE, by, now, wanted=wanted, **facts)


def _agreed_to(wanted: Wanted) -> tuple[object, ...]:
    """What a foreman looks at: where to, what for, when, and at what cost."""
    # Where no theme is chosen the words alone tell what for; beside a theme they are told more closely without asking.
    what = wanted.themes or wanted.words
    return wanted.library, what, wanted.hosts, wanted.days, wanted.travel, wanted.lodging
