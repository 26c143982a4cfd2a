"""When there is trouble, and when the team hears of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.alerts import AGAIN, WARNED_BEFORE, Cause, Lately, Standing, Trouble, of_secret, of_sends
from bot.domain.intervals import HELSINKI

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=HELSINKI)


@pytest.mark.parametrize(
    ("lately", "trouble"),
    [
        (Lately(), False),
        (Lately(sent=500, failed=2), False),
        (Lately(sent=500, failed=3), True),
        (Lately(failed=1, stuck=2), True),
        (Lately(sent=1, unreachable=4), False),
        (Lately(sent=4, unreachable=5), True),
        (Lately(sent=5, unreachable=5), False),
        (Lately(untaken_since=NOW - timedelta(minutes=15)), False),
        (Lately(untaken_since=NOW - timedelta(minutes=15, seconds=1)), True),
    ],
)
def test_sendings_that_fail(lately: Lately, trouble: bool) -> None:
    assert bool(of_sends(lately, NOW)) is trouble


def test_an_hour_of_the_night_that_comes_twice_is_counted_as_it_passes() -> None:
    second = datetime(2026, 10, 25, 3, 5, tzinfo=HELSINKI, fold=1)
    first = second.replace(minute=50, fold=0)
    assert of_sends(Lately(untaken_since=first), second) == ()
    assert of_sends(Lately(untaken_since=first), second.replace(minute=6))


@given(st.integers(-5, 400), st.integers(0, 24 * 60 - 1))
def test_a_secret_is_warned_of_in_stages_that_begin_at_nine(left: int, minute: int) -> None:
    ends = date(2027, 5, 1)
    now = datetime(2027, 5, 1, tzinfo=HELSINKI) - timedelta(days=left) + timedelta(minutes=minute)
    days = left if minute >= 9 * 60 else left + 1
    stage = min((one for one in WARNED_BEFORE if days <= one), default=None)
    found = [one.stage for one in of_secret(ends, now)]
    assert found == ([] if stage is None else [f"2027-05-01:{stage}"])


@given(st.lists(st.integers(1, 3 * 24 * 60), max_size=60))
def test_what_lasts_is_told_at_most_twice_a_day(minutes: list[int]) -> None:
    standing, told = Standing(Cause.SENDS, NOW, NOW), []
    for minute in sorted(minutes):
        now = NOW + timedelta(minutes=minute)
        (trouble,) = of_sends(Lately(failed=9), now)
        if standing.to_be_told(trouble, now):
            told.append(now)
            standing = Standing(Cause.SENDS, NOW, now, trouble.stage, now)
    assert all(later - earlier >= AGAIN for earlier, later in pairwise(told))
    assert len(told) == len({(one - timedelta(hours=9)).date() for one in told})


def test_a_stage_that_was_told_is_not_told_again() -> None:
    standing = Standing(Cause.SECRET, NOW, NOW, "a", NOW)
    assert not standing.to_be_told(Trouble(Cause.SECRET, "a"), NOW + timedelta(days=9))
    assert standing.to_be_told(Trouble(Cause.SECRET, "b"), NOW + AGAIN)
