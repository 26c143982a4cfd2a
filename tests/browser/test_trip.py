"""A whole peer-learning trip, played by a traveller, a host and two members of the AKE team, each at an own screen."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, TimeoutError
from sqlalchemy import update

from bot.domain.intervals import HELSINKI
from bot.domain.outbox import State
from storage.models import outbox
from storage.store import SqlStore
from tests.browser.playground import Playground
from tests.browser.processes import ROOT, free_port, running, simulator

pytestmark = pytest.mark.browser

PEOPLE = {"traveller": "29:user-0", "host": "29:user-1", "helmi": "29:user-2", "oiva": "29:user-3"}
TEAM = "00000000-0000-0000-0000-000000000022,00000000-0000-0000-0000-000000000023"

SECOND_THOUGHTS = timedelta(minutes=5)
NEXT_WORKDAY = timedelta(days=6)
"""So much later it is a working day in any week, and nothing that waits for a whole working week is due."""

OVERNIGHT = timedelta(hours=12)
"""The quiet hours are shorter."""

_UNASKED_MS = 30_000
_LOOK_MS = 2_000


@dataclass(frozen=True)
class Stage:
    """Everybody's screen, and the database of the bot that they talk to."""

    traveller: Playground
    host: Playground
    helmi: Playground
    oiva: Playground
    database: str

    def hurry(self, within: timedelta = SECOND_THOUGHTS) -> None:
        """Let come now what waits for so long at most, at night too."""
        # Playwright leaves a loop running in this thread.
        with ThreadPoolExecutor() as threads:
            threads.submit(asyncio.run, _hurry(self.database, within)).result()

    def comes_by_itself(self, screen: Playground, title: str) -> str:
        """The text of a card that leaves at once, unless the quiet hours hold it back: then until they let it go."""
        card = screen.page.locator(".ac-adaptiveCard").filter(has_text=title).last
        for _ in range(_UNASKED_MS // _LOOK_MS):
            self.hurry(OVERNIGHT)
            with suppress(TimeoutError):
                card.wait_for(timeout=_LOOK_MS)
                break
        return _comes(screen, title)


@pytest.fixture
def stage(machine: None, environment: dict[str, str], browser: BrowserContext, tmp_path: Path) -> Iterator[Stage]:
    """A bot among four people, each in a simulator of their own; the AKE team's channel is Helmi's."""
    port = free_port()
    bot = f"http://127.0.0.1:{port}"
    with ExitStack() as stack:
        pages = {}
        for name, person in PEOPLE.items():
            work = tmp_path / name
            work.mkdir()
            pages[name] = stack.enter_context(simulator(f"{bot}/api/messages", work, person))
        channel = f"19:etakahvit-{urlsplit(pages['helmi']).port}@thread.tacv2"
        env = {**environment, "AKE_MEMBERS": TEAM, "AKE_CHANNEL_ID": channel}
        serve = [sys.executable, str(ROOT / "app.py"), "serve", "--local", "--port", str(port)]
        stack.enter_context(running(serve, f"{bot}/health", tmp_path / "bot.log", env=env))
        screens = {}
        for name, page in pages.items():
            opened = browser.new_page()
            stack.callback(opened.close)
            screens[name] = Playground(opened, page, ROOT / "artifacts")
        yield Stage(**screens, database=environment["DATABASE_URL"])


async def _hurry(url: str, within: timedelta) -> None:
    store, now = SqlStore(url), datetime.now(HELSINKI)
    mine = (outbox.c.trip.is_not(None)) & (outbox.c.state == State.WAITING) & (outbox.c.due < now + within)
    async with store.begin() as uow:
        # What is of use for some minutes only is not held back by the quiet hours.
        hurried = update(outbox).where(mine).values(due=now, wake_at=now, useful_until=now + timedelta(minutes=10))
        await uow.outbox._connection.execute(hurried)
    await store.close()


def _comes(screen: Playground, title: str) -> str:
    """The text of the card that comes unasked, once its title is on the newest card."""
    screen.page.locator(".ac-adaptiveCard").filter(has_text=title).last.wait_for(timeout=_UNASKED_MS)
    shown = screen.last_card_text()
    assert title in shown
    return shown


def _choose(screen: Playground, label: str, beginning: str) -> None:
    """Choose what begins so from a field that is searched by typing."""
    field = screen.last_card().get_by_label(label, exact=False).first
    field.fill("")
    field.press_sequentially(beginning)
    field.press("ArrowDown")
    field.press("Enter")


def _write(screen: Playground, label: str, text: str) -> None:
    screen.last_card().get_by_label(label, exact=False).first.fill(text)


def _offers(stage: Stage) -> None:
    host = stage.host
    host.open_personal_chat()
    assert "Mitä teillä voi oppia?" in host.ask("voimme ottaa vierailijoita katsomaan omatoimikirjastoa")
    _choose(host, "Kirjasto", "Iis")
    host.screenshot("trip-offer-form")
    assert "Tarjous on tallennettu." in host.press("Tallenna tarjous")


def _requests(stage: Stage, day: datetime) -> None:
    traveller = stage.traveller
    traveller.open_personal_chat()
    assert "AKE maksaa matkan" in traveller.ask("haluaisin tutustua omatoimikirjastoon jossain lähellä")
    traveller.screenshot("trip-request")
    assert traveller.last_card().locator('input[aria-label="omatoimikirjasto"]').is_checked()
    assert "Korjaa nämä kohdat" in traveller.press("Katso ja lähetä")
    traveller.screenshot("trip-request-faults")
    _choose(traveller, "Oma kirjastosi", "Juv")
    _write(traveller, "Toivottu päivä", f"{day:%Y-%m-%d}")
    traveller.last_card().get_by_label("bussi").check()
    traveller.last_card().get_by_label("Esihenkilö", exact=False).first.check()
    traveller.narrow()
    traveller.screenshot("trip-request-narrow")
    assert traveller.overflow() <= 0
    assert "Jos se olisi Iisalmi, arvio on noin" in traveller.press("Katso ja lähetä")
    traveller.screenshot("trip-preview-narrow")
    assert "Pyyntö on lähetetty AKE-tiimille." in traveller.press("Lähetä pyyntö")


def _handles(stage: Stage) -> None:
    """Both open the request; Helmi takes it from the channel, Oiva sees that, and asks the host."""
    helmi, oiva = stage.helmi, stage.oiva
    _comes(helmi, "Uusi pyyntö vertaisoppimismatkasta")
    helmi.screenshot("trip-new")
    assert "Aino Kirjava" in oiva.ask("jono")
    assert "Pyydetty" in oiva.press("Avaa: Aino Kirjava")
    assert "Pyyntö on nyt sinun käsittelyssäsi." in helmi.press("Ota käsittelyyn")
    helmi.screenshot("trip-taken")
    assert "Helmi Laineke otti pyynnön käsittelyyn" in oiva.press("Ota käsittelyyn")
    oiva.screenshot("trip-taken-by-another")
    stage.hurry()
    _comes(stage.traveller, "Matkapyyntösi on otettu käsittelyyn")
    assert "Isäntä vastaa napista" in oiva.press("Kysy isännältä")
    oiva.last_card().locator("input[type=checkbox]").first.check()
    oiva.screenshot("trip-ask-host")
    assert "Käsittelijä on edelleen Helmi Laineke." in oiva.press("Lähetä kysymys")
    stage.hurry()


def _agree(stage: Stage) -> None:
    host, helmi = stage.host, stage.helmi
    assert "Aino" not in _comes(host, "Voisitteko ottaa vierailijan vastaan?")
    host.screenshot("trip-asked")
    host.press("Käy")
    host.last_card().locator("input[type=radio]").first.check()
    host.screenshot("trip-yes")
    assert "Aino Kirjava" in host.press("Vastaa: käy")
    stage.comes_by_itself(stage.traveller, "Matkallesi on löytynyt isäntä")
    helmi.open_personal_chat()
    stage.comes_by_itself(helmi, "Isännälle käy")
    helmi.press("Sovi päivä")
    _write(helmi, "Päivä", f"{datetime.now(HELSINKI):%Y-%m-%d}")
    _write(helmi, "Suunnitelma", "Tavataan pääkirjaston ovella.")
    helmi.screenshot("trip-agree")
    shown = helmi.press("Tallenna päivä")
    if "Sovi silti" in shown:  # Today is a day off.
        shown = helmi.press("Sovi silti")
    assert "Päivä on sovittu" in shown
    helmi.screenshot("trip-agreed-team")
    stage.hurry()
    plan = _comes(stage.traveller, "Vertaisoppimismatka on sovittu")
    stage.traveller.screenshot("trip-plan")
    assert "Tavataan pääkirjaston ovella." in plan
    _comes(host, "Vertaisoppimismatka on sovittu")
    host.screenshot("trip-plan-host")


def _tell(stage: Stage) -> None:
    traveller = stage.traveller
    stage.hurry(NEXT_WORKDAY)
    _comes(traveller, "Miten vertaisoppimismatka meni?")
    traveller.press("Toteutui")
    _write(traveller, "Mitä näin ja opin?", "Ovet aukeavat kirjastokortilla.")
    traveller.last_card().locator("input[type=radio]").last.check()
    traveller.last_card().locator("input[type=checkbox]").first.check()
    traveller.screenshot("trip-told-narrow")
    assert traveller.overflow() <= 0
    traveller.press("Tee luonnos")
    draft = traveller.last_card().get_by_label("Raportti", exact=False).first
    assert "Ovet aukeavat kirjastokortilla." in draft.input_value()
    traveller.screenshot("trip-draft-narrow")
    assert "Raporttisi on lähetetty AKE-tiimille" in traveller.press("Lähetä raportti")


def _close(stage: Stage) -> None:
    helmi = stage.helmi
    stage.comes_by_itself(stage.host, "Kiitos vieraanvaraisuudesta")
    stage.host.screenshot("trip-thanks")
    stage.comes_by_itself(helmi, "Matkaraportti on saatu")
    helmi.press("Kopioitava teksti")
    helmi.screenshot("trip-text-to-copy")
    assert "kulut ovat maksamatta" in helmi.ask("jono")
    helmi.press("Kulut maksamatta")
    helmi.press("Avaa: Aino Kirjava")
    helmi.screenshot("trip-whole")
    assert "Matka on nyt valmis." in helmi.press("Kulut maksettu")
    stage.hurry()
    _comes(stage.traveller, "Matkan kulut on maksettu")
    assert "Matkoja tehtiin 1" in stage.oiva.ask("matkat")
    stage.oiva.screenshot("trips-of-the-year")


def test_a_whole_trip(stage: Stage) -> None:
    stage.helmi.open_channel()
    stage.helmi.ask("apua")
    stage.oiva.open_personal_chat()
    stage.oiva.ask("apua")
    _offers(stage)
    _requests(stage, datetime.now(HELSINKI) + timedelta(days=20))
    _handles(stage)
    _agree(stage)
    _tell(stage)
    _close(stage)
