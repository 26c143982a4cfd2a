"""What libraries offer to peer-learning trips, listed for the AKE team with the room that each has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.intervals import at_helsinki
from bot.domain.paging import page_within, pages_of
from bot.domain.trip_hosts import Offer
from bot.services.ports import UnitOfWork

OFFERS = 6
"""Offers on a card."""


@dataclass(frozen=True, slots=True)
class OfferPage:
    """A page of offers, counted from 0: by library, rested ones last. `taken` are this month's visits by offer."""

    offers: Sequence[Offer]
    number: int
    active: int
    rested: int
    taken: Mapping[int, int]

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return pages_of(self.active + self.rested, OFFERS)


async def offers_page(uow: UnitOfWork, number: int, now: datetime) -> OfferPage:
    """A page of all offers; the last one for a number beyond."""
    offers = sorted(await uow.offers.all(active=False), key=lambda one: (not one.active, one.library, one.id))
    today = at_helsinki(now).date()
    visits = await uow.trips.visits(today.replace(day=1))
    taken = {
        offer.id: sum(
            one.certain
            and one.month == (today.year, today.month)
            and one.host == offer.library
            and one.offer in (None, offer.id)
            for one in visits
        )
        for offer in offers
    }
    active = sum(one.active for one in offers)
    number = page_within(number, len(offers), OFFERS)
    shown = offers[OFFERS * number : OFFERS * (number + 1)]
    return OfferPage(shown, number, active, len(offers) - active, taken)
