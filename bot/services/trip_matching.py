"""Hosts for a peer-learning trip: the offers that fit, the best first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.trip_matching import Suggestion
from bot.domain.trips import Wanted
from bot.services.ports import UnitOfWork
from bot.understanding.morphology.analyzer import Analyzer

MOST = 3
"""Hosts suggested at once."""


async def suggest_hosts(
    uow: UnitOfWork, traveller: str, wanted: Wanted, analyzer: Analyzer, now: datetime, most: int = MOST
) -> Sequence[Suggestion]:
    """At most so many hosts for what a traveller (an account) wants; none when nobody offers it."""
    return ()
