"""What a traveller tells after a peer-learning trip: what is kept of it, what is wrong with it, what can be claimed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.domain.feedback import RATINGS
from bot.domain.trips import Travel, Trip, TripReport, TripState, Wanted

MAX_TOLD = 1000
"""Characters of each answer in the traveller's own words."""

MAX_REPORT = 4000
"""Characters of the report: all three answers and what is said around them."""

TOLD = ("learnt", "change", "share")
"""The answers in words, in the order in which they are asked."""

TELLABLE = frozenset({TripState.DONE, TripState.REPORTED})
"""The trip has taken place, and its report can be written, or written again."""

READABLE = frozenset({TripState.REPORTED, TripState.PAID})
"""The report has come, if there is one: a trip may be paid without it."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A trip and what was told of it."""

    trip: Trip
    report: TripReport


def faults_of(report: TripReport) -> dict[str, str]:
    """What must be mended of the answers, as short codes by the fields' names."""
    faults = {name: "too_long" for name in TOLD if len(getattr(report, name)) > MAX_TOLD}
    if not _says_something(report.learnt):
        faults["learnt"] = "missing"
    if report.rating and report.rating not in RATINGS:
        faults["rating"] = "rating"
    return faults


def fault_of(text: str, longest: int) -> str:
    """What must be mended of a text that has to say something, as a short code; empty when nothing."""
    if not _says_something(text):
        return "missing"
    return "too_long" if len(text) > longest else ""


def claims(wanted: Wanted) -> bool:
    """Whether a trip leaves something to claim: tickets are bought beforehand, kilometres and a night are not."""
    return wanted.travel is Travel.CAR or wanted.lodging


def told_from(trip: Trip, today: date) -> bool:
    """Whether the trip's day has come, so that it can be told whether it took place."""
    return trip.state is TripState.AGREED and trip.agreed.day is not None and trip.agreed.day <= today


def _says_something(text: str) -> bool:
    return any(letter.isalnum() for letter in text)
