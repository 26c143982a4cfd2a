"""A member of the AKE team looks at a year of trips, loads it as a file, and finds whom to encourage."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from bot.domain.intervals import HELSINKI
from bot.domain.trip_hosts import Offer
from bot.domain.trips import Agreed, TripState
from storage.store import SqlStore
from tests.browser.playground import Playground
from tests.support.journeys import WANTED

pytestmark = pytest.mark.browser

VISITS = [("Juva", "Iisalmi"), ("Tervo", "Iisalmi"), ("Juva", "Kuopio"), ("Hirvensalmi", "Siilinjärvi")]


async def _travelled(url: str) -> None:
    """Trips that were made today, and a host that is waiting for visitors."""
    store, now = SqlStore(url), datetime.now(HELSINKI)
    async with store.begin() as uow:
        for number, (library, host) in enumerate(VISITS):
            wanted = replace(WANTED, library=library)
            trip = await uow.trips.add(f"trip-{number}", "29:aino", wanted, "", now)
            agreed, asked_on = Agreed(host=host, day=now.date()), now.date() - timedelta(days=20 + number)
            made = replace(trip, state=TripState.DONE, agreed=agreed, requested_on=asked_on, made_on=now.date())
            await uow.trips.edit(made)
        await uow.offers.save(Offer(0, "offer", 1, "29:heikki", "Heikki Mallikas", "Varkaus", ("spaces", "events")))
    await store.close()


def test_looks_loads_and_encourages(playground: Playground, environment: dict[str, str]) -> None:
    # Playwright has a loop of its own in this thread.
    with ThreadPoolExecutor() as aside:
        aside.submit(asyncio.run, _travelled(environment["DATABASE_URL"])).result()
    playground.open_personal_chat()
    year = playground.ask("matkat")
    playground.screenshot("trip-year")
    assert "Matkoja tehtiin 4" in year
    assert "Iisalmi: 2 kävijää (Juva 1, Tervo 1)" in year
    book = load_workbook(BytesIO(playground.load("Lataa Excel-tiedosto")))
    assert book.sheetnames == ["matkat", "kirjastot", "aiheet", "kuka kävi missä", "kannustettavat"]
    assert book["matkat"].max_row == 5
    playground.narrow()
    assert playground.overflow() <= 0
    playground.screenshot("trip-year-narrow")
    assert "Leppävirta: Varkaus" in playground.press("Kannustettavat")
    playground.screenshot("trip-encourage")
    assert "mitään ei lähde vielä" in playground.press("Kirjoita niille tiedote")
    assert playground.overflow() <= 0
