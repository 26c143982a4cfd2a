"""Times that leave out their day, week or month."""

from __future__ import annotations

import pytest

from bot.domain.intervals import Interval
from bot.understanding.meaning import Direction
from tests.support.drafts import helsinki
from tests.support.leaning import talked_of
from tests.support.world import autumn

DAY, WEEK, MONTH = "Mitä 13.10. on?", "Mitä viikolla 41 on?", "Mitä lokakuussa on?"


def days(said: str, question: str) -> str:
    """The first day that a follow-up to a question speaks of."""
    (time,) = autumn().means(said, talked_of(question)).times
    return time.interval.start.date().isoformat() if time.interval.start else ""


def test_an_hour_alone_is_of_the_day_talked_of() -> None:
    (time,) = autumn().means("entä iltapäivällä?", talked_of(DAY)).times
    assert time.interval == Interval(helsinki(2027, 10, 13, 12), helsinki(2027, 10, 13, 17))


def test_an_hour_alone_limits_the_days_talked_of() -> None:
    (time,) = autumn().means("entä iltapäivällä?", talked_of(WEEK)).times
    assert time.interval == Interval(helsinki(2027, 10, 11), helsinki(2027, 10, 18))
    assert time.daily == (12, 17)


def test_a_weekday_of_this_week_that_is_over_is_the_next_one() -> None:
    assert days("entä maanantaina?", "Mitä tällä viikolla on?") == "2027-09-20"


def test_after_the_past_a_month_is_the_last_one() -> None:
    assert days("entä toukokuussa?", "Mitä elokuussa oli?") == "2027-05-01"


@pytest.mark.parametrize(
    ("said", "question", "expected"),
    [
        ("eikun 14.", DAY, "2027-10-14"),
        ("entä 20. päivä?", DAY, "2027-10-20"),
        ("eiku viidestoista", DAY, "2027-10-15"),
        ("sorry, the 15th", DAY, "2027-10-15"),
        ("entä 20. päivä?", MONTH, "2027-10-20"),
        ("entä 20. päivä?", "Mitä syksyllä on?", "2027-09-20"),
    ],
)
def test_a_number_alone_is_a_day_of_the_month_talked_of(said: str, question: str, expected: str) -> None:
    assert days(said, question) == expected


def test_a_habit_limits_the_days_talked_of() -> None:
    (time,) = autumn().means("vain perjantaisin", talked_of(MONTH)).times
    assert (time.interval, time.weekdays) == (Interval(helsinki(2027, 10, 1), helsinki(2027, 11, 1)), (4,))


@pytest.mark.parametrize(
    ("said", "first", "after"),
    [
        ("entä aiemmin syksyllä?", "2027-08-01", "2027-10-14"),
        ("oliko aiemmin lokakuussa?", "2027-10-01", "2027-10-14"),
        ("entä myöhemmin syksyllä?", "2027-10-14", "2028-01-01"),
    ],
)
def test_one_side_of_what_was_talked_of(said: str, first: str, after: str) -> None:
    meaning = autumn().means(said, talked_of("Milloin on Klinikka?"))
    (interval,) = [time.interval for time in meaning.times]
    assert interval.start is not None
    assert interval.end is not None
    assert (interval.start.date().isoformat(), interval.end.date().isoformat()) == (first, after)
    assert (meaning.series, meaning.direction) == (("Klinikka",), Direction.COMING)
