"""What the card of a word about a peer-learning trip shows besides the trip itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.domain.trip_words import TripWord
from bot.domain.trips import Trip
from bot.services.ports import UnitOfWork

PUBLISH = "publish"
"""Whether the trip's report may be published."""

_OF_REPORT = frozenset({TripWord.REPORTED, TripWord.REPORT_CHANGED, TripWord.THANKS})


async def more_of(uow: UnitOfWork, trip: Trip, word: TripWord) -> Mapping[str, Any]:
    """What it shows, as it is when it is sent; the traveller's words are read by a button, whose presser is checked."""
    if word not in _OF_REPORT:
        return {}
    report = await uow.trips.report(trip.id)
    return {PUBLISH: report is not None and report.publish}
