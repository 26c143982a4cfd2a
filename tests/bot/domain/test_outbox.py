"""What becomes of a notice after a sending."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.outbox import (
    LONGEST_PAUSE,
    Delivery,
    NewNotice,
    Notice,
    NoticeKind,
    Outcome,
    State,
    pause_after,
    settlement_of,
)

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


def notice(attempts: int = 0, doubts: int = 0, useful: timedelta = timedelta(hours=1)) -> Notice:
    told = NewNotice("k", NoticeKind.REMINDER, NOW, NOW + useful, event=1, recipient=1)
    return Notice(1, told, State.SENDING, attempts, doubts)


def test_what_was_taken_is_sent() -> None:
    settled = settlement_of(notice(2), Delivery(Outcome.SENT, message="m1"), NOW)
    assert (settled.state, settled.attempts, settled.message) == (State.SENT, 3, "m1")


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.UNREACHABLE])
def test_what_was_refused_is_not_tried_again(outcome: Outcome) -> None:
    settled = settlement_of(notice(), Delivery(outcome, "http_403"), NOW)
    assert (settled.state, settled.reason, settled.due) == (State.FAILED, "http_403", None)


def test_the_service_says_how_long_to_wait() -> None:
    settled = settlement_of(notice(), Delivery(Outcome.LATER, "http_429", timedelta(seconds=17)), NOW)
    assert (settled.state, settled.due) == (State.WAITING, NOW + timedelta(seconds=17))


def test_without_a_word_of_it_the_waits_grow_and_are_spread() -> None:
    dues = [settlement_of(notice(n), Delivery(Outcome.LATER), NOW, spread=0.5).due for n in range(3)]
    assert dues == [NOW + timedelta(seconds=s) for s in (2.5, 5, 10)]


def test_what_would_come_too_late_expires() -> None:
    settled = settlement_of(
        notice(useful=timedelta(seconds=16)), Delivery(Outcome.LATER, "x", timedelta(seconds=16)), NOW
    )
    assert (settled.state, settled.reason) == (State.EXPIRED, "x")


def test_a_lost_answer_is_tried_once_more_and_then_in_doubt() -> None:
    first = settlement_of(notice(), Delivery(Outcome.UNKNOWN, "timeout"), NOW)
    assert (first.state, first.doubts) == (State.WAITING, 1)
    second = settlement_of(notice(1, first.doubts), Delivery(Outcome.UNKNOWN, "timeout"), NOW)
    assert (second.state, second.doubts, second.reason) == (State.DOUBTFUL, 2, "timeout")


@given(attempts=st.integers(0, 10_000))
def test_pauses_are_bounded_and_never_shrink(attempts: int) -> None:
    assert pause_after(attempts) <= pause_after(attempts + 1) <= LONGEST_PAUSE


@given(
    outcome=st.sampled_from(Outcome),
    attempts=st.integers(0, 50),
    doubts=st.integers(0, 3),
    wait=st.none() | st.floats(0, 1e6).map(lambda s: timedelta(seconds=s)),
    useful=st.floats(-1e5, 1e6).map(lambda s: timedelta(seconds=s)),
)
def test_every_sending_counts_and_only_what_waits_is_due(
    outcome: Outcome, attempts: int, doubts: int, wait: timedelta | None, useful: timedelta
) -> None:
    settled = settlement_of(notice(attempts, doubts, useful), Delivery(outcome, "r", wait), NOW)
    assert settled.attempts == attempts + 1
    assert (settled.due is not None) == (settled.state is State.WAITING)
    if settled.due is not None:
        assert NOW <= settled.due < NOW + useful
