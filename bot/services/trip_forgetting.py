"""Forgetting a person in peer-learning trips: those who still wait for them hear of it first, without the name."""

from __future__ import annotations

from datetime import datetime

from bot.domain.trip_steps import Actor, Step
from bot.domain.trip_telling import STILL
from bot.domain.trip_words import Audience, TripWord
from bot.domain.trips import TripState
from bot.services.ports import UnitOfWork
from bot.services.trip_words import due_word
from bot.services.trips import By, take_step


async def forget_in_trips(uow: UnitOfWork, account: str, name: str, now: datetime) -> None:
    """Cancel the person's own open trips, tell of the hosts that lose their contact, and erase the person in all."""
    # All at once and before any is changed: whoever holds several trips holds them in the order of their numbers.
    await uow.trips.hold(account, name)
    for trip in await uow.trips.of_traveller(account):
        if trip.state is TripState.DRAFT:
            await uow.trips.remove(trip.id)
        elif trip.open:
            await take_step(uow, trip.id, None, Step.CANCEL, By(Actor.TRAVELLER, account, ""), now)
    hosted = [trip for trip in await uow.trips.of_host(account) if trip.state in STILL[TripWord.CONTACT_GONE]]
    await uow.outbox.put([due_word(trip, TripWord.CONTACT_GONE, Audience.HANDLER, now) for trip in hosted])
    await uow.trips.erase_person(account, name)
    await uow.offers.erase_person(account, name)
