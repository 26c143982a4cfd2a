"""The plan of a peer-learning trip: whether it holds, and which one was given up."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.trip_history import standing
from bot.domain.trip_steps import Taken
from bot.domain.trips import MADE, Agreed, Trip, TripState


def stands(trip: Trip) -> bool:
    """Whether a trip's plan holds: it is agreed, or took place."""
    return trip.state is TripState.AGREED or trip.state in MADE


def last_standing(trip: Trip, steps: Sequence[Taken]) -> Trip | None:
    """A trip whose plan holds, or as it was when that was given up; None when none ever held, or was taken back."""
    if stands(trip):
        return trip
    kept = reversed(standing(steps))
    return next((one.before for one in kept if one.before.state is TripState.AGREED), None)


def last_plan(trip: Trip, steps: Sequence[Taken]) -> Agreed | None:
    """The plan of that."""
    last = last_standing(trip, steps)
    return last.agreed if last else None
