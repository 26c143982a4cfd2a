"""What a form tells of an event, and what is wrong in it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.event_forms import Field, Kind, cleaned, fields_of, title_of, topic_of, written
from bot.domain.event_reading import read
from bot.domain.events import EventDraft, Recording, Registration, Status
from tests.support.drafts import draft, helsinki

ADD = {"series": "Etäkahvit", "title": "Pelit", "day": "2026-11-24", "start": "09:00", "end": "10:00"}


def told(kind: Kind = Kind.ADD, **values: Any) -> dict[Field, str]:
    return cleaned({**(ADD if kind is Kind.ADD else {}), **values}, fields_of(kind))


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"series": ""}, Field.SERIES, "required_missing"),
        ({"day": ""}, Field.DAY, "required_missing"),
        ({"day": "24.11.2026"}, Field.DAY, "bad_date"),
        ({"day": "1026-11-24"}, Field.DAY, "bad_year"),
        ({"start": "25:00"}, Field.START, "bad_clock"),
        ({"end": ""}, Field.END, "clock_missing"),
        ({"start": ""}, Field.START, "clock_missing"),
        ({"end": "09:00"}, Field.END, "end_not_after_start"),
        ({"last_day": "2026-11-23"}, Field.LAST_DAY, "last_day_first"),
        ({"last_day": "2027-11-24"}, Field.LAST_DAY, "lasts_too_long"),
        ({"day": "2026-03-29", "start": "03:30", "end": "05:00"}, Field.START, "skipped_time"),
        ({"title": "a" * 301}, Field.TITLE, "too_long"),
        ({"series": "a" * 200, "title": "b" * 200}, Field.TITLE, "too_long"),
        ({"description": "a" * 2001}, Field.DESCRIPTION, "too_long"),
        ({"form": "puhelin"}, Field.FORM, "bad_choice"),
        ({"link": "http://yhteys.example/"}, Field.LINK, "bad_https"),
        ({"link": "javascript:alert(1)"}, Field.LINK, "bad_https"),
        ({"registration": "ilmo"}, Field.REGISTRATION, "bad_https"),
        ({"closes": "huomenna"}, Field.CLOSES, "bad_date"),
        ({"seats": "0"}, Field.SEATS, "bad_seats"),
        ({"seats": "1e3"}, Field.SEATS, "bad_seats"),
    ],
)
def test_each_thing_that_is_wrong_is_told_at_its_field(values: dict[str, Any], field: Field, code: str) -> None:
    reading = read(Kind.ADD, told(**values), None, key="k")
    assert reading.facts is None
    assert {one: problem.code for one, problem in reading.problems.items()} == {field: code}


def test_an_end_at_midnight_is_the_end_of_the_day() -> None:
    reading = read(Kind.ADD, told(start="22:00", end="00:00"), None, key="k")
    assert reading.facts is not None
    assert reading.facts.ends == helsinki(2026, 11, 25)
    assert written(reading.facts)[Field.LAST_DAY] == ""


@pytest.mark.parametrize(
    "facts",
    [
        draft(),
        draft(title="Etäkahvit"),
        draft(title="Aivan muuta"),
        draft(
            link="http://vanha.example/", registration=Registration("http://x.example", helsinki(2026, 1, 1).date(), 5)
        ),
        draft(starts=helsinki(2026, 11, 24), ends=helsinki(2026, 11, 26), all_day=True),
        draft(starts=helsinki(2026, 11, 24, 22), ends=helsinki(2026, 11, 25)),
        draft(starts=helsinki(2026, 11, 24, 9), ends=helsinki(2026, 11, 26, 15)),
        draft(starts=helsinki(2026, 10, 25, 3, 30, fold=1), ends=helsinki(2026, 10, 25, 4, 30)),
        draft(title="T" * 300, description="d" * 5000, link="https://a.example/" + "a" * 1900),
        draft(recording=Recording("http://katso.example/", helsinki(2027, 1, 1).date())),
        draft(recording=Recording("https://katso.example/")),
        draft(status=Status.MOVED),
    ],
)
@pytest.mark.parametrize("kind", [Kind.CHANGE, Kind.MOVE, Kind.RECORDING])
def test_what_is_left_as_it_was_changes_nothing_and_is_never_wrong(facts: EventDraft, kind: Kind) -> None:
    if kind is Kind.RECORDING and facts.recording is None:
        return
    reading = read(kind, {field: written(facts)[field] for field in fields_of(kind)}, facts)
    assert reading.problems == {}
    assert reading.facts is not None
    assert reading.facts.same_as(facts)


def test_a_move_keeps_all_but_the_time_and_holds_what_was_cancelled() -> None:
    before = draft(status=Status.CANCELLED, host="Aino")
    fields = told(Kind.MOVE, day="2026-12-01", start="9.30", end="10:00")
    facts = read(Kind.MOVE, fields, before).facts
    assert facts is not None
    assert (facts.starts, facts.host, facts.status) == (helsinki(2026, 12, 1, 9, 30), "Aino", Status.PLANNED)


def test_a_reason_that_does_not_fit_is_told() -> None:
    before = draft(description="d" * 4999)
    reading = read(Kind.CANCEL, told(Kind.CANCEL, reason="sairaus"), before, cancelled="Peruttu")
    assert reading.problems[Field.REASON].code == "no_room_for_reason"
    assert read(Kind.CANCEL, told(Kind.CANCEL), before, cancelled="Peruttu").facts is not None


@pytest.mark.parametrize(
    ("values", "recording"),
    [
        ({"recording": "https://a.example/", "validity": "permanent"}, Recording("https://a.example/")),
        ({"recording": "https://a.example/", "validity": "permanent", "until": "x"}, Recording("https://a.example/")),
        (
            {"recording": "https://a.example/", "validity": "limited", "until": "2027-01-01"},
            Recording("https://a.example/", helsinki(2027, 1, 1).date()),
        ),
        ({"recording": ""}, None),
    ],
)
def test_a_recording(values: dict[str, str], recording: Recording | None) -> None:
    before = draft(recording=Recording("https://b.example/"))
    facts = read(Kind.RECORDING, told(Kind.RECORDING, **values), before).facts
    assert facts is not None
    assert facts.recording == recording


def test_a_recording_needs_its_address_and_its_end() -> None:
    assert read(Kind.RECORDING, told(Kind.RECORDING), draft()).problems.keys() == {Field.RECORDING}
    half = told(Kind.RECORDING, recording="https://a.example/")
    assert read(Kind.RECORDING, half, draft()).problems.keys() == {Field.VALIDITY}


@pytest.mark.parametrize(
    ("title", "series", "topic"),
    [
        ("Etäkahvit: Pelit", "Etäkahvit", "Pelit"),
        ("Etäkahvit", "Etäkahvit", ""),
        ("Pelit: uudet", "Etäkahvit", "Pelit: uudet"),
    ],
)
def test_a_title_is_told_without_its_series(title: str, series: str, topic: str) -> None:
    assert topic_of(title, series) == topic


def test_a_title_begins_with_its_series_once() -> None:
    assert title_of("Pelit", "Etäkahvit") == "Etäkahvit: Pelit"
    assert title_of("Etäkahvit ulkona", "Etäkahvit") == "Etäkahvit ulkona"
    assert title_of("Digitaidot", "Digi") == "Digi: Digitaidot"


@given(st.dictionaries(st.sampled_from([field.value for field in Field]), st.text(max_size=400) | st.integers()))
def test_whatever_is_written_gives_facts_or_problems(data: dict[str, Any]) -> None:
    for kind in Kind:
        before = None if kind is Kind.ADD else draft()
        reading = read(kind, cleaned(data, fields_of(kind)), before, key="k", cancelled="Peruttu")
        assert (reading.facts is None) == bool(reading.problems)
        if reading.facts:
            assert reading.facts.ends.timestamp() > reading.facts.starts.timestamp()
            assert reading.facts.ends - reading.facts.starts <= timedelta(days=33)
