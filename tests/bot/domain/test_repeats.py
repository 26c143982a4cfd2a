"""The times of what is sent again and again."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.intervals import HELSINKI, midnight, on_clock
from bot.domain.repeats import Repeat, occurrences
from bot.services.holidays import is_holiday

NEVER = datetime(2000, 1, 1, tzinfo=UTC).astimezone(HELSINKI)


def times(first: datetime, repeat: Repeat, most: int, until: date | None = None, after: datetime = NEVER) -> list[str]:
    found = islice(occurrences(first, repeat, until, is_holiday, after), most)
    return [f"{one.at:%d.%m.%Y %H:%M}" for one in found]


def test_each_week_at_the_same_time_over_both_changes_of_the_clock() -> None:
    autumn = times(datetime(2027, 10, 25, 9, 0, tzinfo=HELSINKI), Repeat.WEEKLY, 2)
    spring = occurrences(datetime(2027, 3, 22, 9, 0, tzinfo=HELSINKI), Repeat.FORTNIGHTLY, None, is_holiday, NEVER)
    assert autumn == ["25.10.2027 09:00", "01.11.2027 09:00"]
    assert [one.at.astimezone(UTC).hour for one in islice(spring, 2)] == [7, 6]


def test_a_month_too_short_has_it_on_its_last_day_and_the_next_one_on_the_day_again() -> None:
    first = datetime(2028, 1, 31, 9, 0, tzinfo=HELSINKI)
    assert times(first, Repeat.MONTHLY, 4) == [
        "31.01.2028 09:00",
        "29.02.2028 09:00",
        "31.03.2028 09:00",
        "02.05.2028 09:00",  # 30.4. is a Sunday and 1.5. a holiday
    ]


def test_a_weekend_or_a_holiday_gives_way_to_the_next_working_day() -> None:
    first = datetime(2027, 12, 24, 9, 0, tzinfo=HELSINKI)
    assert times(first, Repeat.WEEKLY, 3) == ["27.12.2027 09:00", "31.12.2027 09:00", "07.01.2028 09:00"]


def test_nothing_is_later_than_the_last_day() -> None:
    first = datetime(2027, 12, 17, 9, 0, tzinfo=HELSINKI)
    assert times(first, Repeat.WEEKLY, 9, until=date(2027, 12, 26)) == ["17.12.2027 09:00"]
    assert times(first, Repeat.WEEKLY, 9, until=date(2027, 12, 17)) == ["17.12.2027 09:00"]
    assert times(first, Repeat.WEEKLY, 9, until=date(2027, 12, 16)) == []


@pytest.mark.parametrize("repeat", Repeat)
def test_it_goes_on_however_long_ago_it_began(repeat: Repeat) -> None:
    first = datetime(1900, 1, 31, 9, 0, tzinfo=HELSINKI)
    after = datetime(2027, 9, 15, 10, 0, tzinfo=HELSINKI)
    one = next(occurrences(first, repeat, None, is_holiday, after))
    assert timedelta() < one.at - after < timedelta(days=36)


@given(
    st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    st.times(),
    st.sampled_from(Repeat),
    st.dates(date(2020, 1, 1), date(2036, 12, 31)),
)
def test_beginning_to_look_later_finds_the_same_times(first: date, clock: time, repeat: Repeat, after: date) -> None:
    begins, later = on_clock(first, clock), midnight(after)
    found = list(islice(occurrences(begins, repeat, None, is_holiday, later), 3))
    everything = occurrences(begins, repeat, None, is_holiday, NEVER)
    expected = (one for one in everything if one.at.timestamp() > later.timestamp())
    assert found == list(islice(expected, 3))
    assert all(one.at.weekday() < 5 and not is_holiday(one.at.date()) for one in found)
    assert all(one.at < other.at for one, other in pairwise(found))
