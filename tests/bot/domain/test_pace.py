"""The pace is within Teams' limits, and a service that is down is left alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.outbox import Delivery, Outcome
from bot.domain.pace import APP_GAP, BREAKS_AFTER, FIRST_BREAK, LONGEST_BREAK, RECIPIENT_GAP, Breaker
from tests.support.channel_service import APP_LIMITS, CONVERSATION_LIMITS

SENT, DOWN = Delivery(Outcome.SENT), Delivery(Outcome.LATER, "http_503")


@pytest.mark.parametrize(
    ("gap", "limits"), [(APP_GAP, APP_LIMITS), (RECIPIENT_GAP, CONVERSATION_LIMITS)], ids=["app", "recipient"]
)
def test_no_window_holds_more_than_teams_allows(gap: timedelta, limits: tuple[tuple[int, float], ...]) -> None:
    for most, seconds in limits:
        assert timedelta(seconds=seconds) // gap + 1 <= most


def test_two_hundred_and_fifty_people_are_reached_within_six_seconds() -> None:
    assert timedelta(seconds=6) > 249 * APP_GAP


def fail(breaker: Breaker, at: float, times: int = BREAKS_AFTER) -> None:
    for _ in range(times):
        breaker.heard(DOWN, at)


def test_failures_one_after_another_break_it_for_a_while() -> None:
    breaker = Breaker()
    fail(breaker, 0, BREAKS_AFTER - 1)
    breaker.heard(SENT, 0)
    fail(breaker, 0, BREAKS_AFTER - 1)
    assert not breaker.open(0)
    fail(breaker, 0, 1)
    assert breaker.open(0)
    assert breaker.open(FIRST_BREAK - 1)
    assert not breaker.open(FIRST_BREAK)


def test_after_a_break_the_first_failure_breaks_it_for_longer() -> None:
    breaker, at, breaks = Breaker(), 0.0, []
    fail(breaker, at)
    for _ in range(6):
        begun = at
        while breaker.open(at):
            at += 1
        breaks.append(at - begun)
        assert breaker.trying(at)
        fail(breaker, at, 1)
    assert breaks == [30, 60, 120, 240, LONGEST_BREAK, LONGEST_BREAK]


def test_what_was_under_way_when_it_broke_does_not_count_again() -> None:
    breaker = Breaker()
    fail(breaker, 0, 5 * BREAKS_AFTER)
    assert not breaker.open(FIRST_BREAK)


@pytest.mark.parametrize(
    "heard", [SENT, Delivery(Outcome.UNREACHABLE, "http_403"), Delivery(Outcome.LATER, "http_429")]
)
def test_any_word_of_the_service_ends_the_trying(heard: Delivery) -> None:
    breaker = Breaker()
    fail(breaker, 0)
    breaker.heard(heard, FIRST_BREAK)
    assert not breaker.trying(FIRST_BREAK)
    fail(breaker, FIRST_BREAK, BREAKS_AFTER - 1)
    assert not breaker.open(FIRST_BREAK)
