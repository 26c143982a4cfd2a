"""A member of the AKE team reads what feedback comes to, hides an answer, and loads the year's report."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from bot.domain.events import Event
from bot.domain.feedback import FREE, ONWARD
from bot.domain.intervals import HELSINKI
from storage.store import SqlStore
from tests.browser.playground import Playground
from tests.support.feedback import give

pytestmark = pytest.mark.browser


async def _answered(url: str) -> Event:
    """The latest event of the demo calendar, which several have answered."""
    store, now = SqlStore(url), datetime.now(HELSINKI)
    async with store.begin() as uow:
        events = [event for event in await uow.events.changed_since(-1) if event.over(now) and not event.cancelled]
    latest = max(events, key=lambda event: event.facts.starts)
    words = {ONWARD: "Kerron aamupalaverissa.", FREE: "Kiitos!"}
    await give(store, latest.id, now.date(), *["Juva"] * 6, *["Tervo"] * 4, ratings=[5, 5, 4, 3, 5], words=words)
    await store.close()
    return latest


def test_reads_hides_and_loads(playground: Playground, environment: dict[str, str]) -> None:
    # Playwright has a loop of its own in this thread.
    with ThreadPoolExecutor() as aside:
        event = aside.submit(asyncio.run, _answered(environment["DATABASE_URL"])).result()
    playground.open_personal_chat()
    summary = playground.ask("palaute")
    playground.screenshot("feedback-summary")
    assert event.facts.title in summary
    assert "10 vastausta, keskiarvo 4,2" in summary
    assert "Juva" not in summary
    words = playground.press("Lue: Vapaat sanat (10)")
    playground.screenshot("feedback-words")
    assert words.count("Kiitos!") == 6
    assert "Piilotettu vastaus" in playground.press("Piilota")
    assert "10 vastausta" in playground.press("Takaisin yhteenvetoon")
    assert "Palaute sarjasta" in playground.press("Koko sarjan palaute")

    year = playground.ask("raportti")
    playground.screenshot("feedback-year")
    assert "Vastauksia annettiin 10." in year
    playground.narrow()
    assert playground.overflow() <= 0
    playground.screenshot("feedback-year-narrow")
    book = load_workbook(BytesIO(playground.load("Lataa Excel-tiedosto")))
    assert book.sheetnames == ["yhteenveto", "tilaisuudet", "vastaukset", "kattavuus"]
    assert book["vastaukset"].max_row == 11
    playground.ask("palaute")
    assert playground.overflow() <= 0
    playground.screenshot("feedback-summary-narrow")
