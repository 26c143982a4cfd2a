"""A year of peer-learning trips, read a few at a time, and the libraries to be encouraged."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.trip_hosting import Hosting, open_months
from bot.domain.trip_hosts import Offer
from bot.domain.trip_matching import DETOUR_KM
from bot.domain.trip_year import Period, TripFact, TripQueue, TripYear, summed
from bot.services.libraries import homes, libraries
from bot.services.ports import UnitOfWork
from bot.services.trip_matching import kilometres, places

AT_ONCE = 500
"""Trips that are read at once: other turns go in between."""

QUIET = timedelta(days=365)
"""How long a library has neither travelled nor hosted before it is encouraged."""


@dataclass(frozen=True, slots=True)
class SeenYear:
    """A period's trips, what is under way now, and the years that have any, the latest first."""

    trips: TripYear
    queue: TripQueue
    years: Sequence[int]


@dataclass(frozen=True, slots=True)
class Encouraged:
    """A library to be encouraged, and the nearest host that has been visited little (empty when there is none).

    `themes` are those that it offers; `kilometres` one way by road.
    """

    library: str
    host: str = ""
    kilometres: int = 0
    themes: tuple[str, ...] = ()


async def seen_year(uow: UnitOfWork, period: Period) -> SeenYear:
    """A period's trips as a whole."""
    facts: list[TripFact] = []
    after: int | None = 0
    while after is not None:
        page = await uow.trips.counted(period.first, period.last, after, AT_ONCE)
        facts += page
        after = page[-1].id if len(page) == AT_ONCE else None
        await asyncio.sleep(0)  # SQLite answers without waiting: whatever else is due goes first.
    return SeenYear(summed(facts, homes(), period), await uow.trips.under_way(), await uow.trips.years())


def not_travelled(told: TripYear) -> list[str]:
    """The region's libraries from which nobody travelled."""
    return [name for name in libraries() if name not in told.travelled]


async def encouraged(uow: UnitOfWork, today: date) -> list[Encouraged]:
    """Libraries that have neither travelled nor hosted for a year, nor are about to; the nearest to a host first."""
    visits = await uow.trips.visits(today - QUIET)
    under_way = (await uow.trips.under_way()).libraries
    busy = {homes().get(name, name) for name in {*under_way, *(n for one in visits for n in (one.library, one.host))}}
    quiet = [name for name in libraries() if name not in busy]
    offers = [one for one in await uow.offers.all() if open_months(one, ()) is not None] if quiet else []
    hosting = Hosting(visits, places(), today)
    found = [_encouraged(library, offers, hosting) for library in quiet]
    return sorted(found, key=lambda one: (not one.host, one.kilometres, one.library))


def _encouraged(library: str, offers: Iterable[Offer], hosting: Hosting) -> Encouraged:
    """With the host that is nearest when each visit that it has had makes it further."""
    offered: dict[str, list[str]] = {}
    for offer in offers:
        if hosting.home(offer.library) != library and kilometres(library, offer.library) is not None:
            offered.setdefault(offer.library, []).extend(offer.themes)
    if not offered:
        return Encouraged(library)
    far = {host: kilometres(library, host) or 0 for host in offered}
    host = min(offered, key=lambda one: (far[one] + DETOUR_KM * hosting.load(one), one))
    return Encouraged(library, host, far[host], tuple(dict.fromkeys(offered[host])))
