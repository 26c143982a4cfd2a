"""The AKE team posts an announcement to a channel from the personal chat, corrects it and withdraws it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.playground import Playground

pytestmark = pytest.mark.browser

_WAIT_MS = 20_000
# By its beginning until the bot has read the team's roster, and then by its name.
_CHANNEL = re.compile("Etäkahvit|etakahvi")


def _fill(playground: Playground, label: str, text: str) -> None:
    playground.last_card().get_by_label(label).fill(text)


def _seen_in_channel(page: Page, text: str) -> None:
    expect(page.locator(".ac-adaptiveCard").filter(has_text=text)).to_have_count(1, timeout=_WAIT_MS)


def test_posts_to_a_channel_corrects_and_withdraws(playground: Playground) -> None:
    playground.open_channel()
    playground.ask("apua")
    playground.open_personal_chat()
    playground.ask("tiedote Uusi **näkymä** otetaan käyttöön.")
    _fill(playground, "Otsikko", "Liboppi päivittyy")
    playground.screenshot("announcement-form")
    playground.last_card().get_by_text(_CHANNEL).click()
    playground.last_card().get_by_text("Olen lukenut", exact=True).click()
    preview = playground.press("Esikatsele")
    playground.screenshot("announcement-preview")
    assert "Liboppi päivittyy" in preview
    playground.press("Lähetä")
    playground.screenshot("announcement-sent")

    playground.open_channel()
    _seen_in_channel(playground.page, "Uusi näkymä otetaan käyttöön.")
    playground.screenshot("announcement-channel")
    assert "Kiitos" in playground.press("Olen lukenut")

    playground.open_personal_chat()
    playground.ask("tiedotteet")
    report = playground.press("Avaa: Liboppi päivittyy")
    playground.screenshot("announcement-report")
    assert "Perillä: 1." in report
    assert "1 lukija" in report
    playground.press("Korjaa tiedotetta")
    _fill(playground, "Teksti", "Näkymä vaihtuu vasta perjantaina.")
    playground.press("Esikatsele")
    playground.press("Päivitä tiedote")
    playground.open_channel()
    _seen_in_channel(playground.page, "Näkymä vaihtuu vasta perjantaina.")
    playground.screenshot("announcement-corrected")

    playground.open_personal_chat()
    playground.ask("tiedotteet")
    playground.press("Avaa: Liboppi päivittyy")
    playground.press("Poista tiedote")
    playground.press("Poista kaikilta")
    playground.open_channel()
    _seen_in_channel(playground.page, "Tämä tiedote on poistettu")
    playground.screenshot("announcement-withdrawn")
