"""The AKE team's own channel is told of another's reminders, and of a recording that can soon be watched no more."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page

from bot.domain.events import EventDraft, Recording
from bot.domain.intervals import HELSINKI
from bot.services.event_changes import add_events
from storage.store import SqlStore
from tests.browser.playground import Playground
from tests.browser.processes import ROOT, free_port, running, simulator

pytestmark = pytest.mark.browser

_UNASKED_MS = 30_000


@pytest.fixture
def playground(
    machine: None, environment: dict[str, str], browser: BrowserContext, tmp_path: Path
) -> Iterator[Playground]:
    """A bot whose settings name the channels of a simulator of its own."""
    port = free_port()
    with simulator(f"http://127.0.0.1:{port}/api/messages", tmp_path) as page:
        of = f"-{urlsplit(page).port}@thread.tacv2"
        named = {"AKE_CHANNEL_ID": f"19:etakahvit{of}", "ANNOUNCEMENT_CHANNEL_ID": f"19:savon-kirjastot{of}"}
        serve = [sys.executable, str(ROOT / "app.py"), "serve", "--local", "--port", str(port)]
        with running(serve, f"http://127.0.0.1:{port}/health", tmp_path / "bot.log", env={**environment, **named}):
            opened = browser.new_page()
            yield Playground(opened, page, ROOT / "artifacts")
            opened.close()


async def _store_recording(url: str) -> None:
    """Store, as another process does, a recording that has been due to be told of since this morning."""
    now = datetime.now(HELSINKI)
    starts = now - timedelta(days=30)
    recording = Recording("https://tallenne.example/hiljainen", now.date() + timedelta(days=10))
    title = "Etäkahvit: Hiljainen tunti"
    held = EventDraft("hiljainen", "Etäkahvit", title, starts, starts + timedelta(hours=1), recording=recording)
    store = SqlStore(url)
    async with store.begin() as uow:
        await add_events(uow, [held], now - timedelta(days=1))
    await store.close()


def _card_with(page: Page, text: str) -> Locator:
    return page.locator(".ac-adaptiveCard").filter(has_text=text).first


def test_the_team_is_told_and_changes_it_on_the_spot(playground: Playground, environment: dict[str, str]) -> None:
    page = playground.page
    playground.open_channel()
    playground.ask("apua")
    usual = _card_with(page, "Kanavaa Savon kirjastot muistutetaan tästä lähtien")
    usual.wait_for(timeout=_UNASKED_MS)
    # Playwright leaves a loop running in this thread.
    with ThreadPoolExecutor() as threads:
        threads.submit(asyncio.run, _store_recording(environment["DATABASE_URL"])).result()
    ending = _card_with(page, "Tallenteen katseluaika päättyy pian")
    ending.wait_for(timeout=_UNASKED_MS)
    playground.screenshot("own-channels")
    playground.narrow()
    playground.screenshot("own-channels-narrow")
    for card in (usual, ending):
        assert card.evaluate("card => card.scrollWidth - card.clientWidth") <= 0
    usual.get_by_role("button", name="Muuta kanavan muistutuksia").click()
    form = _card_with(page, "Kanavan Savon kirjastot muistutukset")
    form.get_by_text("tuntia ennen").click()
    form.get_by_role("button", name="Tallenna").click()
    _card_with(page, "Kanavan muistutukset on tallennettu").wait_for()
    playground.screenshot("own-channels-saved")
    ending.get_by_role("button", name="Muuta katseluaikaa").click()
    _card_with(page, "Tapahtuman tallenne").wait_for()
    playground.screenshot("own-channels-recording")
