"""Three years of requests played: who hosts whom, by the suggestions or by a plain shuffle among hosts that fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random
from statistics import fmean

from bot.domain.trip_hosting import Hosting
from bot.domain.trip_hosts import Offer, Visit
from bot.domain.trip_matching import Reason
from bot.domain.trips import Wanted
from bot.services.libraries import libraries
from bot.services.trip_matching import kilometres, matched, places
from bot.understanding.themes import themes
from tests.support.world import base_analyzer

YEARS = (2027, 2028, 2029)
A_MONTH = 8
"""Requests of a month: many more than today's, so that room runs out at times."""

_AHEAD = 3
"""Months ahead that one wishes at most."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody of a library who wants to learn a theme, as it is asked on a day."""

    traveller: str
    wanted: Wanted
    today: date

    @property
    def month(self) -> tuple[int, int]:
        """The wished month."""
        day = self.wanted.days[0]
        return day.year, day.month


@dataclass(slots=True)
class Played:
    """Visits that came of the requests, how many found no host, and repeats that were suggested."""

    offers: Sequence[Offer]
    visits: list[Visit] = field(default_factory=list)
    without: int = 0
    repeats: list[tuple[Asked, frozenset[str]]] = field(default_factory=list)
    """Each with the hosts which had room then and where nobody had been."""

    @property
    def loads(self) -> list[float]:
        """Visits by library for its size, of those that offer a theme, the least first."""
        hosting = Hosting((), places(), date(YEARS[0], 1, 1))
        hosted = Counter(visit.host for visit in self.visits)
        offering = {one.library for one in self.offers if one.themes}
        return sorted(hosted[library] / hosting.share(library) for library in offering)

    @property
    def gini(self) -> float:
        """How unevenly they host: 0 when all alike, nearly 1 when one hosts all."""
        loads = self.loads
        ranks = sum((2 * rank - len(loads) - 1) * load for rank, load in enumerate(loads, 1))
        return ranks / (len(loads) * sum(loads))

    @property
    def kilometres(self) -> float:
        """How far one travels on the average, one way."""
        return fmean(kilometres(visit.library, visit.host) or 0 for visit in self.visits)


Choice = Callable[[Asked, Sequence[Offer], Sequence[Visit]], tuple[Offer, bool] | None]
"""The offer that a request leads to, and whether it is a repeat; None when there is none."""


def requests(seed: int) -> list[Asked]:
    """The requests of three years; large libraries have more people to go."""
    random = Random(seed)
    homes = list(libraries())
    staff = [round(2 + places()[home].population / 4000) for home in homes]
    asked = []
    for year in YEARS:
        for month in range(1, 13):
            for _ in range(A_MONTH):
                home = random.choices(homes, staff)[0]
                person = random.randrange(staff[homes.index(home)])
                later = 12 * year + month - 1 + random.randint(1, _AHEAD)
                day = date(later // 12, later % 12 + 1, 15)
                wanted = Wanted(library=home, themes=(random.choice(themes()),), days=(day,))
                asked.append(Asked(f"{home} {person}", wanted, date(year, month, 1)))
    return asked


def play(offers: Sequence[Offer], asked: Sequence[Asked], choose: Choice) -> Played:
    """Let each request, in their order, lead to a visit."""
    played = Played(offers)
    for number, one in enumerate(asked):
        chosen = choose(one, offers, played.visits)
        if chosen is None:
            played.without += 1
            continue
        offer, repeat = chosen
        if repeat:
            played.repeats.append((one, frozenset(o.library for o in with_room(one, offers, played.visits, new=True))))
        visit = Visit(number, one.traveller, one.wanted.library, offer.library, one.month, offer=offer.id)
        played.visits.append(visit)
    return played


def suggested(one: Asked, offers: Sequence[Offer], visits: Sequence[Visit]) -> tuple[Offer, bool] | None:
    """The first suggestion; a full one is not taken."""
    for found in matched(offers, visits, one.traveller, one.wanted, base_analyzer(), one.today, 1):
        if Reason.FULL not in found.reasons:
            return found.offer, Reason.BEEN_BEFORE in found.reasons
    return None


def shuffled(seed: int) -> Choice:
    """Any host that fits and has room, by lot."""
    random = Random(seed)

    def choose(one: Asked, offers: Sequence[Offer], visits: Sequence[Visit]) -> tuple[Offer, bool] | None:
        fitting = with_room(one, offers, visits)
        return (random.choice(fitting), False) if fitting else None

    return choose


def with_room(one: Asked, offers: Sequence[Offer], visits: Sequence[Visit], *, new: bool = False) -> list[Offer]:
    """The offers of a theme that have room in the wished month, by plain counting; `new` where nobody has been."""
    booked = Counter((visit.offer, visit.month) for visit in visits)
    been = {v.host for v in visits if one.traveller == v.traveller or one.wanted.library == v.library}
    return [
        offer
        for offer in offers
        if set(one.wanted.themes) <= set(offer.themes)
        and offer.library != one.wanted.library
        and one.month[1] not in offer.closed
        and booked[offer.id, one.month] < offer.per_month
        and not (new and offer.library in been)
    ]
