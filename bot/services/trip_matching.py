"""Hosts for a peer-learning trip: the offers that fit, the best first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from functools import cache

from bot.domain.intervals import at_helsinki
from bot.domain.trip_costs import ROAD, distance
from bot.domain.trip_hosting import Hosting, Place, open_months
from bot.domain.trip_hosts import Offer, Visit
from bot.domain.trip_matching import Candidate, Suggestion, Unmet, ranked
from bot.domain.trips import Trip, Wanted
from bot.services.libraries import homes
from bot.services.ports import UnitOfWork
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.morphology.lexicon import load_lexicon
from bot.understanding.trip_fitting import fits, unmet

MOST = 3
"""Hosts suggested at once."""

LOOKED_BACK = timedelta(days=5 * 365)
"""How long a visit counts as a visit: after so many years a library is another one."""

_ROUGHLY = 5
"""Kilometres to which a distance is known."""


async def suggest_hosts(
    uow: UnitOfWork,
    traveller: str,
    wanted: Wanted,
    analyzer: Analyzer,
    now: datetime,
    most: int = MOST,
    *,
    without: Collection[int] = (),
) -> Sequence[Suggestion]:
    """At most so many hosts for what a traveller (an account) wants; none when nobody offers it.

    `without` are offers (by their numbers) that are out of the question: of hosts that were asked already.
    """
    today = at_helsinki(now).date()
    offers = [offer for offer in await uow.offers.all() if offer.id not in without]
    if not offers:
        return ()
    visits = await uow.trips.visits(today - LOOKED_BACK)
    return matched(offers, visits, traveller, wanted, analyzer, today, most)


async def suggested_hosts(uow: UnitOfWork, trip: Trip, analyzer: Analyzer, now: datetime) -> Sequence[Suggestion]:
    """The hosts that the team has shown to a traveller to choose of, each with what speaks for it now.

    What the team suggests though it does not fit is among them, without reasons; what is rested since is not.
    """
    offers = [one for one in await uow.offers.all() if one.id in trip.agreed.suggested]
    today = at_helsinki(now).date()
    visits = await uow.trips.visits(today - LOOKED_BACK)
    fitting = matched(offers, visits, trip.traveller, trip.wanted, analyzer, today, len(offers))
    told = {one.offer.id: one for one in fitting}
    bare = {one.id: Suggestion(one, (), kilometres(trip.wanted.library, one.library) or 0) for one in offers}
    return [told.get(number) or bare[number] for number in trip.agreed.suggested if number in bare]


async def unmet_themes(uow: UnitOfWork, wanted: Wanted, analyzer: Analyzer) -> Unmet:
    """Which of the wanted themes nobody at all offers, or own words of which no offer speaks."""
    return unmet(await uow.offers.all(), wanted, analyzer)


def matched(
    offers: Sequence[Offer],
    visits: Sequence[Visit],
    traveller: str,
    wanted: Wanted,
    analyzer: Analyzer,
    today: date,
    most: int = MOST,
) -> Sequence[Suggestion]:
    """The same of these offers and visits."""
    hosting = Hosting(visits, places(), today)
    home = hosting.home(wanted.library)
    been = hosting.been(traveller, wanted.library)
    months = {(day.year, day.month) for day in wanted.days}
    candidates = []
    for offer, fit in zip(offers, fits(offers, wanted, analyzer), strict=True):
        free = open_months(offer, months)
        if fit is None or free is None or hosting.home(offer.library) == home:
            continue
        candidates.append(
            Candidate(
                offer,
                fit,
                kilometres(wanted.library, offer.library),
                hosting.load(offer.library),
                wished=offer.library in wanted.hosts,
                been=offer.library in been,
                full=not hosting.room(offer, free, traveller),
            )
        )
    return ranked(candidates, most)


@cache
def places() -> dict[str, Place]:
    """The region's municipalities by their names."""
    return {
        one.name: Place(homes()[one.name], (one.latitude, one.longitude), one.population)
        for one in load_lexicon().municipalities
    }


def kilometres(one: str, other: str) -> int | None:
    """Kilometres of road between two municipalities, roughly; None when it is not known where one of them is."""
    straight = straight_kilometres(one, other)
    return None if straight is None else max(_ROUGHLY * round(ROAD * straight / _ROUGHLY), _ROUGHLY)


def straight_kilometres(one: str, other: str) -> float | None:
    """Kilometres along a straight line between two municipalities; None when it is not known where one of them is."""
    here, there = places().get(one), places().get(other)
    return None if here is None or there is None else distance(here.at, there.at)
