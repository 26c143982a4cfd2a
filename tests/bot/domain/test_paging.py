"""Every row of a list is on one page, and every number leads to a page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.paging import page_within, pages_of


@given(total=st.integers(0, 200), size=st.integers(1, 20))
def test_the_pages_hold_all_and_none_of_them_is_empty_but_the_only_one(total: int, size: int) -> None:
    pages = pages_of(total, size)
    assert (pages - 1) * size < max(total, 1) <= pages * size


@given(number=st.integers(-5, 300), total=st.integers(0, 200), size=st.integers(1, 20))
def test_a_number_beyond_is_the_last_page_and_one_below_the_first(number: int, total: int, size: int) -> None:
    page, last = page_within(number, total, size), pages_of(total, size) - 1
    assert page == (number if 0 <= number <= last else last if number > last else 0)
