"""Calendars as .csv."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.events import EventDraft, Form, Recording, Registration, Status
from bot.domain.intervals import HELSINKI
from bot.files import limits
from bot.files.cells import clean_line, clean_text
from bot.files.columns import Column
from bot.files.csv_calendar import read_csv
from tests.bot.files.writing import HEADER, csv_bytes, row, row_of, told
from tests.support.drafts import draft, helsinki

_FULL = row(
    FORM="hybridi",
    PLACE="Kirjaston sali",
    HOST="Aino Esimerkki",
    LINK="https://kokous.example/1",
    DESCRIPTION="Puheesta tekstiä; helposti",
    REGISTRATION="https://lomake.example/1",
    REGISTRATION_CLOSES="20.11.2026",
    SEATS="12",
    RECORDING="https://tallenne.example/1",
    RECORDING_UNTIL="pysyvä",
    STATUS="siirretty",
)


def test_a_full_row() -> None:
    file = read_csv(csv_bytes([_FULL]))
    assert told(file) == []
    assert file.drafts == (
        draft(
            form=Form.HYBRID,
            place="Kirjaston sali",
            host="Aino Esimerkki",
            link="https://kokous.example/1",
            description="Puheesta tekstiä; helposti",
            registration=Registration("https://lomake.example/1", date(2026, 11, 20), 12),
            recording=Recording("https://tallenne.example/1"),
            status=Status.MOVED,
        ),
    )


@pytest.mark.parametrize("delimiter", [";", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_separators_and_the_mark_of_utf8(delimiter: str, encoding: str) -> None:
    file = read_csv(csv_bytes([_FULL], delimiter=delimiter, encoding=encoding))
    assert told(file) == []
    assert file.drafts[0].place == "Kirjaston sali"


def test_the_order_and_case_of_columns_are_free() -> None:
    data = csv_bytes([list(reversed(_FULL))], header=[name.upper() for name in reversed(HEADER)])
    assert read_csv(data).drafts == read_csv(csv_bytes([_FULL])).drafts


def test_unknown_columns_are_noted() -> None:
    file = read_csv(csv_bytes([[*row(), "kahvia"]], header=[*HEADER, "Tarjoilu"]))
    assert told(file) == []
    assert len(file.drafts) == 1
    assert [(note.code, note.slots["columns"]) for note in file.notes] == [("unknown_columns", "Tarjoilu")]


def test_missing_columns_are_named_at_once() -> None:
    file = read_csv(csv_bytes([["a1", "Etäkahvit"]], header=["Tunnus", "Otsikko"]))
    assert told(file) == ["1 - missing_columns"]
    assert file.problems[0].slots["columns"] == "Sarja, Alkaa, Päättyy"


def test_optional_columns_may_be_missing_and_rows_short() -> None:
    file = read_csv("Tunnus;Sarja;Otsikko;Alkaa;Päättyy;Kuvaus\na1;S;T;24.11.2026 9:00;9:30\n".encode())
    assert told(file) == []
    assert file.drafts[0].form is Form.REMOTE


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"KEY": ""}, "2 Tunnus required_missing"),
        ({"SERIES": " "}, "2 Sarja required_missing"),
        ({"TITLE": "\x07"}, "2 Otsikko required_missing"),
        ({"STARTS": ""}, "2 Alkaa bad_moment"),
        ({"ENDS": ""}, "2 Päättyy bad_moment"),
        ({"ENDS": "24.11.2026 8:30"}, "2 Päättyy end_before_start"),
        ({"STARTS": "28.3.2027 3:15", "ENDS": "28.3.2027 5:00"}, "2 Alkaa skipped_time"),
        ({"ENDS": "24.11.2026"}, "2 Päättyy mixed_all_day"),
        ({"FORM": "livenä"}, "2 Muoto bad_form"),
        ({"LINK": "kokous.example"}, "2 Linkki bad_link"),
        ({"REGISTRATION": "mailto:a@b.example"}, "2 Ilmoittautuminen bad_link"),
        ({"REGISTRATION_CLOSES": "perjantaina"}, "2 Ilmoittautuminen päättyy bad_moment"),
        ({"REGISTRATION_CLOSES": "20.11.2026 16:00"}, "2 Ilmoittautuminen päättyy bad_date"),
        ({"SEATS": "kaksi"}, "2 Paikkoja bad_seats"),
        ({"RECORDING": "https://t.example/1"}, "2 Tallenne voimassa recording_until_missing"),
        ({"RECORDING_UNTIL": "pysyvä"}, "2 Tallenne recording_url_missing"),
        ({"STATUS": "ehkä"}, "2 Tila bad_status"),
        ({"TITLE": "x" * 301}, "2 Otsikko too_long"),
        ({"DESCRIPTION": "x" * 5001}, "2 Kuvaus too_long"),
    ],
)
def test_a_bad_cell_is_told_by_row_and_column(cells: dict[str, str], expected: str) -> None:
    file = read_csv(csv_bytes([row(**cells)]))
    assert told(file) == [expected]
    assert file.drafts == ()


def test_every_problem_of_every_row_is_told() -> None:
    rows = [row(), [], row(KEY="a2", FORM="x", SEATS="y"), row(KEY="a3", TITLE="")]
    assert told(read_csv(csv_bytes(rows))) == [
        "4 Muoto bad_form",
        "4 Paikkoja bad_seats",
        "5 Otsikko required_missing",
    ]


def test_a_repeated_key_names_both_rows() -> None:
    file = read_csv(csv_bytes([row(), row(KEY="a2"), row(KEY=" a1 ")]))
    assert told(file) == ["4 Tunnus repeated_key"]
    assert file.problems[0].slots == {"value": "a1", "first": "2"}


def test_too_many_cells_in_a_row() -> None:
    assert told(read_csv(csv_bytes([[*row(), "ylimääräinen"]]))) == ["2 - too_many_cells"]


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-16-le", "utf-32"])
def test_another_encoding_is_told(encoding: str) -> None:
    assert told(read_csv(csv_bytes([row()], encoding=encoding))) == ["- - not_utf8"]


def test_quotation_marks_that_do_not_close() -> None:
    data = csv_bytes([row()]) + b'a2;"S;T;24.11.2026 9:00;9:30\na3;S;T;25.11.2026 9:00;9:30\n'
    assert told(read_csv(data)) == ["3 - bad_quotes"]


def test_an_enormous_cell() -> None:
    assert told(read_csv(csv_bytes([row(TITLE="x" * 200_000)]))) == ["2 - bad_quotes"]


def test_a_header_alone_has_no_events() -> None:
    assert told(read_csv(csv_bytes([]))) == ["- - no_events"]
    assert told(read_csv(csv_bytes([[], [" ", ""]]))) == ["- - no_events"]


def test_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_ROWS", 3)
    rows = [row(KEY=f"a{number}") for number in range(4)]
    assert told(read_csv(csv_bytes(rows[:3]))) == []
    assert told(read_csv(csv_bytes(rows))) == ["- - too_many_rows"]


def test_a_long_list_of_problems_is_shortened() -> None:
    rows = [row(KEY=f"a{number}", STATUS="x") for number in range(limits.MAX_PROBLEMS + 7)]
    file = read_csv(csv_bytes(rows))
    assert len(file.problems) == limits.MAX_PROBLEMS + 1
    assert (file.problems[-1].code, file.problems[-1].slots) == ("more_problems", {"count": "7"})


def test_whole_days() -> None:
    file = read_csv(csv_bytes([row(STARTS="24.11.2026", ENDS="25.11.2026")]))
    found = file.drafts[0]
    assert (found.starts, found.ends, found.all_day) == (helsinki(2026, 11, 24), helsinki(2026, 11, 26), True)


_lines = st.text(max_size=50).map(clean_line)
_named = _lines.filter(bool)
_links = st.sampled_from(["", "https://a.example/1?b=ä", "http://b.example"])
_days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
_moments = st.datetimes(
    min_value=helsinki(2020, 1, 1).replace(tzinfo=None),
    max_value=helsinki(2030, 1, 1).replace(tzinfo=None),
    timezones=st.just(HELSINKI),
    allow_imaginary=False,
).map(lambda moment: moment.replace(second=0, microsecond=0))


@st.composite
def _drafts(draw: st.DrawFn) -> EventDraft:
    starts = draw(_moments)
    return EventDraft(
        key=draw(_named),
        series=draw(_named),
        title=draw(_named),
        starts=starts,
        ends=helsinki(2030, 2, 1) + timedelta(minutes=draw(st.integers(0, 5000))),
        form=draw(st.sampled_from(Form)),
        place=draw(_lines),
        host=draw(_lines),
        link=draw(_links),
        description=draw(st.text(max_size=200).map(clean_text)),
        registration=Registration(draw(_links), draw(st.none() | _days), draw(st.none() | st.integers(1, 500))),
        recording=draw(st.none() | st.builds(Recording, st.just("https://t.example/1"), st.none() | _days)),
        status=draw(st.sampled_from(Status)),
    )


@given(st.lists(_drafts(), min_size=1, max_size=3, unique_by=lambda one: one.key), st.sampled_from(";,"))
def test_what_is_written_is_read_back(drafts: list[EventDraft], delimiter: str) -> None:
    file = read_csv(csv_bytes([row_of(one) for one in drafts], delimiter=delimiter))
    assert told(file) == []
    assert len(file.drafts) == len(drafts)
    assert all(read.same_as(written) for read, written in zip(file.drafts, drafts, strict=True))


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_give_problems_and_never_raise(data: bytes) -> None:
    assert told(read_csv(data))


@settings(max_examples=200)
@given(st.lists(st.lists(st.text(max_size=20), max_size=len(Column) + 2), min_size=1, max_size=4))
def test_any_rows_give_events_or_problems(rows: list[list[str]]) -> None:
    file = read_csv(csv_bytes(rows, encoding="utf-8") if _encodable(rows) else b"x")
    assert told(file) or file.drafts


def _encodable(rows: list[list[str]]) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for cells in rows for cell in cells for letter in cell)
