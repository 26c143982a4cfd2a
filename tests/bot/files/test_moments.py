"""Dates and times of cells."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.domain.errors import BadInput
from bot.files.moments import read_day, read_end, read_moment
from tests.support.drafts import helsinki


@pytest.mark.parametrize(
    "text",
    [
        "24.11.2026 9:00",
        "24.11.2026 9.00",
        "24.11.2026 09.00",
        "24.11.2026 klo 9.00",
        "24.11.2026 klo 9",
        "24.11.2026, klo 9:00",
        "24. 11. 2026 9:00:00",
        "2026-11-24 09:00",
        "2026-11-24T09:00:00",
        "2026-11-24T07:00Z",
        "2026-11-24T08:00+01:00",
    ],
)
def test_one_moment_in_many_spellings(text: str) -> None:
    assert read_moment(text) == helsinki(2026, 11, 24, 9, 0)


@pytest.mark.parametrize("text", ["24.11.2026", "24. 11. 2026", "2026-11-24"])
def test_a_day_alone(text: str) -> None:
    found = read_moment(text)
    assert found == date(2026, 11, 24)
    assert not isinstance(found, datetime)
    assert read_day(text) == date(2026, 11, 24)


def test_a_day_may_carry_the_midnight_of_a_spreadsheet() -> None:
    assert read_day("2026-11-24 00:00:00") == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("huomenna", "bad_moment"),
        ("", "bad_moment"),
        ("31.2.2026 9:00", "bad_moment"),
        ("24.11.2026 25:00", "bad_moment"),
        ("24.11.2026 9:60", "bad_moment"),
        ("24.11.26 9:00", "bad_moment"),
        ("24/11/2026", "bad_moment"),
        ("2026-13-01", "bad_moment"),
        ("٢٤.١١.٢٠٢٦", "bad_moment"),
        ("24.11.0026 9:00", "bad_year"),
        ("24.11.9999 9:00", "bad_year"),
        ("9999-12-31T23:59-12:00", "bad_moment"),
        ("28.3.2027 3:00", "skipped_time"),
        ("28.3.2027 3:59", "skipped_time"),
        ("2027-03-28T03:30", "skipped_time"),
    ],
)
def test_what_is_no_moment(text: str, code: str) -> None:
    with pytest.raises(BadInput) as raised:
        read_moment(text)
    assert [problem.code for problem in raised.value.problems] == [code]


def test_times_next_to_the_clock_changes() -> None:
    def utc(text: str) -> datetime:
        moment = read_moment(text)
        assert isinstance(moment, datetime)
        return moment.astimezone(UTC)

    assert utc("28.3.2027 2:59") == datetime(2027, 3, 28, 0, 59, tzinfo=UTC)
    assert utc("28.3.2027 4:00") == datetime(2027, 3, 28, 1, 0, tzinfo=UTC)
    assert utc("25.10.2026 3:30") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert utc("2026-10-25T03:30+02:00") == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_an_end_may_be_a_time_of_the_same_day() -> None:
    assert read_end("10.30", helsinki(2026, 11, 24, 9)) == helsinki(2026, 11, 24, 10, 30)


def test_whole_days_end_at_the_midnight_after_the_last() -> None:
    assert read_end("", date(2026, 11, 24)) == helsinki(2026, 11, 25)
    assert read_end("26.11.2026", date(2026, 11, 24)) == helsinki(2026, 11, 27)


@pytest.mark.parametrize(
    ("text", "start", "code"),
    [
        ("24.11.2026 8:59", helsinki(2026, 11, 24, 9), "end_before_start"),
        ("24.11.2026 9:00", helsinki(2026, 11, 24, 9), "end_before_start"),
        ("8.00", helsinki(2026, 11, 24, 9), "end_before_start"),
        ("23.11.2026", date(2026, 11, 24), "end_before_start"),
        ("24.11.2026", helsinki(2026, 11, 24, 9), "mixed_all_day"),
        ("24.11.2026 9:00", date(2026, 11, 24), "mixed_all_day"),
        ("", helsinki(2026, 11, 24, 9), "bad_moment"),
        ("99.99", helsinki(2026, 11, 24, 9), "bad_moment"),
    ],
)
def test_ends_that_do_not_go_with_the_start(text: str, start: date, code: str) -> None:
    with pytest.raises(BadInput) as raised:
        read_end(text, start)
    assert raised.value.problems[0].code == code


def test_an_hour_that_is_repeated_lies_between_its_ends() -> None:
    start = helsinki(2026, 10, 25, 3, 30)
    assert read_end("2026-10-25T03:15+02:00", start).astimezone(UTC) > start.astimezone(UTC)
