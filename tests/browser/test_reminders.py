"""A person orders a reminder, gets it, hears that the event was moved, and has had enough."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.browser.calendar_file import import_event
from tests.browser.playground import Playground

pytestmark = pytest.mark.browser

_SOON = timedelta(minutes=15, seconds=20)


def test_a_reminder_comes_at_its_moment(playground: Playground, environment: dict[str, str], tmp_path: Path) -> None:
    import_event("Etäkahvit: Takkatulen tarinat", datetime.now(UTC) + _SOON, tmp_path, environment)
    playground.wait_for_card()
    ordered = playground.ask("muistuta minua takkatulen tarinoista varttia ennen")
    playground.screenshot("reminder-ordered")
    assert "15 minuuttia ennen" in ordered
    reminder = playground.wait_for_another_card(seconds=60)
    playground.screenshot("reminder")
    assert "Muistutus: Etäkahvit: Takkatulen tarinat" in reminder
    assert playground.buttons()[0] == "Liity"
    told = playground.press("Riittää tästä")
    assert "En muistuta enää tästä tilaisuudesta" in told


def test_all_reminders_are_changed_on_one_card(playground: Playground) -> None:
    playground.wait_for_card()
    playground.ask("muistuta minua digivarteista tuntia ennen")
    playground.ask("muistuta minua kirjavinkkikahveista samana aamuna")
    own = playground.ask("mitä muistutuksia minulla on?")
    assert "sarja Digivartit" in own
    playground.narrow()
    playground.screenshot("reminders-narrow")
    assert playground.overflow() <= 0
    assert "En muistuta enää mistään." in playground.press("Lopeta kaikki")
