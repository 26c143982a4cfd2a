"""What summing up feedback costs among few answers and among many, and what a year of them takes as a file."""

from __future__ import annotations

import asyncio
import time
import tracemalloc
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import text

from bot.domain.intervals import HELSINKI
from bot.domain.small_groups import SMALLEST
from bot.domain.terms import Term
from bot.files.xlsx_report import write_xlsx
from bot.services.calendar import CalendarCache
from bot.services.feedback_report import YearReport
from bot.services.feedback_summary import Summaries
from bot.texts import texts_of
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.morphology.lexicon import load_lexicon
from bot.understanding.morphology.voikko import open_dictionary
from dialogs.cards.feedback_summary import event_summary_card, term_summary_card
from storage.engine import address, sqlite_engine
from storage.migrate import migrate
from storage.store import SqlStore
from tests.support.drafts import draft

OF_ONE, IN_ALL, FEW = 5_000, 100_000, 10_000
_EVENTS, _ROUNDS = 200, 7
_NOW = datetime(2026, 12, 20, 12, 0, tzinfo=HELSINKI)
# The first event has so many, the others share the rest; made by the database itself, as in bench/outbox.py.
_ANSWERS = text("""
    WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < :number)
    INSERT INTO answers (event, hand, rating, library, words, hidden, given_on)
    SELECT CASE WHEN n < :of_one THEN 1 ELSE 2 + n % (:events - 1) END, printf('%064x', n * 7919), 1 + n % 5,
        CASE n % 3 WHEN 0 THEN 'Juva' WHEN 1 THEN 'Kuopio' ELSE '' END,
        '{"onward":"Kerron muille aamupalaverissa, mitä opin.","use":"Käytän.","free":""}',
        '[]', '2026-12-01'
    FROM numbers
""")


@dataclass(frozen=True, slots=True)
class Feedback:
    """Milliseconds of an event's summary among few answers and among many, and of the whole term's; a year's file.

    The file takes seconds, and at its most so many megabytes while it is written.
    """

    event_few: float
    event_many: float
    term: float
    file_seconds: float
    file_megabytes: float


def measure(folder: Path) -> Feedback:
    """Measure few and many in turn, so that what else the machine does hits them alike."""
    return asyncio.run(_measure(folder))


async def _measure(folder: Path) -> Feedback:
    few, many = [await _filled(folder / f"feedback{number}.db", number) for number in (FEW, IN_ALL)]
    calendars = CalendarCache(Analyzer(open_dictionary(), load_lexicon()))
    times: list[list[float]] = [[], [], []]
    for _ in range(_ROUNDS):
        for place, (store, whole) in enumerate(((few, False), (many, False), (many, True))):
            times[place].append(await _summary(store, calendars, whole=whole))
    report = YearReport(many, calendars, texts_of("fi"), _NOW.year, SMALLEST)
    begun = time.perf_counter()
    await write_xlsx(folder / "year.xlsx", report.sheets(_NOW))
    seconds = time.perf_counter() - begun
    tracemalloc.start()
    await write_xlsx(folder / "year.xlsx", report.sheets(_NOW))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    for store in (few, many):
        await store.close()
    event_few, event_many, term = (1000 * median(some[1:]) for some in times)
    return Feedback(event_few, event_many, term, seconds, most / 1e6)


async def _summary(store: SqlStore, calendars: CalendarCache, *, whole: bool) -> float:
    begun = time.perf_counter()
    async with store.begin() as uow:
        calendar = await calendars.current(uow)
        summaries = Summaries(uow, calendar, _NOW, SMALLEST)
        if whole:
            term_summary_card(texts_of("fi"), await summaries.of_term(Term.of(_NOW.date())), None, _NOW)
        else:
            event = calendar.events[calendar.by_id[1]]
            event_summary_card(texts_of("fi"), await summaries.of_event(event), _NOW)
    return time.perf_counter() - begun


async def _filled(path: Path, number: int) -> SqlStore:
    """A store of a term's events and so many answers."""
    url = f"sqlite:///{path}"
    await migrate(url)
    store = SqlStore(url)
    first = _NOW - timedelta(days=120)
    drafts = [draft(f"k{n}", series=f"Sarja {n % 10}", starts=first + timedelta(hours=12 * n)) for n in range(_EVENTS)]
    async with store.begin() as uow:
        await uow.events.add(drafts)
    engine = sqlite_engine(address(url))
    with engine.begin() as connection:
        connection.execute(_ANSWERS, {"number": number, "of_one": OF_ONE, "events": _EVENTS})
    engine.dispose()
    return store
