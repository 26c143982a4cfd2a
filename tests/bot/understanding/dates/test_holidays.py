"""The days of holidays in years whose almanac is known."""

from __future__ import annotations

from datetime import date

import pytest

from bot.understanding.dates.holidays import days_of, easter


@pytest.mark.parametrize(
    ("year", "day"),
    [(2000, (4, 23)), (2008, (3, 23)), (2026, (4, 5)), (2027, (3, 28)), (2028, (4, 16)), (2038, (4, 25))],
)
def test_computes_easter(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("midsummer", date(2027, 6, 25), date(2027, 6, 26)),
        ("all_saints", date(2027, 11, 6), date(2027, 11, 6)),
        ("mothers_day", date(2027, 5, 9), date(2027, 5, 9)),
        ("fathers_day", date(2027, 11, 14), date(2027, 11, 14)),
        ("ascension", date(2027, 5, 6), date(2027, 5, 6)),
        ("shrove_tuesday", date(2027, 2, 9), date(2027, 2, 9)),
        ("winter_break", date(2027, 3, 8), date(2027, 3, 14)),
        ("autumn_break", date(2026, 10, 12), date(2026, 10, 18)),
        ("christmas", date(2026, 12, 24), date(2026, 12, 26)),
        ("easter_week", date(2027, 3, 22), date(2027, 3, 28)),
    ],
)
def test_knows_the_days_of_a_holiday(key: str, first: date, last: date) -> None:
    assert days_of(key, first.year) == (first, last)
