"""What a wished trip may cost: to which hosts it is reckoned, and how much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.trip_costs import Estimate, Rates, estimate
from bot.domain.trips import Agreed, Trip, Wanted
from bot.services.ports import UnitOfWork
from bot.services.trip_matching import places, straight_kilometres, suggest_hosts
from bot.understanding.morphology.analyzer import Analyzer

SHOWN = 3
"""Wished hosts that are reckoned with."""


class Basis(StrEnum):
    """How it is known where to."""

    AGREED = "agreed"
    WISHED = "wished"
    SUGGESTED = "suggested"
    """It is the host that fits best, of which nothing is agreed yet."""

    NO_HOST = "no_host"
    NO_WAY = "no_way"
    """The way of travelling, or the own library, is not told yet."""


@dataclass(frozen=True, slots=True)
class Costs:
    """Estimates by hosts: the municipality and what a trip there may cost, none where it cannot be told."""

    basis: Basis
    each: tuple[tuple[str, Estimate], ...] = ()


async def costs_of(
    uow: UnitOfWork, account: str, wanted: Wanted, agreed: Agreed, analyzer: Analyzer, rates: Rates, now: datetime
) -> Costs:
    """What the trip that a traveller (an account) wants may cost."""
    if wanted.library not in places() or wanted.travel is None:
        return Costs(Basis.NO_WAY)
    if agreed.host:
        basis, hosts = Basis.AGREED, [agreed.host]
    elif wanted.hosts:
        basis, hosts = Basis.WISHED, list(wanted.hosts[:SHOWN])
    else:
        suggested = await suggest_hosts(uow, account, wanted, analyzer, now, 1)
        basis, hosts = Basis.SUGGESTED, [one.offer.library for one in suggested]
    each = tuple((host, one) for host in hosts if (one := _estimate_to(host, wanted, rates)) is not None)
    return Costs(basis, each) if each else Costs(Basis.NO_HOST)


def known_estimate(trip: Trip, rates: Rates) -> Estimate | None:
    """What a trip may cost to the agreed host, or else to a wished one; None while it is not known where it goes."""
    hosts = (trip.agreed.host, *trip.wanted.hosts)
    return next((one for host in hosts if (one := _estimate_to(host, trip.wanted, rates)) is not None), None)


def _estimate_to(host: str, wanted: Wanted, rates: Rates) -> Estimate | None:
    """What a trip to one host may cost; None when it is not known where that, or the own library, is."""
    straight = straight_kilometres(wanted.library, host)
    return None if straight is None else estimate(straight, wanted.travel, rates, lodging=wanted.lodging)
