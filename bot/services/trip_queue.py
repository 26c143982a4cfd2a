"""The AKE team's queue of peer-learning trips: what is in it, how long it has waited, and a trip with all about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.paging import page_within, pages_of
from bot.domain.trip_costs import Estimate, Rates
from bot.domain.trip_hosts import AskedHost, Offer
from bot.domain.trip_matching import Unmet
from bot.domain.trip_steps import Actor, Taken
from bot.domain.trips import FINDING, Trip, TripState
from bot.services.ports import UnitOfWork
from bot.services.trip_estimates import known_estimate
from bot.services.trips import undoable
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.trip_fitting import offered_themes, unmet

PAGE = 5
"""Trips on a card of the queue: each has its lines and a button."""

WAITING = (TripState.REQUESTED, TripState.HANDLING, TripState.HOST_FOUND, TripState.AGREED)
"""The states of the queue in the order in which somebody is needed."""

_FOR_THE_TEAM = frozenset(WAITING) - {TripState.AGREED}

UNPAID = (TripState.DONE, TripState.REPORTED)
"""Made, and the costs are still to be paid."""

_LOOKED_AT = 200
"""Requests that are looked at for what nobody offers."""


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue, counted from 0: by state, and within one those first that nobody touched for longest.

    `counts` are of all states of this list, `unpaid` those made whose costs are not paid. `oldest` is the one that has
    waited for the team for longest, which an agreed trip does not. `needs` are the themes that are asked for and
    nobody offers, with how many ask.
    """

    trips: Sequence[Trip]
    number: int
    counts: Mapping[TripState, int]
    unpaid: int
    oldest: Trip | None
    needs: Mapping[str, int]
    after: bool = False

    @property
    def total(self) -> int:
        """How many trips the list has."""
        return sum(self.counts.values())

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return pages_of(self.total, PAGE)


@dataclass(frozen=True, slots=True)
class Handled:
    """A trip with all that the team sees of it. `last` is the step that can be taken back."""

    trip: Trip
    steps: Sequence[Taken]
    asked: Sequence[AskedHost]
    offers: Mapping[int, Offer]
    estimate: Estimate | None
    unmet: Unmet
    last: Taken | None


async def queue(uow: UnitOfWork, analyzer: Analyzer, number: int = 0, *, after: bool = False) -> Queue:
    """A page of what waits, or with `after` of what was made and is not paid; the last one for a number beyond."""
    states = UNPAID if after else WAITING
    counts = {state: await uow.trips.count((state,)) for state in states}
    unpaid = sum(counts.values()) if after else await uow.trips.count(UNPAID)
    number = page_within(number, sum(counts.values()), PAGE)
    oldest = next(iter(await uow.trips.in_states(_FOR_THE_TEAM, 1)), None)
    trips = await _page(uow, counts, PAGE * number)
    return Queue(trips, number, counts, unpaid, oldest, await _needs(uow, analyzer), after)


async def handled(uow: UnitOfWork, trip: Trip, analyzer: Analyzer, rates: Rates, now: datetime) -> Handled:
    """A trip with all about it."""
    asked, steps = await uow.trips.asked(trip.id), await uow.trips.steps(trip.id)
    offers = await uow.offers.all(active=False)
    return Handled(
        trip,
        steps,
        asked,
        {offer.id: offer for offer in offers},
        known_estimate(trip, rates),
        unmet([offer for offer in offers if offer.active], trip.wanted, analyzer),
        await undoable(uow, trip, steps, Actor.TEAM, now),
    )


async def _page(uow: UnitOfWork, counts: Mapping[TripState, int], skip: int) -> list[Trip]:
    found: list[Trip] = []
    for state, number in counts.items():
        if skip < number and len(found) < PAGE:
            found += await uow.trips.in_states((state,), PAGE - len(found), skip=skip)
        skip = max(0, skip - number)
    return found


async def _needs(uow: UnitOfWork, analyzer: Analyzer) -> Mapping[str, int]:
    requests = await uow.trips.in_states(FINDING, _LOOKED_AT)
    if not requests:
        return {}
    offered = offered_themes(await uow.offers.all(), analyzer)
    return Counter(theme for one in requests for theme in one.wanted.themes if theme not in offered)
