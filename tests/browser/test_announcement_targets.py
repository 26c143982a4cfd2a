"""A person tells their library; the AKE team announces an event to it, and the reminder is ordered from there."""

from __future__ import annotations

import pytest

from tests.browser.playground import Playground

pytestmark = pytest.mark.browser


def test_an_event_is_announced_to_a_library(playground: Playground) -> None:
    playground.open_personal_chat()
    asked = playground.ask("oma kirjasto")
    assert "En tiedä, mikä kirjastosi on." in asked
    field = playground.last_card().get_by_label("Kirjasto", exact=False).first
    field.fill("Iis")
    playground.screenshot("own-library")
    field.press("ArrowDown")
    field.press("Enter")
    assert "Kirjastosi on Iisalmen kaupunginkirjasto." in playground.press("Tallenna")

    form = playground.ask("tiedote seuraavasta digivartista")
    assert "Valitsin tapahtuman" in form
    card = playground.last_card()
    card.get_by_label("Otsikko").fill("Tervetuloa mukaan")
    card.get_by_label("Teksti").fill("Tule kuulolle!")
    field = card.get_by_label("Kirjastot", exact=False).first
    for beginning in ("Iis", "Juv"):
        field.fill("")
        field.press_sequentially(beginning)
        field.press("Enter")
    field.press("Escape")
    playground.screenshot("announcement-form-event")
    preview = playground.press("Esikatsele")
    assert "1 ihminen, 1 kirjastosta" in preview
    assert "en tunne ketään: Juva." in preview
    assert "Muistuta minua" in preview
    playground.screenshot("announcement-preview-event")
    playground.narrow()
    assert playground.overflow() <= 0
    playground.screenshot("announcement-preview-event-narrow")
    playground.press("Lähetä")
    received = playground.wait_for_another_card(seconds=20)
    assert "Tule kuulolle!" in received
    playground.screenshot("announcement-received-event")
    assert "Muistutan sinua" in playground.press("Muistuta minua")
