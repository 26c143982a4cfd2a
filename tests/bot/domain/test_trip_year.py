"""What a period of trips comes to, of worlds made by hand, and what holds for all of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.terms import Term
from bot.domain.trip_period import Period
from bot.domain.trip_year import UNKNOWN, TripFact, summed
from bot.domain.trips import MADE, TripState
from bot.services.libraries import homes

YEAR = Period(2026)
SPRING, AUTUMN = Period(2026, Term(2026, autumn=False)), Period(2026, Term(2026, autumn=True))
DAY = date(2026, 11, 24)


def made(library: str = "Juva", host: str = "Iisalmi", **facts: object) -> TripFact:
    given: dict[str, object] = {"requested_on": DAY - timedelta(days=30), "made_on": DAY, **facts}
    return TripFact(1, TripState.DONE, library, host, **given)  # type: ignore[arg-type]


def test_a_branch_counts_with_the_library_that_runs_it() -> None:
    told = summed([made("Hirvensalmi"), made("Mikkeli", "Kaavi"), made("Mikkeli", "Kuopio")], homes(), YEAR)
    assert told.travelled == {"Mikkeli": 3}
    assert told.hosted == {"Iisalmi": 1, "Kuopio": 2}
    assert told.pairs == {("Mikkeli", "Iisalmi"): 1, ("Mikkeli", "Kuopio"): 2}


def test_a_municipality_outside_the_list_counts_by_itself() -> None:
    told = summed([made("Jyväskylä", UNKNOWN)], homes(), YEAR)
    assert (told.travelled, told.hosted) == ({"Jyväskylä": 1}, {UNKNOWN: 1})


def test_a_request_counts_for_its_year_and_the_trip_for_its_own() -> None:
    one = made(requested_on=date(2025, 12, 1), made_on=date(2026, 2, 1))
    before, after = summed([one], homes(), Period(2025)), summed([one], homes(), YEAR)
    assert (before.requests, before.made) == (1, 0)
    assert (after.requests, after.made, after.waited) == (0, 1, (62,))


@pytest.mark.parametrize("state", sorted(set(TripState) - MADE))
def test_a_trip_that_was_not_made_is_none_whatever_day_it_has(state: TripState) -> None:
    told = summed([TripFact(1, state, "Juva", "Iisalmi", ("events",), requested_on=DAY, made_on=DAY)], homes(), YEAR)
    assert (told.requests, told.made, told.waited, told.themes) == (1, 0, (), {})


def test_a_theme_that_is_told_twice_counts_once() -> None:
    told = summed([made(themes=("events", "events", "spaces")), made(themes=("events",)), made()], homes(), YEAR)
    assert told.themes == {"events": 2, "spaces": 1}


def test_half_of_the_trips_are_made_within_the_usual_days() -> None:
    days = [10, 20, 40, 90]
    told = summed([made(requested_on=DAY - timedelta(days=one)) for one in days], homes(), YEAR)
    assert (told.usual_wait, told.waited) == (20, (10, 20, 40, 90))
    assert summed([], homes(), YEAR).usual_wait is None


def test_a_request_that_was_sent_after_the_trip_waited_no_day() -> None:
    assert made(requested_on=DAY + timedelta(days=3)).waited == 0
    assert made(requested_on=None).waited is None


def test_the_mean_is_told_of_enough_ratings_of_a_whole_year() -> None:
    four = [made(reported=True, rating=rating) for rating in (5, 5, 4, 2)]
    assert summed(four, homes(), YEAR).mean_rating(4) == 4.0
    assert summed(four[:3], homes(), YEAR).mean_rating(4) is None
    assert summed([*four[:3], made(reported=True)], homes(), YEAR).mean_rating(4) is None, "one gave no rating"
    assert summed(four, homes(), AUTUMN).mean_rating(4) is None, "the year less the autumn is the spring"


@pytest.mark.parametrize(("name", "period"), [("2026", YEAR), ("2026-1", SPRING), ("2026-2", AUTUMN)])
def test_a_period_is_found_by_its_name(name: str, period: Period) -> None:
    assert Period.named(name) == period
    assert period.name == name


@pytest.mark.parametrize("wrong", ["", "-", "-1", "2026-", "2026-3", "2026-1-1", "26", "99999", "２０２６", "1e10"])
def test_what_is_no_name_of_a_period_is_none(wrong: str) -> None:
    assert Period.named(wrong) is None


DAYS = st.none() | st.dates(date(2025, 6, 1), date(2027, 6, 1))
FACTS = st.lists(
    st.builds(
        TripFact,
        st.just(1),
        st.sampled_from(TripState),
        st.sampled_from([*homes(), "Jyväskylä", UNKNOWN]),
        st.sampled_from([*homes(), "Oulu", UNKNOWN]),
        st.lists(st.sampled_from(["events", "spaces", "gone"]), max_size=3).map(tuple),
        requested_on=DAYS,
        made_on=DAYS,
        reported=st.booleans(),
        rating=st.integers(0, 5),
        later=st.booleans(),
    ),
    max_size=30,
)


@given(FACTS)
def test_the_parts_come_to_the_whole(facts: list[TripFact]) -> None:
    year, spring, autumn = (summed(facts, homes(), period) for period in (YEAR, SPRING, AUTUMN))
    for told in (year, spring, autumn):
        assert told.travelled.total() == told.hosted.total() == told.pairs.total() == told.made
        assert all(number <= told.made for number in told.themes.values())
        assert len(told.waited) <= told.made
        assert told.ratings.number <= told.made
    for name in ("states", "travelled", "hosted", "pairs", "themes"):
        assert getattr(spring, name) + getattr(autumn, name) == getattr(year, name)
    assert sorted(spring.waited + autumn.waited) == list(year.waited)
    sent = [one for one in facts if one.requested_on and one.requested_on.year == 2026]
    held = [one for one in facts if one.made and one.made_on and one.made_on.year == 2026]
    assert (year.requests, year.made) == (len(sent), len(held))
