"""Half-open intervals: their edges, their open ends, and the nights when the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.intervals import Interval, at_helsinki, midnight
from tests.support.drafts import helsinki

MORNING = Interval(helsinki(2026, 11, 24, 8), helsinki(2026, 11, 24, 12))


def at(hour: int, minute: int = 0) -> datetime:
    return helsinki(2026, 11, 24, hour, minute)


def test_a_moment_is_said_on_helsinkis_clock() -> None:
    assert at_helsinki(datetime(2026, 11, 24, 7, tzinfo=UTC)) == at(9)
    assert at_helsinki(datetime(2026, 11, 24, 7, tzinfo=UTC)).hour == 9
    assert at_helsinki(datetime(2026, 6, 24, 7, tzinfo=UTC)).hour == 10, "summer time"
    assert at_helsinki(datetime(2026, 11, 24, 9)) == at(9), "a naive moment is Helsinki's already"  # noqa: DTZ001


def test_whole_days_hold_both_their_first_and_last() -> None:
    days = Interval.of_days(date(2026, 11, 24), date(2026, 11, 25))
    assert (days.start, days.end) == (helsinki(2026, 11, 24), helsinki(2026, 11, 26))
    assert Interval.of_day(date(2026, 12, 31)).end == helsinki(2027, 1, 1)


@pytest.mark.parametrize(("day", "hours"), [((2026, 3, 29), 23), ((2026, 10, 25), 25), ((2026, 11, 24), 24)])
def test_a_day_is_as_long_as_the_clock_makes_it(day: tuple[int, int, int], hours: int) -> None:
    whole = Interval.of_day(date(*day))
    assert whole.start is not None
    assert whole.end is not None
    assert whole.end.astimezone(UTC) - whole.start.astimezone(UTC) == timedelta(hours=hours)
    assert whole.start == midnight(date(*day))


@pytest.mark.parametrize(
    ("start", "end", "overlaps"),
    [
        (at(7), at(8), False),
        (at(7), at(8, 1), True),
        (at(9), at(10), True),
        (at(7), at(13), True),
        (at(11, 59), at(13), True),
        (at(12), at(13), False),
        (at(8), at(8), True),
        (at(12), at(12), False),
    ],
)
def test_what_happens_at_least_partly_within(start: datetime, end: datetime, overlaps: bool) -> None:
    assert MORNING.overlaps(start, end) is overlaps


@pytest.mark.parametrize(("moment", "within"), [(at(7, 59), False), (at(8), True), (at(11, 59), True), (at(12), False)])
def test_the_end_is_not_within(moment: datetime, within: bool) -> None:
    assert MORNING.contains(moment) is within


def test_an_open_end_has_no_edge() -> None:
    assert Interval(at(8)).contains(helsinki(2999, 1, 1))
    assert not Interval(at(8)).contains(at(7))
    assert Interval(None, at(8)).overlaps(helsinki(1999, 1, 1), at(9))
    assert not Interval(None, at(8)).overlaps(at(8), at(9))
    assert Interval().contains(at(8))


def test_what_two_intervals_share() -> None:
    later = Interval(at(10), at(15))
    assert MORNING.intersection(later) == later.intersection(MORNING) == Interval(at(10), at(12))
    assert MORNING.intersection(Interval()) == MORNING
    assert MORNING.intersection(Interval(at(9))) == Interval(at(9), at(12))
    assert MORNING.intersection(Interval(at(12), at(13))) is None
    assert Interval(at(9)).intersection(Interval(None, at(9))) is None


HOURS = st.integers(0, 72).map(lambda hours: helsinki(2026, 10, 24) + timedelta(hours=hours))
ENDS = st.tuples(st.none() | HOURS, st.none() | HOURS).filter(
    lambda ends: ends[0] is None or ends[1] is None or ends[0] < ends[1]
)


@given(ENDS, ENDS, HOURS)
def test_a_moment_is_in_what_is_shared_when_it_is_in_both(
    one: tuple[datetime | None, datetime | None], other: tuple[datetime | None, datetime | None], moment: datetime
) -> None:
    first, second = Interval(*one), Interval(*other)
    shared = first.intersection(second)
    both = first.contains(moment) and second.contains(moment)
    assert both == (shared is not None and shared.contains(moment))
