"""The dates of repetitions."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.recurrence import LAST, MOST_DATES, Repetition, dates

TUESDAY = date(2027, 9, 21)


def test_every_other_week_until_a_day_that_counts() -> None:
    found = dates(Repetition(2, until=date(2027, 11, 2)), TUESDAY)
    assert found == [TUESDAY + timedelta(days=14 * n) for n in range(4)]
    assert found[-1] == date(2027, 11, 2)


def test_the_first_date_is_the_first_such_weekday() -> None:
    assert dates(Repetition(weekdays=(3, 1), times=3), date(2027, 9, 22)) == [
        date(2027, 9, 23),
        date(2027, 9, 28),
        date(2027, 9, 30),
    ]


def test_months_keep_the_place_of_the_first_date() -> None:
    assert dates(Repetition(monthly=True, times=3), TUESDAY) == [TUESDAY, date(2027, 10, 19), date(2027, 11, 16)]
    fifth = date(2027, 8, 31)
    assert dates(Repetition(monthly=True, times=2), fifth) == [fifth, date(2027, 9, 28)]


def test_a_day_of_the_month_that_has_gone_is_next_months() -> None:
    first = Repetition(2, monthly=True, nth=1, weekdays=(1,), times=3)
    assert dates(first, date(2027, 11, 3)) == [date(2027, 12, 7), date(2028, 2, 1), date(2028, 4, 4)]
    last = Repetition(monthly=True, nth=LAST, weekdays=(4,), until=date(2028, 1, 28))
    assert dates(last, date(2027, 12, 1)) == [date(2027, 12, 31), date(2028, 1, 28)]


@given(
    st.builds(
        Repetition,
        every=st.integers(1, 12),
        monthly=st.booleans(),
        weekdays=st.lists(st.integers(0, 6), max_size=3).map(tuple),
        nth=st.sampled_from([LAST, 0, 1, 2, 3, 4]),
        until=st.none() | st.dates(date(2000, 1, 1), date(2100, 12, 31)),
        times=st.none() | st.integers(1, 1000),
    ),
    st.dates(date(2000, 1, 1), date(2100, 12, 31)),
)
def test_dates_are_bounded_in_order_and_never_before_the_first(repetition: Repetition, first: date) -> None:
    found = dates(repetition, first)
    assert len(found) <= min(MOST_DATES + 1, repetition.times or MOST_DATES + 1)
    assert found == sorted(set(found))
    assert all(first <= day and (repetition.until is None or day <= repetition.until) for day in found)
