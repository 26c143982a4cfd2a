"""Public holidays of Finland, the days before which nobody is at work; the only home of the package holidays."""

from __future__ import annotations

from datetime import date
from functools import cache


def is_holiday(day: date) -> bool:
    """Whether a day is a public holiday, the eves of Midsummer and Christmas among them."""
    return day in _of_year(day.year)


@cache
def _of_year(year: int) -> frozenset[date]:
    # Loaded when it is needed first: it takes a quarter of a second, and a start has no use for it.
    from holidays import country_holidays

    return frozenset(country_holidays("FI", years=year))
