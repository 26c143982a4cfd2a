"""Arithmetic of weeks, months and seasons at the edges of the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from bot.understanding.dates.weeks import (
    month_of,
    months_later,
    nth_weekday,
    season_of,
    week_of,
    weeks_in,
)


@pytest.mark.parametrize(("year", "weeks"), [(2026, 53), (2027, 52), (2032, 53), (2028, 52)])
def test_knows_the_long_years(year: int, weeks: int) -> None:
    assert weeks_in(year) == weeks


def test_week_53_crosses_the_year_and_is_missing_from_short_years() -> None:
    assert week_of(2026, 53) == (date(2026, 12, 28), date(2027, 1, 3))
    assert week_of(2027, 53) is None
    assert week_of(2027, 0) is None


def test_months_count_on_into_other_years() -> None:
    assert month_of(2026, 14) == (date(2027, 2, 1), date(2027, 2, 28))
    assert month_of(2027, 0) == (date(2026, 12, 1), date(2026, 12, 31))


def test_a_month_later_is_the_last_day_of_a_shorter_month() -> None:
    assert months_later(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert months_later(date(2028, 2, 29), -12) == date(2027, 2, 28)


def test_winter_runs_over_the_year() -> None:
    assert season_of("winter", 2026, wide=False) == (date(2026, 12, 1), date(2027, 2, 28))


def test_counts_weekdays_of_a_month_from_either_end() -> None:
    assert nth_weekday(2027, 3, 4, -1) == date(2027, 3, 26)
    assert nth_weekday(2027, 3, 0, 1) == date(2027, 3, 1)
    assert nth_weekday(2027, 2, 0, 5) is None
