"""A person sees what is kept of them, loads it as a file, and has it erased."""

from __future__ import annotations

import json

import pytest

from tests.browser.playground import Playground

pytestmark = pytest.mark.browser


def test_a_person_sees_loads_and_erases_what_is_kept(playground: Playground) -> None:
    playground.wait_for_card()
    playground.ask("muistuta minua digivarteista tuntia ennen")
    playground.narrow()
    kept = playground.ask("mitä tiedät minusta?")
    assert "1 tilaamasi muistutus" in kept
    assert playground.overflow() <= 0
    playground.screenshot("personal-narrow")
    given = playground.press("Lataa tietoni (JSON)")
    assert "kelpaa 10 minuuttia" in given
    assert playground.overflow() <= 0
    playground.screenshot("personal-file-narrow")
    parts = {one["mitä"]: one["tiedot"] for one in json.loads(playground.load("Lataa tiedosto"))["osat"]}
    (ordered,) = parts["Tilaamasi muistutukset"]
    assert ordered["kuinka paljon ennen"] == "hour"
    playground.ask("mitä tiedät minusta?")
    asks = playground.press("Unohda minut")
    assert "Unohdanko sinut?" in asks
    playground.screenshot("personal-forget-narrow")
    assert "Olen unohtanut sinut" in playground.press("Poista kaikki tietoni")
    assert "Et ole tilannut muistutuksia." in playground.ask("mitä muistutuksia minulla on?")
