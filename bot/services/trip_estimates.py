"""What a wished trip may cost: to which hosts it is reckoned, and how much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.trip_costs import Estimate, Rates, distance, estimate
from bot.domain.trips import Agreed, Wanted
from bot.services.ports import UnitOfWork
from bot.services.trip_matching import places, suggest_hosts
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
    here = places().get(wanted.library)
    if here is None or wanted.travel is None:
        return Costs(Basis.NO_WAY)
    if agreed.host:
        basis, hosts = Basis.AGREED, [agreed.host]
    elif wanted.hosts:
        basis, hosts = Basis.WISHED, list(wanted.hosts[:SHOWN])
    else:
        suggested = await suggest_hosts(uow, account, wanted, analyzer, now, 1)
        basis, hosts = Basis.SUGGESTED, [one.offer.library for one in suggested]
    known = [(host, places()[host]) for host in hosts if host in places()]
    each = tuple(
        (host, estimate(distance(here.at, place.at), wanted.travel, rates, lodging=wanted.lodging))
        for host, place in known
    )
    return Costs(basis, each) if each else Costs(Basis.NO_HOST)
