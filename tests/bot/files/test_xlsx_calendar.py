"""Calendars as .xlsx."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.files import limits
from bot.files.csv_calendar import read_csv
from bot.files.xlsx_calendar import read_xlsx
from tests.bot.files.writing import HEADER, csv_bytes, row, told, xlsx_file
from tests.support.drafts import draft, helsinki


def test_text_cells_read_as_in_csv(tmp_path: Path) -> None:
    rows = [row(FORM="lähi", PLACE="Kirjasto", SEATS="12"), row(KEY="a2", STATUS="peruttu")]
    file = read_xlsx(xlsx_file(tmp_path / "k.xlsx", rows))
    assert told(file) == []
    assert file.drafts == read_csv(csv_bytes(rows)).drafts


def test_real_dates_and_numbers(tmp_path: Path) -> None:
    cells: dict[str, object] = dict(zip(HEADER, row(), strict=True))
    cells |= {
        "Tunnus": 17,
        "Alkaa": datetime(2026, 11, 24, 9, 0),  # noqa: DTZ001 - cells know no zone
        "Päättyy": time(9, 30),
        "Ilmoittautuminen päättyy": date(2026, 11, 20),
        "Paikkoja": 12.0,
    }
    file = read_xlsx(xlsx_file(tmp_path / "k.xlsx", [list(cells.values())]))
    assert told(file) == []
    found = file.drafts[0]
    assert (found.key, found.starts, found.ends) == ("17", draft().starts, draft().ends)
    assert (found.registration.closes, found.registration.seats) == (date(2026, 11, 20), 12)


def test_date_cells_without_a_time_are_whole_days(tmp_path: Path) -> None:
    cells: dict[str, object] = dict(zip(HEADER, row(), strict=True))
    cells |= {"Alkaa": date(2026, 11, 24), "Päättyy": date(2026, 11, 25)}
    found = read_xlsx(xlsx_file(tmp_path / "k.xlsx", [list(cells.values())])).drafts[0]
    assert (found.starts, found.ends, found.all_day) == (helsinki(2026, 11, 24), helsinki(2026, 11, 26), True)


def test_formulas_and_errors_are_named_by_their_cell(tmp_path: Path) -> None:
    rows = [row(TITLE='=HYPERLINK("https://a.example")'), row(KEY="a2", SEATS="#REF!")]
    file = read_xlsx(xlsx_file(tmp_path / "k.xlsx", rows))
    assert [(one.code, one.slots) for one in file.problems][:2] == [
        ("formula", {"cell": "C2"}),
        ("error_cell", {"cell": "M3"}),
    ]
    assert file.drafts == ()
    assert told(file)


def test_row_numbers_count_empty_rows(tmp_path: Path) -> None:
    file = read_xlsx(xlsx_file(tmp_path / "k.xlsx", [row(), [], [], row(KEY="a2", FORM="x")]))
    assert told(file) == ["5 Muoto bad_form"]


def test_a_workbook_of_one_far_cell_is_read_at_once(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADER)
    sheet.append(row())
    sheet.cell(900_000, 1, "liian kaukana")
    book.save(tmp_path / "k.xlsx")
    assert told(read_xlsx(tmp_path / "k.xlsx")) == ["- - too_many_rows"]


def test_a_sheet_that_tells_a_false_size(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "k.xlsx", [row()])
    _rewrite(path, "xl/worksheets/sheet1.xml", b'ref="A1:P2"', b'ref="A1:XFD1048576"')
    file = read_xlsx(path)
    assert told(file) == []
    assert len(file.drafts) == 1


def _rewrite(path: Path, member: str, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[member]
    parts[member] = parts[member].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def _archive(path: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def test_a_zip_bomb_is_never_unpacked(tmp_path: Path) -> None:
    path = _archive(tmp_path / "k.xlsx", **{"xl/workbook.xml": b"\0" * (limits.MAX_UNPACKED_BYTES + 1)})
    assert path.stat().st_size < 100_000
    assert told(read_xlsx(path)) == ["- - swells_too_big"]


def test_a_smaller_bomb_is_known_by_its_ratio(tmp_path: Path) -> None:
    path = _archive(tmp_path / "k.xlsx", **{"xl/workbook.xml": b"\0" * 5_000_000})
    assert told(read_xlsx(path)) == ["- - swells_too_big"]


def test_macros_are_refused(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "k.xlsx", [row()])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert told(read_xlsx(path)) == ["- - has_macros"]


@pytest.mark.parametrize(
    "entity",
    [
        b'<!DOCTYPE x [<!ENTITY a "' + b"x" * 1000 + b'">]>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_entities_of_xml_open_nothing(tmp_path: Path, entity: bytes) -> None:
    path = xlsx_file(tmp_path / "k.xlsx", [row(DESCRIPTION="TÄHÄN")])
    _rewrite(path, "xl/worksheets/sheet1.xml", "TÄHÄN".encode(), b"&a;" * 100)
    _rewrite(path, "xl/worksheets/sheet1.xml", b"<worksheet", entity + b"<worksheet")
    file = read_xlsx(path)
    assert told(file) or "root:" not in file.drafts[0].description


def test_other_archives_and_torn_files(tmp_path: Path) -> None:
    assert told(read_xlsx(_archive(tmp_path / "a.xlsx", a=b"x"))) == ["- - unreadable_xlsx"]
    whole = xlsx_file(tmp_path / "k.xlsx", [row()]).read_bytes()
    (tmp_path / "torn.xlsx").write_bytes(whole[: len(whole) // 2])
    assert told(read_xlsx(tmp_path / "torn.xlsx")) == ["- - unreadable_xlsx"]


@settings(max_examples=60)
@given(st.data())
def test_damaged_files_give_events_or_problems(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(xlsx_file(tmp_path / "k.xlsx", [row()]).read_bytes())
    for _ in range(data.draw(st.integers(1, 5))):
        # The file holds the time of its making, so that its length is not the same each time.
        whole[int(data.draw(st.floats(0, 1, exclude_max=True)) * len(whole))] = data.draw(st.integers(0, 255))
    (tmp_path / "damaged.xlsx").write_bytes(whole)
    file = read_xlsx(tmp_path / "damaged.xlsx")
    assert told(file) or file.drafts


@settings(max_examples=60)
@given(st.data())
def test_damaged_parts_give_events_or_problems(tmp_path: Path, data: st.DataObject) -> None:
    whole = xlsx_file(tmp_path / "k.xlsx", [row()])
    with zipfile.ZipFile(whole) as archive:
        parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    part = parts[data.draw(st.sampled_from(sorted(parts)))]
    for _ in range(data.draw(st.integers(1, 5))):
        at = int(data.draw(st.floats(0, 1, exclude_max=True)) * len(part))
        part[at] = data.draw(st.sampled_from(b'<>/"=&;0 x9A'))
    file = read_xlsx(_archive(tmp_path / "damaged.xlsx", **{name: bytes(one) for name, one in parts.items()}))
    assert told(file) or file.drafts


@settings(max_examples=50)
@given(st.binary(max_size=200))
def test_any_bytes_give_problems_and_never_raise(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "any.xlsx").write_bytes(data)
    assert told(read_xlsx(tmp_path / "any.xlsx"))
