"""Somebody who took part is asked for feedback and gives it; in a channel nobody else sees the form."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.browser.calendar_file import HALF_AN_HOUR, import_event
from tests.browser.playground import Playground

pytestmark = pytest.mark.browser

TITLE = "Etäkahvit: Takkatulen tarinat"


def test_feedback_is_given_changed_and_taken_back(
    playground: Playground, environment: dict[str, str], tmp_path: Path
) -> None:
    ended = datetime.now(UTC) - timedelta(minutes=5)
    import_event(TITLE, ended - HALF_AN_HOUR, tmp_path, environment)
    playground.wait_for_card()
    form = playground.ask("haluan antaa palautetta takkatulen tarinoista")
    playground.narrow()
    playground.screenshot("feedback-form-narrow")
    assert f"Palaute: {TITLE}" in form
    assert playground.overflow() <= 0
    playground.last_card().get_by_label("4 – hyödyllinen").check()
    playground.last_card().get_by_label("Miten pystyt hyödyntämään oppimaasi?").fill("Luen tarinan satutunnilla.")
    library = playground.last_card().get_by_role("combobox", name="Kirjastosi (vapaaehtoinen)")
    library.click()
    library.page.get_by_role("option", name="Juva").click()
    assert "Kiitos palautteesta!" in playground.press("Lähetä palaute")
    playground.ask("haluan antaa palautetta takkatulen tarinoista")
    assert playground.last_card().get_by_label("4 – hyödyllinen").is_checked()
    written = playground.last_card().get_by_label("Miten pystyt hyödyntämään oppimaasi?")
    assert written.input_value() == "Luen tarinan satutunnilla."
    playground.screenshot("feedback-again")

    playground.open_channel()
    asked = playground.ask("haluan antaa palautetta takkatulen tarinoista")
    playground.screenshot("feedback-channel")
    assert "Olitko mukana?" in asked
    assert "satutunnilla" not in asked
    playground.press("Anna palautetta")
    own = playground.last_card().get_by_label("Miten pystyt hyödyntämään oppimaasi?")
    assert own.input_value() == "Luen tarinan satutunnilla."
    assert "Vastauksesi on poistettu" in playground.press("Poista vastaukseni")
