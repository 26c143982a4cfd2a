"""What hosts have on their hands: the room that is left in a month, and how much each has hosted for its size."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.trip_hosts import Offer, Visit

Month = tuple[int, int]
"""A year and a month of it."""

YEAR = 12
"""Months over which it is looked at who has hosted."""

_USUAL_SIZE = 8000
"""Inhabitants of a municipality whose library carries one share of visits."""

_LEAST_SHARE, _MOST_SHARE = 0.5, 3.0
"""The smallest still hosts at times, and the largest does not host all."""


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality: whose library its people belong to, where it is in degrees, and how many live there."""

    home: str
    at: tuple[float, float]
    population: int


class Hosting:
    """The visits that are known, looked at on a day."""

    def __init__(self, visits: Sequence[Visit], places: Mapping[str, Place], today: date) -> None:
        self._visits, self._places = visits, places
        self._of_host: dict[str, list[Visit]] = {}
        for visit in visits:
            self._of_host.setdefault(visit.host, []).append(visit)
        self._this_month = _number((today.year, today.month))

    def home(self, library: str) -> str:
        """The library that a municipality's people belong to."""
        place = self._places.get(library)
        return place.home if place else library

    def been(self, traveller: str, library: str) -> frozenset[str]:
        """Hosts that a traveller, or anybody of a library, has visited or is about to visit."""
        home = self.home(library)
        return frozenset(
            visit.host
            for visit in self._visits
            if visit.certain
            and ((traveller and visit.traveller == traveller) or (home and self.home(visit.library) == home))
        )

    def room(self, offer: Offer, months: Collection[Month], asker: str) -> bool:
        """Whether a visit still fits in one of these months; without months one is found for it.

        Who has only been asked on behalf of the asker is not taken up by that.
        """
        return not months or any(self._taken(offer, month, asker) < offer.per_month for month in months)

    def load(self, library: str) -> float:
        """Visits of the last year, and of those to come, for a library of usual size."""
        since = self._this_month - YEAR
        hosted = sum(visit.month is None or _number(visit.month) > since for visit in self._of_host.get(library, ()))
        return hosted / self.share(library)

    def share(self, library: str) -> float:
        """How many visits a library can carry where one of usual size carries one: small ones fewer."""
        place = self._places.get(library)
        size = math.sqrt(place.population / _USUAL_SIZE) if place else 1.0
        return min(max(size, _LEAST_SHARE), _MOST_SHARE)

    def _taken(self, offer: Offer, month: Month, asker: str) -> int:
        return sum(
            visit.month == month and visit.offer in (None, offer.id) and (visit.certain or visit.traveller != asker)
            for visit in self._of_host.get(offer.library, ())
        )


def open_months(offer: Offer, months: Collection[Month]) -> frozenset[Month] | None:
    """The wished months in which an offer is open; None when it cannot be then, or never."""
    if not months:
        return None if set(offer.closed) >= set(range(1, 13)) else frozenset()
    return frozenset(month for month in months if month[1] not in offer.closed) or None


def _number(month: Month) -> int:
    return YEAR * month[0] + month[1]
