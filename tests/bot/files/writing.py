"""Writes calendar files for tests."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from openpyxl import Workbook

from bot.domain.calendar_file import CalendarFile
from bot.domain.events import EventDraft, Form, Status
from bot.files.columns import Column
from bot.texts.sentences import texts_of

HEADER = tuple(column.value for column in Column)
ROW = {
    Column.KEY: "a1",
    Column.SERIES: "Etäkahvit",
    Column.TITLE: "Etäkahvit: Sanelu puhelimella",
    Column.STARTS: "24.11.2026 9:00",
    Column.ENDS: "24.11.2026 9:30",
}
_FORMS = {Form.REMOTE: "etä", Form.ON_SITE: "lähi", Form.HYBRID: "hybridi"}
_STATUSES = {Status.PLANNED: "", Status.MOVED: "siirretty", Status.CANCELLED: "peruttu"}


def row(**cells: str) -> list[str]:
    """A good row, but for the given cells, which go by the names of `Column`."""
    known = ROW | {Column[name]: text for name, text in cells.items()}
    return [known.get(column, "") for column in Column]


def csv_bytes(
    rows: Iterable[Sequence[str]],
    header: Sequence[str] = HEADER,
    delimiter: str = ";",
    encoding: str = "utf-8",
) -> bytes:
    """A .csv file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_file(path: Path, rows: Iterable[Sequence[object]], header: Sequence[str] = HEADER) -> Path:
    """An .xlsx file."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in (header, *rows):
        sheet.append(list(cells))
    book.save(path)
    return path


def row_of(draft: EventDraft) -> list[str]:
    """The row that tells the draft."""
    recording = draft.recording
    known = {
        Column.KEY: draft.key,
        Column.SERIES: draft.series,
        Column.TITLE: draft.title,
        Column.STARTS: draft.starts.isoformat(),
        Column.ENDS: draft.ends.isoformat(),
        Column.FORM: _FORMS[draft.form],
        Column.PLACE: draft.place,
        Column.HOST: draft.host,
        Column.LINK: draft.link,
        Column.DESCRIPTION: draft.description,
        Column.REGISTRATION: draft.registration.url,
        Column.REGISTRATION_CLOSES: str(draft.registration.closes or ""),
        Column.SEATS: str(draft.registration.seats or ""),
        Column.RECORDING: recording.url if recording else "",
        Column.RECORDING_UNTIL: str(recording.until or "pysyvä") if recording else "",
        Column.STATUS: _STATUSES[draft.status],
    }
    return [known[column] for column in Column]


def ics_bytes(*events: str, head: str = "") -> bytes:
    """An .ics file of events that are given as lines between BEGIN:VEVENT and END:VEVENT."""
    bodies = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//example//FI\n{head}{bodies}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def told(file: CalendarFile) -> list[str]:
    """The problems as "row column code", each of which must have its sentence in both languages."""
    for problem in (*file.problems, *file.notes):
        for language in ("fi", "en"):
            assert texts_of(language)(f"problem.{problem.code}", **problem.slots)
    return [f"{problem.row or '-'} {problem.column or '-'} {problem.code}" for problem in file.problems]
