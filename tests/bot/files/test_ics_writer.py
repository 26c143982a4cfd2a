"""Calendar files that are given out, opened by icalendar and by the bot's own reader of calendars."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, vText

from bot.domain.calendar_entries import CalendarEntry, CalendarTold
from bot.domain.events import Status
from bot.domain.intervals import HELSINKI
from bot.domain.written import clean_line, clean_text
from bot.files.ics_calendar import read_ics
from bot.files.ics_writer import write_calendar, write_entry, write_part
from tests.support.drafts import helsinki

ENTRY = CalendarEntry(
    uid="a@kahvibotti",
    sequence=4,
    changed=helsinki(2026, 11, 24, 10),
    cancelled=False,
    title="Vertaisoppimismatka: Iisalmi",
    place="Iisalmen kaupunginkirjasto",
    description="Matkustaja: Aino Esimerkki, Juva\nTavataan ovella; sitten kahvit, ehkä.",
    starts=helsinki(2026, 12, 15, 9, 30),
    ends=helsinki(2026, 12, 15, 15),
)
ALL_DAY = replace(ENTRY, starts=date(2026, 12, 15), ends=date(2026, 12, 16))


def opened(entry: CalendarEntry) -> tuple[Calendar, Any]:
    calendar = Calendar.from_ical(write_entry(entry))
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def test_a_calendar_opens_it() -> None:
    calendar, event = opened(ENTRY)
    assert (calendar["METHOD"], calendar["VERSION"]) == ("PUBLISH", "2.0")
    assert (event["UID"], int(event["SEQUENCE"]), event["STATUS"]) == ("a@kahvibotti", 4, "CONFIRMED")
    assert event.decoded("DTSTART") == datetime(2026, 12, 15, 9, 30, tzinfo=HELSINKI)
    assert event.decoded("DTEND") == datetime(2026, 12, 15, 15, tzinfo=HELSINKI)
    assert event.decoded("DTSTAMP") == datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert event["DTSTART"].params["TZID"] == "Europe/Helsinki"
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Helsinki"]
    assert str(event["DESCRIPTION"]) == ENTRY.description


def test_the_bots_own_reader_opens_it() -> None:
    (read,) = read_ics(write_entry(ENTRY), date(2026, 11, 24)).drafts
    assert (read.title, read.place, read.status) == (ENTRY.title, ENTRY.place, Status.PLANNED)
    assert (read.starts, read.ends) == (helsinki(2026, 12, 15, 9, 30), helsinki(2026, 12, 15, 15))
    assert read.description == ENTRY.description


def test_without_times_it_is_all_day() -> None:
    _, event = opened(ALL_DAY)
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2026, 12, 15), date(2026, 12, 16))
    (read,) = read_ics(write_entry(ALL_DAY), date(2026, 11, 24)).drafts
    assert read.all_day


def test_without_an_end_none_is_made_up() -> None:
    _, event = opened(replace(ENTRY, ends=None))
    assert "DTEND" not in event
    assert event.decoded("DTSTART") == datetime(2026, 12, 15, 9, 30, tzinfo=HELSINKI)


def test_a_cancelled_one_says_so_and_takes_no_time() -> None:
    _, event = opened(replace(ENTRY, cancelled=True))
    assert (event["STATUS"], event["TRANSP"]) == ("CANCELLED", "TRANSPARENT")
    (read,) = read_ics(write_entry(replace(ENTRY, cancelled=True)), date(2026, 11, 24)).drafts
    assert read.status is Status.CANCELLED


def test_summer_time_is_helsinkis() -> None:
    _, event = opened(replace(ENTRY, starts=helsinki(2027, 6, 15, 9), ends=None))
    assert event.decoded("DTSTART").utcoffset() == timedelta(hours=3)


@pytest.mark.parametrize(
    "hostile",
    ["a\r\nBEGIN:VALARM\r\nEND:VALARM", "x\nATTENDEE:mailto:a@b.example", "DTSTART:20200101", '\\n;,:"', "ä" * 2000],
)
def test_words_stay_words(hostile: str) -> None:
    calendar, event = opened(replace(ENTRY, title=hostile, place=hostile, description=hostile))
    assert [one.name for one in calendar.walk()] == opened_names()
    assert "ATTENDEE" not in event
    assert event.decoded("DTSTART") == datetime(2026, 12, 15, 9, 30, tzinfo=HELSINKI)


def opened_names() -> list[str]:
    """What a file consists of."""
    return [str(one.name) for one in opened(ENTRY)[0].walk()]


TOLD = CalendarTold("Kahvit", "Kaikki", "fi", timedelta(hours=4))
# Also what begins another line for some readers, and what would begin another property.
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=200) | st.sampled_from(
    ["\r", "a\rATTENDEE:x", "\x0b", "\x85BEGIN:VALARM", "\u2028END:VCALENDAR", "\\n", "\0", '";:,', "", "  "]
)


@given(title=ANYTHING, place=ANYTHING, description=ANYTHING, category=ANYTHING, url=ANYTHING, name=ANYTHING)
def test_whatever_is_written_stays_in_its_place(
    title: str, place: str, description: str, category: str, url: str, name: str
) -> None:
    entry = replace(
        ENTRY,
        starts=ENTRY.changed.astimezone(UTC),
        ends=None,
        title=title,
        place=place,
        description=description,
        category=category,
        url=url,
    )
    part = write_part(entry)
    file = write_calendar(replace(TOLD, name=name, description=description), [part, part])
    text = file.decode()
    lines = text.split("\r\n")
    assert lines[-1] == ""
    assert [line for line in lines if line.splitlines() not in ([], [line])] == []
    assert all(len(line.encode()) <= 75 for line in lines)
    calendar = Calendar.from_ical(file)
    first, second = calendar.walk("VEVENT")
    assert [one.name for one in calendar.walk()] == ["VCALENDAR", "VEVENT", "VEVENT"]
    keys = {"UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "STATUS", "TRANSP"}
    assert keys <= set(first) <= keys | {"SUMMARY", "LOCATION", "DESCRIPTION", "CATEGORIES", "URL"}
    assert str(first.get("SUMMARY", "")) == str(second.get("SUMMARY", "")) == clean_line(title)
    assert str(first.get("DESCRIPTION", "")) == clean_text(description)
    assert str(calendar["X-WR-CALNAME"]) == vText(clean_line(name)).to_ical().decode()
    assert "ATTENDEE" not in first


def test_a_part_is_read_by_the_bots_own_reader_too() -> None:
    entry = replace(
        ENTRY, starts=ENTRY.changed.astimezone(UTC), ends=None, url="https://teams.example/l/1", category="Kahvit"
    )
    (read,) = read_ics(write_calendar(TOLD, [write_part(entry)]), date(2026, 11, 24)).drafts
    assert (read.title, read.series, read.starts) == (ENTRY.title, "Kahvit", ENTRY.changed)
    assert read.link == "https://teams.example/l/1"
