"""Sheets out, as .xlsx: written row by row, so that it takes little memory however much is written.

A text is always text, however it begins: nothing that a person wrote is read as a formula. openpyxl can write page by
page as well, but takes 11 seconds for 100 000 rows, where this takes two.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from datetime import date
from pathlib import Path
from typing import IO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.utils import get_column_letter

from bot.domain.sheets import Cell, Row, Sheet
from bot.files import xlsx_parts as parts

MAX_TEXT = 32_767
"""Characters that a cell may hold."""

_EPOCH = date(1899, 12, 30)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# What XML cannot hold at all, and how a sheet would write such a character otherwise.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


async def write_xlsx(path: Path, sheets: AsyncIterator[Sheet]) -> None:
    """Write the sheets into a new file. The work is done aside of the event loop, a page at a time."""
    names: list[str] = []
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        async for sheet in sheets:
            names.append(sheet.name)
            with archive.open(f"xl/worksheets/sheet{len(names)}.xml", "w", force_zip64=True) as file:
                await _write_sheet(file, sheet)
        for name, text in parts.around(names).items():
            archive.writestr(name, text)


async def _write_sheet(file: IO[bytes], sheet: Sheet) -> None:
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, (_, width) in enumerate(sheet.columns, 1)
    )
    file.write(parts.SHEET_BEGIN.format(columns=widths).encode())
    header = "".join(_text(title, parts.HEADER) for title, _ in sheet.columns)
    file.write(f"<row>{header}</row>".encode())
    rows = 1
    async for page in sheet.pages:
        await asyncio.to_thread(_write_rows, file, page)
        rows += len(page)
    last = get_column_letter(len(sheet.columns))
    file.write(parts.SHEET_END.format(filtered=quoteattr(f"A1:{last}{rows}")).encode())


def _write_rows(file: IO[bytes], rows: Sequence[Row]) -> None:
    file.write("".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows).encode())


def _cell(value: Cell) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, str):
        return _text(value, parts.QUOTED if value.startswith(_FORMULA) else parts.TEXT)
    if isinstance(value, date):
        return f'<c s="{parts.DATE}"><v>{(value - _EPOCH).days}</v></c>'
    if isinstance(value, float):
        return f'<c s="{parts.DECIMAL}"><v>{value!r}</v></c>'
    return f"<c><v>{value}</v></c>"


def _text(text: str, style: int) -> str:
    fit = escape(_UNFIT.sub(_replaced, text[:MAX_TEXT]))
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{fit}</t></is></c>'


def _replaced(unfit: re.Match[str]) -> str:
    return "_x005F_" if unfit[0] == "_" else "\ufffd"
