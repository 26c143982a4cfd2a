"""What came back of a form is made even, cut and chosen from, whatever it is."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.written import day_of, line_of, several_of


@pytest.mark.parametrize("odd", [None, 5, ["a"], {"a": 1}, True])
def test_what_is_no_text_is_nothing_written(odd: object) -> None:
    assert (line_of(odd, 10), day_of(odd), several_of(odd, ["a"])) == ("", None, ())


def test_a_line_that_is_too_long_is_cut_where_that_is_seen() -> None:
    assert line_of("  kaksi\nriviä ", 20) == "kaksi riviä"
    assert line_of("a" * 10, 10) == "a" * 10
    assert line_of("a" * 1_000_000, 10) == "a" * 11


@pytest.mark.parametrize("wrong", ["", "2026-02-30", "huomenna", "1.12.2026", "٢٠٢٦-١٢-٠١x"])
def test_a_day_that_is_none(wrong: str) -> None:
    assert day_of(wrong) is None
    assert day_of("2026-12-01") == date(2026, 12, 1)


def test_options_come_in_their_own_order_once_each() -> None:
    assert several_of("c,a,c,x,", ["a", "b", "c"]) == ("a", "c")
    assert several_of("", ["a", "b"]) == ()
