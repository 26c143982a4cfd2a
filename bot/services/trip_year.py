"""A year of peer-learning trips, read a few at a time, and the libraries to be encouraged."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.trip_hosting import Hosting, open_months
from bot.domain.trip_hosts import Offer
from bot.domain.trip_matching import DETOUR_KM
from bot.domain.trip_period import Period
from bot.domain.trip_year import TripFact, TripQueue, TripYear, summed
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
    visited = await uow.trips.visited_since(today - QUIET)
    under_way = (await uow.trips.under_way()).libraries
    busy = {homes().get(name, name) for name in {*under_way, *(name for pair in visited for name in pair)}}
    offers = [one for one in await uow.offers.all() if open_months(one, ()) is not None]
    offered = _offered(offers, visited, Hosting((), places(), today))
    found = [_encouraged(library, offered) for library in libraries() if library not in busy]
    return sorted(found, key=lambda one: (not one.host, one.kilometres, one.library))


@dataclass(frozen=True, slots=True)
class _Host:
    """What is offered at a host, and how much it has hosted in a year for its size."""

    name: str
    themes: tuple[str, ...]
    load: float


def _offered(offers: Iterable[Offer], visited: Mapping[tuple[str, str], int], hosting: Hosting) -> list[_Host]:
    themes: dict[str, list[str]] = {}
    for offer in offers:
        themes.setdefault(offer.library, []).extend(offer.themes)
    hosted: Counter[str] = Counter()
    for (_, host), number in visited.items():
        hosted[host] += number
    return [_Host(one, tuple(dict.fromkeys(of)), hosted[one] / hosting.share(one)) for one, of in themes.items()]


def _encouraged(library: str, offered: Iterable[_Host]) -> Encouraged:
    """With the host that is nearest when each visit that it has had makes it further."""
    others = [one for one in offered if homes().get(one.name, one.name) != library]
    far = {one: km for one in others if (km := kilometres(library, one.name)) is not None}
    if not far:
        return Encouraged(library)
    host = min(far, key=lambda one: (far[one] + DETOUR_KM * one.load, one.name))
    return Encouraged(library, host.name, far[host], host.themes)
