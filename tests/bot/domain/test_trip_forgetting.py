"""What stays of a trip when somebody is forgotten."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.trip_forgetting import Forgotten, months_before


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2028, 11, 24), 24, date(2026, 11, 24)),
        (date(2028, 2, 29), 24, date(2026, 2, 28)),
        (date(2027, 3, 31), 1, date(2027, 2, 28)),
        (date(2028, 3, 31), 1, date(2028, 2, 29)),
        (date(2027, 1, 15), 1, date(2026, 12, 15)),
        (date(2027, 12, 31), 12, date(2026, 12, 31)),
        (date(2027, 12, 31), 6, date(2027, 6, 30)),
    ],
)
def test_months_are_counted_as_people_count_them(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 120))
def test_so_many_months_are_neither_more_nor_fewer(day: date, months: int) -> None:
    before = months_before(day, months)
    assert 12 * day.year + day.month - 12 * before.year - before.month == months
    assert before.day == day.day or (before.day < day.day and (months_before(day, months - 1).day > 27 or months == 1))


def test_only_whole_names_are_looked_for_in_others_words() -> None:
    gone = Forgotten.of("29:aino", ["Aino", "Aino Esimerkki", "", "Aino Esimerkki-Malli", "Aino Esimerkki"])
    assert gone.names == ("Aino Esimerkki-Malli", "Aino Esimerkki")
    assert gone.unnamed("Aino Esimerkki-Malli, Aino Esimerkki ja Aino") == "…, … ja Aino"
