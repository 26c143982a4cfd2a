"""Terms and when they close."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.terms import Term, terms_of


@pytest.mark.parametrize(
    ("day", "name"), [("2027-01-01", "2027-1"), ("2027-07-31", "2027-1"), ("2027-08-01", "2027-2")]
)
def test_a_day_is_in_a_term(day: str, name: str) -> None:
    assert Term.of(date.fromisoformat(day)).name == name


@given(st.dates(date(2000, 1, 1), date(2999, 12, 31)))
def test_each_day_is_in_the_term_of_its_name_and_in_no_other_of_its_year(day: date) -> None:
    term = Term.of(day)
    assert Term.named(term.name) == term
    assert term.first <= day <= term.last
    assert [one for one in terms_of(day.year) if one.first <= day <= one.last] == [term]


def test_a_term_is_closed_two_weeks_after_its_end() -> None:
    spring = Term(2027, autumn=False)
    assert not spring.closed(date(2027, 8, 14))
    assert spring.closed(date(2027, 8, 15))
    assert spring.interval.end is not None
    assert spring.interval.end.date() == spring.last + timedelta(days=1)


@pytest.mark.parametrize("name", ["", "2027", "2027-3", "27-1", "٢٠٢٧-1", "2027-1-1", "9027-1", "2027-²"])
def test_other_names_are_of_no_term(name: str) -> None:
    assert Term.named(name) is None
