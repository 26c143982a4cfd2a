"""Bringing calendar files into a real store, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta

from bot.domain.calendar_file import CalendarFile
from bot.domain.errors import Problem
from bot.domain.events import Event, EventDraft, Status
from bot.domain.intervals import Interval
from bot.files.ics_calendar import read_ics
from bot.services.calendar_import import ImportReport, import_calendar
from storage.store import SqlStore
from tests.bot.files.writing import ics_bytes
from tests.support.drafts import draft, helsinki

TODAY = date(2026, 11, 23)
NOW = helsinki(2026, 11, 23, 9, 0)
WEEKLY = """UID:w
SUMMARY:Etäkahvit
DTSTART;TZID=Europe/Helsinki:20261201T090000
DTEND;TZID=Europe/Helsinki:20261201T093000
"""
FOUR_WEEKS = WEEKLY + "RRULE:FREQ=WEEKLY;COUNT=4\n"


async def _import(store: SqlStore, file: CalendarFile, *, dry_run: bool = False) -> ImportReport:
    async with store.begin() as uow:
        return await import_calendar(uow, file, NOW, dry_run=dry_run)


async def _stored(store: SqlStore) -> dict[str, Event]:
    async with store.begin() as uow:
        return {event.facts.key: event for event in await uow.events.changed_since(-1)}


def _file(*drafts: EventDraft) -> CalendarFile:
    return CalendarFile(drafts)


def _ics(*events: str) -> CalendarFile:
    return read_ics(ics_bytes(*events), TODAY)


def _counts(report: ImportReport) -> tuple[int, int, int, int]:
    parts = (report.added, report.changed, report.cancelled, report.unchanged)
    added, changed, cancelled, unchanged = map(len, parts)
    return added, changed, cancelled, unchanged


async def test_importing_again_changes_nothing(store: SqlStore) -> None:
    file = _file(draft("a1"), draft("a2"))
    assert _counts(await _import(store, file)) == (2, 0, 0, 0)
    async with store.begin() as uow:
        revision = await uow.events.revision()
    assert _counts(await _import(store, file)) == (0, 0, 0, 2)
    async with store.begin() as uow:
        assert await uow.events.revision() == revision
    assert len(await _stored(store)) == 2


async def test_what_changed_is_changed_and_told(store: SqlStore) -> None:
    await _import(store, _file(draft("a1"), draft("a2"), draft("a3")))
    moved = draft("a1", starts=helsinki(2026, 11, 26, 9), status=Status.MOVED)
    cancelled = draft("a2", status=Status.CANCELLED)
    report = await _import(store, _file(moved, cancelled, draft("a3"), draft("a4")))
    assert _counts(report) == (1, 1, 1, 1)
    assert report.changed == (moved,)
    assert report.cancelled == (cancelled,)
    stored = await _stored(store)
    assert stored["a1"].moved_from == helsinki(2026, 11, 24, 9)
    assert stored["a2"].cancelled
    assert _counts(await _import(store, _file(moved, cancelled))) == (0, 0, 0, 2)


async def test_an_event_that_comes_back_is_a_change(store: SqlStore) -> None:
    await _import(store, _file(draft(status=Status.CANCELLED)))
    assert _counts(await _import(store, _file(draft()))) == (0, 1, 0, 0)


async def test_events_that_a_table_no_longer_has_are_left(store: SqlStore) -> None:
    await _import(store, _file(draft("a1"), draft("a2")))
    assert _counts(await _import(store, _file(draft("a1")))) == (0, 0, 0, 1)
    assert not (await _stored(store))["a2"].cancelled


async def test_any_problem_stops_everything(store: SqlStore) -> None:
    problem = Problem("bad_form", 3, "Muoto", {"value": "x"})
    report = await _import(store, CalendarFile((draft(),), problems=(problem,)))
    assert report == ImportReport(problems=(problem,))
    assert await _stored(store) == {}


async def test_notes_stop_nothing(store: SqlStore) -> None:
    note = Problem("unknown_columns", 1, slots={"columns": "Tarjoilu"})
    report = await _import(store, CalendarFile((draft(),), notes=(note,)))
    assert report.notes == (note,)
    assert len(await _stored(store)) == 1


async def test_a_dry_run_tells_the_same_and_stores_nothing(store: SqlStore) -> None:
    await _import(store, _file(draft("a1")))
    file = _file(draft("a1", title="Etäkahvit: Muu"), draft("a2"))
    tried = await _import(store, file, dry_run=True)
    assert set(await _stored(store)) == {"a1"}
    assert await _import(store, file) == tried


async def test_a_move_within_the_repeated_hour_is_a_change(store: SqlStore) -> None:
    first = draft(starts=helsinki(2026, 10, 25, 3, 30), ends=helsinki(2026, 10, 25, 5))
    await _import(store, _file(first))
    later = replace(first, starts=first.starts.replace(fold=1))
    assert _counts(await _import(store, _file(later))) == (0, 1, 0, 0)
    assert _counts(await _import(store, _file(later))) == (0, 0, 0, 1)


async def test_an_occurrence_taken_out_of_its_series_is_cancelled(store: SqlStore) -> None:
    assert _counts(await _import(store, _ics(FOUR_WEEKS))) == (4, 0, 0, 0)
    without = _ics(FOUR_WEEKS + "EXDATE;TZID=Europe/Helsinki:20261208T090000\n")
    assert _counts(await _import(store, without)) == (0, 0, 1, 3)
    assert [key for key, event in (await _stored(store)).items() if event.cancelled] == ["w/2026-12-08"]
    assert _counts(await _import(store, without)) == (0, 0, 0, 3)
    assert _counts(await _import(store, _ics(FOUR_WEEKS))) == (0, 1, 0, 3)


async def test_other_entries_are_left_alone(store: SqlStore) -> None:
    other = FOUR_WEEKS.replace("UID:w", "UID:w2")
    await _import(store, _ics(FOUR_WEEKS, other))
    assert _counts(await _import(store, _ics(FOUR_WEEKS))) == (0, 0, 0, 4)


async def test_occurrences_outside_the_window_are_left_alone(store: SqlStore) -> None:
    await _import(store, _ics(FOUR_WEEKS))
    later = replace(_ics(FOUR_WEEKS.replace("COUNT=4", "COUNT=1")), expanded=Interval.of_day(date(2026, 12, 15)))
    report = await _import(store, later)
    assert [one.key for one in report.cancelled] == ["w/2026-12-15"]


async def test_a_series_moved_to_another_time_of_day_is_changed(store: SqlStore) -> None:
    await _import(store, _ics(FOUR_WEEKS))
    report = await _import(store, _ics(FOUR_WEEKS.replace("T090000", "T084500")))
    assert _counts(report) == (0, 4, 0, 0)
    assert {event.moved_from is not None for event in (await _stored(store)).values()} == {True}


async def test_a_single_event_that_becomes_a_series_and_back(store: SqlStore) -> None:
    await _import(store, _ics(WEEKLY))
    report = await _import(store, _ics(FOUR_WEEKS))
    assert _counts(report) == (4, 0, 1, 0)
    assert report.cancelled[0].key == "w"
    back = await _import(store, _ics(WEEKLY))
    assert _counts(back) == (0, 1, 4, 0)


async def test_two_who_import_the_same_at_once_double_nothing(database_url: str) -> None:
    stores = [SqlStore(database_url), SqlStore(database_url)]
    file = _file(*(draft(f"a{number}", starts=helsinki(2026, 12, 1) + timedelta(hours=number)) for number in range(50)))
    reports = await asyncio.gather(*(_import(store, file) for store in stores))
    assert sorted(map(_counts, reports)) == [(0, 0, 0, 50), (50, 0, 0, 0)]
    assert len(await _stored(stores[0])) == 50
    for store in stores:
        await store.close()
