"""Facts of events."""

from __future__ import annotations

from bot.domain.events import Status
from tests.support.drafts import draft, helsinki


def test_the_same_facts_are_the_same() -> None:
    assert draft().same_as(draft())
    assert not draft().same_as(draft(status=Status.CANCELLED))
    assert not draft().same_as(draft(starts=helsinki(2026, 11, 24, 9, 15)))


def test_the_two_hours_of_one_name_are_told_apart() -> None:
    ends = helsinki(2026, 10, 25, 6)
    early = draft(starts=helsinki(2026, 10, 25, 3, 30), ends=ends)
    late = draft(starts=helsinki(2026, 10, 25, 3, 30, fold=1), ends=ends)
    assert early == late
    assert not early.same_as(late)
