"""What a peer-learning trip may cost: an estimate from how far it is and how one travels."""

from __future__ import annotations

import math
from dataclasses import dataclass

from bot.domain.trips import Travel

ROAD = 1.3
"""How much longer a road is than the line between two places: about so in lake country. An estimate, no route."""

_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Rates:
    """Euros: for a kilometre by the own car, for one by train or bus, and for a night.

    The default of a car is the most that was free of tax in 2024 (0.57); tickets and nights are rough.
    """

    car_km: float = 0.57
    ticket_km: float = 0.15
    night: float = 110.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """Kilometres there and back by road, and euros in all; both rounded as roughly as they are known."""

    kilometres: int
    euros: int


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres along a straight line between two places, given as degrees of latitude and longitude."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, place)) for place in (one, other))
    a = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(a))


def estimate(straight_km: float, travel: Travel | None, rates: Rates, *, lodging: bool) -> Estimate:
    """What a trip to a place so far may cost; with somebody else one travels for nothing."""
    kilometres = 2 * ROAD * straight_km
    by_way = {Travel.CAR: rates.car_km, Travel.RIDE: 0.0}
    euros = kilometres * (by_way.get(travel, rates.ticket_km) if travel else rates.ticket_km)
    return Estimate(10 * round(kilometres / 10), 5 * round((euros + lodging * rates.night) / 5))
