"""What is wrong with what was told after a trip, and what can be claimed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.trip_reports import MAX_REPORT, MAX_TOLD, claims, fault_of, faults_of, told_from
from bot.domain.trips import Agreed, Travel, Trip, TripReport, TripState, Wanted
from tests.support.drafts import helsinki


@pytest.mark.parametrize(
    ("report", "faults"),
    [
        (TripReport("Opin"), {}),
        (TripReport("Opin", "x" * MAX_TOLD, "y" * MAX_TOLD, 5), {}),
        (TripReport(), {"learnt": "missing"}),
        (TripReport("?!"), {"learnt": "missing"}),
        (TripReport("x" * (MAX_TOLD + 1), share="y" * (MAX_TOLD + 1)), {"learnt": "too_long", "share": "too_long"}),
        (TripReport("Opin", rating=6), {"rating": "rating"}),
    ],
)
def test_only_what_was_learnt_is_needed(report: TripReport, faults: dict[str, str]) -> None:
    assert faults_of(report) == faults


def test_a_report_says_something_and_is_no_longer_than_is_kept() -> None:
    assert [fault_of(text, MAX_REPORT) for text in ("", "–", "a", "a" * MAX_REPORT, "a" * (MAX_REPORT + 1))] == [
        *("missing", "missing", "", "", "too_long")
    ]


@pytest.mark.parametrize(
    ("travel", "lodging", "something"),
    [
        (Travel.CAR, False, True),
        (Travel.TRAIN, False, False),
        (Travel.BUS, True, True),
        (Travel.RIDE, False, False),
        (None, False, False),
    ],
)
def test_kilometres_and_nights_are_claimed_and_tickets_are_not(
    travel: Travel | None, lodging: bool, something: bool
) -> None:
    assert claims(Wanted(travel=travel, lodging=lodging)) is something


def test_it_can_be_told_from_the_day_itself_on_while_nobody_has() -> None:
    day = date(2026, 12, 1)
    trip = Trip(1, "k", 1, TripState.AGREED, "29:a", Wanted(), helsinki(2026, 11, 1), agreed=Agreed(day=day))
    assert [told_from(trip, date(2026, 12, n)) for n in (1, 2)] == [True, True]
    assert not told_from(trip, date(2026, 11, 30))
    assert not told_from(replace(trip, agreed=Agreed()), day)
    assert not told_from(replace(trip, state=TripState.DONE), day)
