"""The AKE team begins an announcement that repeats, asks for approval where there is nobody else, and pauses it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.domain.intervals import HELSINKI
from tests.browser.playground import Playground

pytestmark = pytest.mark.browser


def test_a_monthly_reminder_is_begun_and_paused(playground: Playground) -> None:
    playground.open_personal_chat()
    playground.ask("toistuva tiedote Seuraa **kanavia**.")
    card = playground.last_card()
    card.get_by_label("Otsikko").fill("Kanavat")
    card.get_by_text("Kaikki, jotka saavat").click()
    tomorrow = datetime.now(HELSINKI) + timedelta(days=1)
    card.get_by_label("Lähetyspäivä").fill(f"{tomorrow:%Y-%m-%d}")
    card.get_by_label("Kellonaika").fill("09:00")
    playground.screenshot("repeating-form")
    preview = playground.press("Esikatsele")
    assert "Toistuu: joka kuukausi." in preview
    assert preview.count("klo 9.00") == 3
    playground.screenshot("repeating-preview")
    assert "Ei ole muita AKE-tiimin jäseniä" in playground.press("Pyydä hyväksyntä")
    assert "Toistuva tiedote" in playground.press("Aloita toisto")
    playground.narrow()
    assert playground.overflow() <= 0
    playground.screenshot("repeating-narrow")
    listed = playground.ask("tiedotteet")
    assert "joka kuukausi, seuraavaksi" in listed
    playground.press("Avaa: Kanavat")
    assert "Toisto on keskeytetty" in playground.press("Keskeytä toisto")
