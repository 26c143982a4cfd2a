"""Peer-learning trips counted: what a year, or a half of one, comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from statistics import median_low

from bot.domain.ratings import Ratings
from bot.domain.trip_period import Period
from bot.domain.trips import MADE, Travel, TripState

UNKNOWN = ""
"""The name of a library or a host that was never told."""


@dataclass(frozen=True, slots=True)
class TripFact:
    """A trip as it is counted, and nothing of who went.

    `lodging` is None when it is not known any more. `rating` is 1-5, or 0 when none was given or no report was sent;
    `later` tells that the traveller has said what had changed three months after.
    """

    id: int
    state: TripState
    library: str
    host: str = UNKNOWN
    themes: tuple[str, ...] = ()
    travel: Travel | None = None
    lodging: bool | None = None
    requested_on: date | None = None
    made_on: date | None = None
    reported: bool = False
    rating: int = 0
    later: bool = False

    @property
    def made(self) -> bool:
        """Whether it took place."""
        return self.state in MADE and self.made_on is not None

    @property
    def waited(self) -> int | None:
        """Days from the request to the trip; None while it has not been made."""
        if self.made_on is None or self.requested_on is None or not self.made:
            return None
        return max((self.made_on - self.requested_on).days, 0)


@dataclass(frozen=True, slots=True)
class TripYear:
    """What a period comes to.

    `states` counts the requests that were sent in it, by what has become of them by now. All else is of the trips that
    were made in it: by the library they were made from, by host, by pairs of both, and by theme (a trip with several
    counts for each). `waited` are the days from request to trip, the fewest first.
    """

    period: Period
    states: Counter[TripState] = field(default_factory=Counter)
    travelled: Counter[str] = field(default_factory=Counter)
    hosted: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    themes: Counter[str] = field(default_factory=Counter)
    waited: tuple[int, ...] = ()
    reports: int = 0
    ratings: Ratings = field(default_factory=Ratings)
    later: int = 0

    @property
    def requests(self) -> int:
        """How many requests were sent."""
        return self.states.total()

    @property
    def made(self) -> int:
        """How many trips were made."""
        return self.pairs.total()

    @property
    def usual_wait(self) -> int | None:
        """Days within which half of the trips were made, or a little more than half of them."""
        return median_low(self.waited) if self.waited else None

    def mean_rating(self, smallest: int) -> float | None:
        """The mean rating of a whole year; None of fewer ratings than the smallest number that hides whose they are.

        Of halves none is told: of a year and one half of it the other half's could be computed.
        """
        return self.ratings.mean if self.period.half is None and self.ratings.number >= smallest else None


@dataclass(frozen=True, slots=True)
class TripQueue:
    """What is under way now: requests that wait for a day to be agreed, when the oldest was sent, and agreed trips.

    `libraries` are the municipalities from which somebody is about to travel.
    """

    waiting: int = 0
    oldest: date | None = None
    agreed: int = 0
    libraries: frozenset[str] = frozenset()


def summed(facts: Iterable[TripFact], homes: Mapping[str, str], period: Period) -> TripYear:
    """Count these trips for a period; a branch counts with the library that runs it, which is its home."""
    told = list(facts)
    made = [one for one in told if one.made and _within(one.made_on, period)]
    return TripYear(
        period,
        states=Counter(one.state for one in told if _within(one.requested_on, period)),
        travelled=Counter(homes.get(one.library, one.library) for one in made),
        hosted=Counter(homes.get(one.host, one.host) for one in made),
        pairs=Counter((homes.get(one.library, one.library), homes.get(one.host, one.host)) for one in made),
        themes=Counter(theme for one in made for theme in set(one.themes)),
        waited=tuple(sorted(one.waited for one in made if one.waited is not None)),
        reports=sum(one.reported for one in made),
        ratings=Ratings.of((one.rating, 1) for one in made if one.rating),
        later=sum(one.later for one in made),
    )


def _within(day: date | None, period: Period) -> bool:
    return day is not None and period.first <= day <= period.last
