"""Moments as people say them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.domain.events import EventDraft
from bot.domain.intervals import HELSINKI, Interval, midnight
from bot.texts import texts_of
from bot.texts.moments import duration, relative_day, said_interval, short_date, weekday, when

FI, EN = texts_of("fi"), texts_of("en")
NOW = datetime(2027, 9, 15, 10, tzinfo=HELSINKI)


def draft(starts: str, ends: str, *, all_day: bool = False) -> EventDraft:
    first, last = (datetime.fromisoformat(text).replace(tzinfo=HELSINKI) for text in (starts, ends))
    return EventDraft("k", "Etäkahvit", "Etäkahvit: Aihe", first, last, all_day=all_day)


@pytest.mark.parametrize(
    ("starts", "ends", "all_day", "said"),
    [
        ("2027-09-21T09:00", "2027-09-21T10:00", False, "tiistaina 21.9. klo 9.00–10.00"),
        ("2027-09-26T13:05", "2027-09-26T13:30", False, "sunnuntaina 26.9. klo 13.05–13.30"),
        (
            "2027-11-18T07:45",
            "2027-11-19T17:30",
            False,
            "torstaina 18.11. klo 7.45 – perjantaina 19.11. klo 17.30",
        ),
        ("2027-11-18T00:00", "2027-11-19T00:00", True, "torstaina 18.11., koko päivän"),
        ("2027-11-18T00:00", "2027-11-20T00:00", True, "torstaina 18.11. – perjantaina 19.11."),
        ("2029-02-05T09:00", "2029-02-05T09:30", False, "maanantaina 5.2.2029 klo 9.00–9.30"),
        ("2027-10-31T02:30", "2027-10-31T04:30", False, "sunnuntaina 31.10. klo 2.30–4.30"),
    ],
)
def test_when_an_event_is(starts: str, ends: str, all_day: bool, said: str) -> None:
    assert when(FI, draft(starts, ends, all_day=all_day), NOW) == said


def test_english_weekdays() -> None:
    assert when(EN, draft("2027-09-21T09:00", "2027-09-21T10:00"), NOW) == "on Tuesday 21.9. at 9.00–10.00"


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        ("2027-09-21T09:00", "2027-09-21T09:15", "15 min"),
        ("2027-09-21T09:00", "2027-09-21T10:00", "1 h"),
        ("2027-09-21T09:00", "2027-09-21T10:30", "1 h 30 min"),
        ("2027-09-21T09:00", "2027-09-22T10:00", "2 päivää"),
    ],
)
def test_duration(starts: str, ends: str, said: str) -> None:
    assert duration(FI, draft(starts, ends)) == said


def test_every_weekday_is_in_the_essive() -> None:
    days = [weekday(FI, date(2027, 9, 13 + i)) for i in range(7)]
    assert days[0] == "maanantaina"
    assert days[6] == "sunnuntaina"
    assert all(day.endswith("na") for day in days)


def test_a_date_far_away_has_its_year() -> None:
    today = date(2027, 11, 20)
    assert short_date(date(2028, 1, 7), today) == "7.1."
    assert short_date(date(2028, 9, 7), today) == "7.9.2028"


def test_days_near_are_named() -> None:
    today = NOW.date()
    assert relative_day(FI, date(2027, 9, 16), today) == "huomenna, torstaina 16.9."
    assert relative_day(FI, date(2027, 9, 20), today) == "maanantaina 20.9."


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2027-09-13", "2027-09-20", "tällä viikolla (vk 37, 13.9.–19.9.)"),
        ("2027-09-20", "2027-09-27", "ensi viikolla (vk 38, 20.9.–26.9.)"),
        ("2027-09-06", "2027-09-13", "viime viikolla (vk 36, 6.9.–12.9.)"),
        ("2027-12-27", "2028-01-03", "viikolla 52 (27.12.–2.1.)"),
        ("2027-10-01", "2027-11-01", "lokakuussa 2027"),
        ("2027-10-04", "2027-10-09", "4.10.–8.10."),
        ("2027-12-25", None, "25.12. alkaen"),
        (None, "2027-12-24", "23.12. asti"),
        (None, None, "milloin tahansa"),
    ],
)
def test_an_interval_is_said_back(start: str | None, end: str | None, said: str) -> None:
    ends = (midnight(date.fromisoformat(text)) if text else None for text in (start, end))
    assert said_interval(FI, Interval(*ends), NOW) == said


def test_a_clock_time_is_said_back() -> None:
    interval = Interval(NOW.replace(hour=14), NOW.replace(hour=15))
    assert said_interval(FI, interval, NOW) == "tänään, keskiviikkona 15.9. klo 14.00–15.00"
