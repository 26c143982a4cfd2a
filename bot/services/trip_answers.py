"""What a host that was asked for a peer-learning trip answers, and how it gives a visit up again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.domain.trip_hosts import AskedHost, Reply
from bot.domain.trip_steps import Step
from bot.domain.trips import Agreed, Trip
from bot.services.ports import UnitOfWork
from bot.services.trips import By, take_step


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody was asked: for which trip, and the question as it is kept."""

    trip: Trip
    asked: AskedHost


async def question(uow: UnitOfWork, trip: int, offer: int, account: str) -> Question | None:
    """What was asked of an account by an offer, with its trip held; None when nothing was, or nobody knows of what."""
    found = await uow.trips.by_id(trip)
    if found is None or found.erased or not account:
        return None
    asked = next((one for one in await uow.trips.asked(trip) if (one.offer, one.account) == (offer, account)), None)
    return Question(found, asked) if asked else None


async def open_questions(uow: UnitOfWork, account: str) -> list[Question]:
    """What an account has been asked and can still answer, the longest waiting first."""
    # Trips are held in the order of their numbers, so that two who look at once never wait for each other.
    waiting = sorted(await uow.trips.waiting_for(account), key=lambda one: (one.trip, one.offer))
    found = [await question(uow, one.trip, one.offer, account) for one in waiting]
    return sorted((one for one in found if one is not None), key=lambda one: (one.asked.asked_at, one.trip.id))


class HostAnswers:
    """One host's answers in one transaction. Each raises as `take_step` does."""

    def __init__(self, uow: UnitOfWork, by: By, now: datetime) -> None:
        self._uow, self._by, self._now = uow, by, now

    async def yes(self, asked: Question, version: int, day: date | None, words: str) -> Trip:
        """The visit suits, on the wished day or on one that is agreed later."""
        agreed = replace(await self._host(asked), day=day)
        trip = await self._step(asked, version, Step.HOST_YES, words, agreed)
        await self._uow.trips.ask_host(replace(asked.asked, reply=Reply.YES, words=words))
        return trip

    async def other_day(self, asked: Question, version: int, days: Sequence[date], words: str) -> Trip:
        """The visit suits on one of these days."""
        trip = await self._step(asked, version, Step.HOST_OTHER_DAY, words, await self._host(asked))
        await self._uow.trips.ask_host(replace(asked.asked, reply=Reply.OTHER_DAY, words=words, days=tuple(days)))
        return trip

    async def not_now(self, asked: Question, version: int, words: str) -> Trip:
        """The visit does not suit."""
        trip = await self._step(asked, version, Step.HOST_NOT_NOW, words, asked.trip.agreed)
        await self._uow.trips.ask_host(replace(asked.asked, reply=Reply.NOT_NOW, words=words))
        return trip

    async def cancel(self, trip: Trip, version: int, reason: str) -> Trip:
        """The host of a trip cannot take the visitor after all: another is to be found."""
        changed = await take_step(self._uow, trip.id, version, Step.HOST_CANCELS, self._by, self._now, words=reason)
        for one in await self._uow.trips.asked(trip.id):
            if (one.offer, one.account) == (trip.agreed.offer, self._by.account):
                await self._uow.trips.ask_host(replace(one, reply=Reply.NOT_NOW, words=reason))
        return changed

    async def _host(self, asked: Question) -> Agreed:
        """What is agreed of a trip with this host in it."""
        offer = await self._uow.offers.by_id(asked.asked.offer)
        contact = offer.contact if offer and offer.contact else self._by.name
        return Agreed(
            host=asked.asked.library,
            contact=contact,
            account=asked.asked.account,
            offer=asked.asked.offer,
            suggested=asked.trip.agreed.suggested,
        )

    async def _step(self, asked: Question, version: int, step: Step, words: str, agreed: Agreed) -> Trip:
        return await take_step(self._uow, asked.trip.id, version, step, self._by, self._now, words=words, agreed=agreed)
