"""Sheets out, read back by openpyxl: dates are dates, decimals numbers, and a text is a text however it begins."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.domain.sheets import Row, Sheet
from bot.files.xlsx_report import MAX_TEXT, write_xlsx

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", '=HYPERLINK("https://e.example")']


def midnight(*day: int) -> datetime:
    return datetime.combine(date(*day), time())


async def pages(*some: Sequence[Row]) -> AsyncIterator[Sequence[Row]]:
    for page in some:
        yield page


async def written(path: Path, *rows: Row) -> Any:
    async def sheets() -> AsyncIterator[Sheet]:
        yield Sheet("vastaukset & <muut>", [("Päivä", 12), ("Sanat", 60)], pages(rows[:1], rows[1:]))
        yield Sheet("tyhjä", [("A", 5)], pages())

    await write_xlsx(path, sheets())
    return load_workbook(path)


async def test_dates_decimals_and_numbers_are_what_they_are(tmp_path: Path) -> None:
    book = await written(tmp_path / "a.xlsx", [date(2026, 11, 24), 4.25, 17, None, ""], [date(2028, 2, 29), 4.0])
    sheet = book["vastaukset & <muut>"]
    assert [cell.value for cell in sheet[2]] == [midnight(2026, 11, 24), 4.25, 17, None, None]
    assert sheet["A3"].value == midnight(2028, 2, 29)
    assert (sheet["A2"].number_format, sheet["B2"].number_format) == ("d\\.m\\.yyyy", "0.00")
    assert sheet["B3"].number_format == "0.00"


async def test_the_header_is_frozen_bold_and_wide_enough(tmp_path: Path) -> None:
    sheet = (await written(tmp_path / "a.xlsx", [date(2026, 1, 1), "a"])).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.b
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width) == (12, 60)
    assert sheet.auto_filter.ref == "A1:B2"


async def test_no_text_is_a_formula(tmp_path: Path) -> None:
    book = await written(tmp_path / "a.xlsx", *([text, text] for text in FORMULAS))
    for row, text in zip(book.worksheets[0].iter_rows(min_row=2), FORMULAS, strict=True):
        for cell in row:
            assert (cell.value, cell.data_type) == (text, "s")
            assert cell.quotePrefix


async def test_what_a_sheet_cannot_hold_is_replaced_or_cut(tmp_path: Path) -> None:
    book = await written(tmp_path / "a.xlsx", ["a\x00b\ud800c", "_x0041_"], ["😀" * 10, "ä" * (MAX_TEXT + 5)])
    (first, second), (third, fourth) = book.worksheets[0].iter_rows(min_row=2, values_only=True)
    assert (first, third) == ("a�b�c", "😀" * 10)
    assert second in ("_x0041_", "_x005F_x0041_")
    assert fourth == "ä" * MAX_TEXT


@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=5))
@settings(max_examples=40)
async def test_any_text_makes_a_file_that_opens(tmp_path: Path, texts: list[str]) -> None:
    book = await written(tmp_path / "a.xlsx", *([text] for text in texts))
    cells = [row[0] for row in book.worksheets[0].iter_rows(min_row=2)]
    assert len(cells) == len(texts)
    assert all(cell.data_type in ("s", "n", "inlineStr") for cell in cells)
