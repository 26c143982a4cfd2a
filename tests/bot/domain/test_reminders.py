"""The moments of leads, across clock changes, weekends, holidays and nights."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.intervals import HELSINKI
from bot.domain.reminders import LEADS, QUIET_FROM, QUIET_TO, Lead, after_quiet, due_at
from tests.support.drafts import helsinki

HOLIDAYS = {date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 6)}


def holiday(day: date) -> bool:
    return day in HOLIDAYS


@pytest.mark.parametrize(
    ("starts", "lead", "due"),
    [
        (helsinki(2026, 11, 24, 9, 0), Lead.QUARTER, helsinki(2026, 11, 24, 8, 45)),
        (helsinki(2026, 11, 24, 9, 0), Lead.HOUR, helsinki(2026, 11, 24, 8, 0)),
        (helsinki(2026, 11, 24, 9, 0), Lead.MORNING, helsinki(2026, 11, 24, 8, 0)),
        (helsinki(2026, 11, 24, 14, 15), Lead.MORNING, helsinki(2026, 11, 24, 8, 0)),
        (helsinki(2026, 11, 24, 7, 15), Lead.MORNING, helsinki(2026, 11, 24, 6, 15)),
        (helsinki(2026, 11, 24, 8, 0), Lead.MORNING, helsinki(2026, 11, 24, 7, 0)),
        (helsinki(2026, 11, 24, 9, 0), Lead.WORKDAY_BEFORE, helsinki(2026, 11, 23, 9, 0)),
        (helsinki(2026, 11, 23, 9, 0), Lead.WORKDAY_BEFORE, helsinki(2026, 11, 20, 9, 0)),
        (helsinki(2026, 12, 28, 9, 0), Lead.WORKDAY_BEFORE, helsinki(2026, 12, 23, 9, 0)),
        (helsinki(2027, 1, 7, 9, 0), Lead.WORKDAY_BEFORE, helsinki(2027, 1, 5, 9, 0)),
        # The night on which summer time begins, and the one on which it ends.
        (helsinki(2027, 3, 28, 4, 15), Lead.HOUR, helsinki(2027, 3, 28, 2, 15)),
        (helsinki(2026, 10, 25, 3, 30, fold=1), Lead.HOUR, helsinki(2026, 10, 25, 3, 30, fold=0)),
        (helsinki(2026, 10, 25, 4, 0), Lead.QUARTER, helsinki(2026, 10, 25, 3, 45, fold=1)),
        (helsinki(2026, 10, 26, 9, 0), Lead.WORKDAY_BEFORE, helsinki(2026, 10, 23, 9, 0)),
    ],
)
def test_moments(starts: datetime, lead: Lead, due: datetime) -> None:
    found = due_at(starts, lead, holiday)
    assert found == due
    assert found.timestamp() == due.timestamp()


@pytest.mark.parametrize(
    ("due", "starts", "told"),
    [
        (helsinki(2026, 11, 24, 8, 45), helsinki(2026, 11, 24, 9, 0), helsinki(2026, 11, 24, 8, 45)),
        (helsinki(2026, 11, 24, 6, 30), helsinki(2026, 11, 24, 7, 30), helsinki(2026, 11, 24, 7, 0)),
        (helsinki(2026, 11, 24, 6, 0), helsinki(2026, 11, 24, 7, 0), helsinki(2026, 11, 24, 6, 0)),
        (helsinki(2026, 11, 24, 6, 15), helsinki(2026, 11, 24, 7, 15), helsinki(2026, 11, 24, 7, 0)),
        (helsinki(2026, 11, 24, 6, 59), helsinki(2026, 11, 24, 7, 14), helsinki(2026, 11, 24, 6, 59)),
        (helsinki(2026, 11, 24, 21, 0), helsinki(2026, 11, 25, 9, 0), helsinki(2026, 11, 25, 7, 0)),
        (helsinki(2026, 11, 24, 20, 0), helsinki(2026, 11, 24, 21, 0), helsinki(2026, 11, 24, 20, 0)),
    ],
)
def test_quiet_hours(due: datetime, starts: datetime, told: datetime) -> None:
    assert after_quiet(due, starts) == told


# Hypothesis wants the bounds without a zone.
_FIRST, _LAST = (helsinki(year, 1, 1).replace(tzinfo=None) for year in (2026, 2030))
MOMENTS = st.datetimes(_FIRST, _LAST, timezones=st.just(HELSINKI)).map(
    lambda moment: moment.astimezone(UTC).astimezone(HELSINKI)
)


@given(starts=MOMENTS, lead=st.sampled_from(LEADS))
def test_one_is_always_told_before_the_event(starts: datetime, lead: Lead) -> None:
    due = due_at(starts, lead, holiday)
    assert due.timestamp() < starts.timestamp()
    assert starts.timestamp() - due.timestamp() < timedelta(days=9).total_seconds()
    told = after_quiet(due, starts)
    assert due.timestamp() <= told.timestamp() < starts.timestamp()
    assert told == due or QUIET_TO <= told.time() < QUIET_FROM
