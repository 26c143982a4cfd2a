"""Times that count from what was talked of."""

from __future__ import annotations

import pytest

from bot.domain.intervals import Interval
from tests.support.leaning import talked_of
from tests.support.world import autumn


def days(said: str, question: str) -> tuple[str, str]:
    """The first and the last day that a follow-up to a question speaks of."""
    (time,) = autumn().means(said, talked_of(question)).times
    start, end = time.interval.start, time.interval.end
    assert start is not None
    assert end is not None
    return start.date().isoformat(), Interval.of_day(end.date()).start.date().isoformat()  # type: ignore[union-attr]


WEEK, MONTH, DAY, EVENT = "Mitä viikolla 41 on?", "Mitä lokakuussa on?", "Mitä 13.10. on?", "Milloin on Klinikka?"


@pytest.mark.parametrize(
    ("said", "question", "first", "after"),
    [
        ("entä seuraavalla viikolla?", WEEK, "2027-10-18", "2027-10-25"),
        ("entä sitä seuraavalla?", WEEK, "2027-10-18", "2027-10-25"),
        ("entä edellisellä viikolla?", WEEK, "2027-10-04", "2027-10-11"),
        ("and the week after that?", WEEK, "2027-10-18", "2027-10-25"),
        ("and the following week?", WEEK, "2027-10-18", "2027-10-25"),
        ("what about the week before?", WEEK, "2027-10-04", "2027-10-11"),
        ("entä kaksi viikkoa myöhemmin?", WEEK, "2027-10-25", "2027-11-01"),
        ("entä seuraavassa kuussa?", MONTH, "2027-11-01", "2027-12-01"),
        ("entä sitä seuraavassa?", MONTH, "2027-11-01", "2027-12-01"),
        ("entä seuraavana päivänä?", DAY, "2027-10-14", "2027-10-15"),
        ("entä edellisenä päivänä?", DAY, "2027-10-12", "2027-10-13"),
        ("what about the next day?", DAY, "2027-10-14", "2027-10-15"),
        ("entä seuraavalla viikolla?", DAY, "2027-10-18", "2027-10-25"),
        ("entä seuraavana torstaina?", DAY, "2027-10-14", "2027-10-15"),
        ("onko seuraavana päivänä jotain?", EVENT, "2027-10-15", "2027-10-16"),
        ("mitä samalla viikolla on?", EVENT, "2027-10-11", "2027-10-18"),
        ("mitä muuta silloin on?", EVENT, "2027-10-14", "2027-10-15"),
        ("entä ensi viikolla?", WEEK, "2027-09-20", "2027-09-27"),
        ("entä tällä viikolla?", WEEK, "2027-09-13", "2027-09-20"),
        ("entä torstaina?", WEEK, "2027-10-14", "2027-10-15"),
        ("ja perjantaina?", DAY, "2027-10-15", "2027-10-16"),
        ("entä 17. päivä?", DAY, "2027-10-17", "2027-10-18"),
        ("what is on next week?", WEEK, "2027-09-20", "2027-09-27"),
    ],
)
def test_times_count_from_what_was_talked_of(said: str, question: str, first: str, after: str) -> None:
    assert days(said, question) == (first, after)


@pytest.mark.parametrize("said", ["Mitä etäkahveja on 28.10.?", "3. joulukuuta, mitä silloin on"])
def test_a_time_of_its_own_counts_from_today(said: str) -> None:
    assert autumn().means(said, talked_of(WEEK)).times[0].interval == autumn().means(said).times[0].interval
