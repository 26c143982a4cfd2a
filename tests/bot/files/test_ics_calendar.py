"""Calendars as .ics."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.events import EventDraft, Form, Status
from bot.domain.intervals import HELSINKI
from bot.files import limits
from bot.files.ics_calendar import read_ics
from tests.bot.files.writing import ics_bytes, told
from tests.support.drafts import helsinki

TODAY = date(2026, 11, 23)
PLAIN = """UID:u1
SUMMARY:Etäkahvit: Sanelu puhelimella
DTSTART;TZID=Europe/Helsinki:20261124T090000
DTEND;TZID=Europe/Helsinki:20261124T093000
"""
WEEKLY = """UID:w
SUMMARY:Etäkahvit
DTSTART;TZID=Europe/Helsinki:20261013T090000
DTEND;TZID=Europe/Helsinki:20261013T093000
RRULE:FREQ=WEEKLY;COUNT=4
"""


def _read(*events: str, head: str = "") -> dict[str, EventDraft]:
    file = read_ics(ics_bytes(*events, head=head), TODAY)
    assert told(file) == []
    return {one.key: one for one in file.drafts}


def _problems(*events: str) -> list[str]:
    file = read_ics(ics_bytes(*events), TODAY)
    assert all(problem.slots.get("title", "x") for problem in file.problems)
    return told(file)


def test_a_plain_event() -> None:
    event = _read(
        PLAIN + "CATEGORIES:Etäkahvit\nLOCATION:Teams\nORGANIZER;CN=Aino Esimerkki:mailto:aino@kirjasto.example\n"
        "DESCRIPTION:Puheesta\\, tekstiä\\nja takaisin\nURL:https://sivu.example/1\n"
    )["u1"]
    assert event == EventDraft(
        key="u1",
        series="Etäkahvit",
        title="Etäkahvit: Sanelu puhelimella",
        starts=helsinki(2026, 11, 24, 9, 0),
        ends=helsinki(2026, 11, 24, 9, 30),
        place="Teams",
        host="Aino Esimerkki",
        link="https://sivu.example/1",
        description="Puheesta, tekstiä\nja takaisin",
    )


OWN_ZONE = """BEGIN:VTIMEZONE
TZID:Oma aika
BEGIN:STANDARD
DTSTART:16011028T040000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
END:DAYLIGHT
END:VTIMEZONE
"""


@pytest.mark.parametrize(
    ("start", "head"),
    [
        ("DTSTART;TZID=Europe/Helsinki:20261124T090000", ""),
        ("DTSTART;TZID=FLE Standard Time:20261124T090000", ""),
        ("DTSTART;TZID=W. Europe Standard Time:20261124T080000", ""),
        ("DTSTART:20261124T070000Z", ""),
        ("DTSTART:20261124T090000", ""),
        ("DTSTART;TZID=Oma aika:20261124T090000", OWN_ZONE),
    ],
)
def test_times_of_every_kind_are_helsinkis(start: str, head: str) -> None:
    event = _read(f"UID:u\nSUMMARY:T\n{start}\nDURATION:PT45M\n", head=head)["u"]
    assert (event.starts, event.ends) == (helsinki(2026, 11, 24, 9, 0), helsinki(2026, 11, 24, 9, 45))
    assert event.starts.tzinfo is HELSINKI


def test_a_zone_of_one_file_is_forgotten_before_the_next() -> None:
    start = "DTSTART;TZID=Oma aika:20261124T090000"
    _read(f"UID:u\nSUMMARY:T\n{start}\nDURATION:PT45M\n", head=OWN_ZONE)
    assert _problems(f"UID:u\nSUMMARY:T\n{start}\nDURATION:PT45M\n") == ["- - unknown_zone"]


def test_times_at_the_clock_changes() -> None:
    event = _read("UID:u\nSUMMARY:T\nDTSTART:20261025T003000Z\nDTEND:20261025T013000Z\n")["u"]
    assert (event.starts.hour, event.starts.fold, event.ends.hour, event.ends.fold) == (3, 0, 3, 1)
    skipped = _read("UID:u\nSUMMARY:T\nDTSTART:20270328T033000\nDTEND:20270328T050000\n")["u"]
    assert skipped.starts.astimezone(UTC) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize("end", ["DTEND;VALUE=DATE:20261126", "DURATION:P2D"])
def test_whole_days(end: str) -> None:
    event = _read(f"UID:u\nSUMMARY:T\nDTSTART;VALUE=DATE:20261124\n{end}\n")["u"]
    assert (event.starts, event.ends, event.all_day) == (helsinki(2026, 11, 24), helsinki(2026, 11, 26), True)


@pytest.mark.parametrize("end", ["", "DTEND;VALUE=DATE:20261124"])
def test_a_whole_day_without_a_real_end_lasts_the_day(end: str) -> None:
    assert _read(f"UID:u\nSUMMARY:T\nDTSTART;VALUE=DATE:20261124\n{end}\n")["u"].ends == helsinki(2026, 11, 25)


def test_a_repeating_entry_keeps_its_time_of_day_when_the_clocks_change() -> None:
    events = _read(WEEKLY)
    assert list(events) == ["w/2026-10-13", "w/2026-10-20", "w/2026-10-27", "w/2026-11-03"]
    assert {event.starts.hour for event in events.values()} == {9}
    assert {event.ends.minute for event in events.values()} == {30}


def test_exceptions_of_a_repeating_entry() -> None:
    moved = """UID:w
SUMMARY:Etäkahvit: Vieras
RECURRENCE-ID;TZID=Europe/Helsinki:20261027T090000
DTSTART;TZID=Europe/Helsinki:20261028T100000
DTEND;TZID=Europe/Helsinki:20261028T103000
"""
    cancelled = """UID:w
SUMMARY:Etäkahvit
STATUS:CANCELLED
RECURRENCE-ID;TZID=Europe/Helsinki:20261103T090000
DTSTART;TZID=Europe/Helsinki:20261103T090000
DTEND;TZID=Europe/Helsinki:20261103T093000
"""
    events = _read(WEEKLY + "EXDATE;TZID=Europe/Helsinki:20261020T090000\n", moved, cancelled)
    assert list(events) == ["w/2026-10-13", "w/2026-10-27", "w/2026-11-03"]
    assert events["w/2026-10-13"].status is Status.PLANNED
    assert events["w/2026-10-27"].starts == helsinki(2026, 10, 28, 10, 0)
    assert events["w/2026-10-27"].status is Status.MOVED
    assert events["w/2026-10-27"].title == "Etäkahvit: Vieras"
    assert events["w/2026-11-03"].status is Status.CANCELLED


def test_keys_stay_when_the_whole_series_gets_another_time_of_day() -> None:
    assert set(_read(WEEKLY)) == set(_read(WEEKLY.replace("T090000", "T084500")))


def test_an_exception_for_all_later_ones_keeps_keys_apart() -> None:
    later = """UID:w
SUMMARY:Etäkahvit
RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Helsinki:20261027T090000
DTSTART;TZID=Europe/Helsinki:20261027T100000
DTEND;TZID=Europe/Helsinki:20261027T103000
"""
    events = _read(WEEKLY, later)
    assert [event.starts.hour for event in events.values()] == [9, 9, 10, 10]
    assert len(events) == 4


def test_several_times_a_day_have_keys_of_their_own() -> None:
    events = _read(WEEKLY.replace("FREQ=WEEKLY;COUNT=4", "FREQ=DAILY;BYHOUR=9,14;COUNT=4"))
    assert list(events) == ["w/2026-10-13", "w/2026-10-13T1400", "w/2026-10-14", "w/2026-10-14T1400"]


def test_an_endless_rule_is_expanded_around_today() -> None:
    file = read_ics(ics_bytes(WEEKLY.replace(";COUNT=4", "")), TODAY)
    assert told(file) == []
    assert file.series_prefixes == ("w/",)
    assert 105 < len(file.drafts) < 115
    assert file.expanded.start is not None
    assert file.expanded.end is not None
    assert all(file.expanded.contains(one.starts) for one in file.drafts)


def test_an_exception_alone_is_not_taken_for_the_whole_series() -> None:
    alone = WEEKLY.replace("RRULE:FREQ=WEEKLY;COUNT=4", "RECURRENCE-ID;TZID=Europe/Helsinki:20261013T090000")
    file = read_ics(ics_bytes(alone), TODAY)
    assert [one.key for one in file.drafts] == ["w/2026-10-13"]
    assert file.series_prefixes == ()


def test_a_single_event_is_read_wherever_it_is() -> None:
    assert list(_read(PLAIN.replace("2026", "2031"))) == ["u1"]


def test_the_latest_version_of_an_event_counts() -> None:
    older = PLAIN + "SEQUENCE:1\n"
    newer = PLAIN.replace("Sanelu", "Uusi aihe") + "SEQUENCE:2\n"
    assert _read(newer, older)["u1"].title == "Etäkahvit: Uusi aihe puhelimella"


def test_a_version_of_thousands_of_digits_is_none() -> None:
    broken = PLAIN.replace("Sanelu", "Uusi aihe") + f"SEQUENCE:{'9' * 5000}\n"
    assert _read(broken, PLAIN + "SEQUENCE:0\n")["u1"].title == "Etäkahvit: Sanelu puhelimella"


def test_a_message_that_cancels() -> None:
    assert _read(PLAIN, head="METHOD:CANCEL\n")["u1"].status is Status.CANCELLED


@pytest.mark.parametrize(
    ("lines", "series"),
    [
        ("SUMMARY:Etäkahvit: Aihe\nCATEGORIES:Sininen luokka,etäkahvit\n", "etäkahvit"),
        ("SUMMARY:Aihe\nCATEGORIES:Digivartit\nCATEGORIES:Muu\n", "Digivartit"),
        ("SUMMARY:Digivartit: Aihe\n", "Digivartit"),
        ("SUMMARY:Aihe\n", ""),
        ("SUMMARY:Aihe:\n", ""),
    ],
)
def test_the_series(lines: str, series: str) -> None:
    assert _read("UID:u\nDTSTART:20261124T090000\n" + lines)["u"].series == series


TEAMS = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc%40thread.v2/0?context=%7b%7d"


@pytest.mark.parametrize(
    ("lines", "link", "place", "form"),
    [
        (f"X-MICROSOFT-SKYPETEAMSMEETINGURL:{TEAMS}\n", TEAMS, "", Form.REMOTE),
        (f"LOCATION:{TEAMS}\n", TEAMS, "", Form.REMOTE),
        (f"DESCRIPTION:Aihe\\n{'_' * 40}\\nLiity: <{TEAMS}>\n", TEAMS, "", Form.REMOTE),
        ("LOCATION:Microsoft Teams -kokous\n", "", "Microsoft Teams -kokous", Form.REMOTE),
        ("LOCATION:Kuopion pääkirjasto\n", "", "Kuopion pääkirjasto", Form.ON_SITE),
        ("LOCATION:Kuopion pääkirjasto ja Teams\n", "", "Kuopion pääkirjasto ja Teams", Form.HYBRID),
        (f"LOCATION:Sali 2\nDESCRIPTION:{TEAMS}\n", TEAMS, "Sali 2", Form.HYBRID),
        ("LOCATION:Sali 2\nURL:https://sivu.example/1\n", "https://sivu.example/1", "Sali 2", Form.ON_SITE),
        ("URL:javascript:alert(1)\n", "", "", Form.REMOTE),
        ("DESCRIPTION:Katso https://muu.example\n", "", "", Form.REMOTE),
    ],
)
def test_links_and_places(lines: str, link: str, place: str, form: Form) -> None:
    event = _read(PLAIN + lines)["u1"]
    assert (event.link, event.place, event.form) == (link, place, form)
    assert "____" not in event.description


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (PLAIN.replace("UID:u1\n", ""), "no_uid"),
        (PLAIN.replace("UID:u1", "UID:" + "x" * 500), "no_uid"),
        ("UID:u\nSUMMARY:T\n", "no_start"),
        ("UID:u\nDTSTART:20261124T090000\n", "no_title"),
        (
            PLAIN.replace("DTEND;TZID=Europe/Helsinki:20261124", "DTEND;TZID=Europe/Helsinki:20261123"),
            "ends_too_early",
        ),
        (PLAIN.replace("2026", "0001"), "bad_ics_time"),
        (PLAIN.replace("2026", "1950"), "bad_event_year"),
        (PLAIN.replace("Europe/Helsinki", "Tuntematon/Paikka"), "unknown_zone"),
        (WEEKLY.replace("WEEKLY", "SECONDLY"), "repeats_too_often"),
        (WEEKLY.replace("WEEKLY", "HOURLY"), "repeats_too_often"),
        (WEEKLY.replace("WEEKLY", "DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=1,2,3,4,5"), "repeats_too_often"),
    ],
)
def test_a_bad_event_is_told_by_its_title(event: str, code: str) -> None:
    assert _problems(event) == [f"- - {code}"]


def test_huge_counts_end_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    daily = WEEKLY.replace("FREQ=WEEKLY;COUNT=4", "FREQ=DAILY;COUNT=999999999")
    assert _problems(daily) == []
    monkeypatch.setattr(limits, "MAX_OCCURRENCES", 500)
    assert _problems(daily) == ["- - too_many_occurrences"]
    monkeypatch.setattr(limits, "MAX_OCCURRENCES", 1500)
    monkeypatch.setattr(limits, "MAX_ROWS", 1000)
    assert _problems(daily, daily.replace("UID:w", "UID:v")) == ["- - too_many_events"]


def test_files_that_are_no_calendars() -> None:
    assert told(read_ics(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", TODAY))
    assert told(read_ics(b"Tunnus;Sarja\r\n", TODAY))
    assert told(read_ics(ics_bytes(), TODAY)) == ["- - no_events"]
    assert told(read_ics(ics_bytes(PLAIN).decode().encode("utf-16"), TODAY)) == ["- - not_utf8"]
    assert told(read_ics(ics_bytes(PLAIN).decode().encode("latin-1"), TODAY)) == ["- - not_utf8"]
    assert told(read_ics(b"BEGIN:VEVENT\r\n" * 3000, TODAY))


@given(st.binary(max_size=200))
def test_any_bytes_give_problems_and_never_raise(data: bytes) -> None:
    assert told(read_ics(data, TODAY))


_NAMES = """UID SUMMARY DTSTART DTEND DURATION RRULE EXDATE RDATE RECURRENCE-ID STATUS SEQUENCE CATEGORIES
ORGANIZER URL LOCATION X-A DTSTART;VALUE=DATE DTSTART;TZID=Mars RECURRENCE-ID;RANGE=THISANDFUTURE
RDATE;VALUE=PERIOD EXDATE;TZID=Europe/Helsinki"""
_values = (
    st.sampled_from(["20261124T090000", "20261124", "20261124T090000Z", "20261124T090000/PT1H", "PT30M", "-P1D"])
    | st.sampled_from(["FREQ=WEEKLY;COUNT=3", "FREQ=YEARLY;UNTIL=20271231", "FREQ=MONTHLY;BYDAY=-1MO", "FREQ=X"])
    | st.sampled_from(["99991231T235959Z", "00010101", "u", "u1", "5", "CANCELLED", "INTERVAL=0;FREQ=DAILY"])
    | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
)


@settings(max_examples=300)
@given(st.lists(st.lists(st.tuples(st.sampled_from(_NAMES.split()), _values), max_size=6), min_size=1, max_size=3))
def test_any_properties_give_events_or_problems(events: list[list[tuple[str, str]]]) -> None:
    bodies = ["\n".join(f"{name}:{value}" for name, value in event) for event in events]
    file = read_ics(ics_bytes(PLAIN, *bodies), TODAY)
    assert told(file) or file.drafts
