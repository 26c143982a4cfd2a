"""A topic is wished in the personal chat, supported in a channel, answered by the team and made into an event."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.domain.intervals import HELSINKI
from tests.browser.playground import Playground

pytestmark = pytest.mark.browser

WISH = "Kaukolainojen hinnat ja kuljetukset"


def test_a_wish_from_the_first_words_to_an_event(playground: Playground) -> None:
    playground.open_personal_chat()
    form = playground.ask("Ehdotan aiheeksi kaukolainojen hintoja")
    playground.screenshot("wish-form")
    assert "Nimeäsi ei näytetä eikä tallenneta." in form
    field = playground.last_card().get_by_label("Mistä aiheesta haluaisit kuulla?")
    assert field.input_value() == "Kaukolainojen hintoja"
    field.fill(WISH)
    assert "Toiveesi on nyt listalla" in playground.press("Lähetä toive")
    asked = playground.ask("voisitteko järjestää kahvit kaukolainoista")
    playground.screenshot("wish-same")
    assert "Onko tämä sama?" in asked

    playground.open_channel()
    listed = playground.ask("mitä aiheita on toivottu?")
    assert "1 kannattaja" in listed
    assert "Käsittele" not in listed
    seen = playground.press("Kannatan toivetta 1")
    playground.screenshot("wish-channel")
    assert "Kannatat jo tätä" in seen

    playground.open_personal_chat()
    playground.ask("aihetoiveet")
    playground.narrow()
    playground.screenshot("wish-list-narrow")
    assert playground.overflow() <= 0
    playground.press("Käsittele toive 1")
    playground.screenshot("wish-care-narrow")
    assert playground.overflow() <= 0
    playground.press("Vastaa")
    playground.last_card().get_by_label("Vastaus, joka näkyy kaikille toiveen alla").fill("Tulee keväällä!")
    playground.screenshot("wish-answer-narrow")
    assert "AKE-tiimi: Tulee keväällä!" in playground.press("Tallenna vastaus")
    form = playground.press("Tee tapahtuma")
    assert playground.last_card().get_by_label("Aihe tai otsikko").input_value() == WISH
    day = (datetime.now(HELSINKI) + timedelta(days=30)).date()
    playground.last_card().get_by_label("Päivä").first.fill(day.isoformat())
    playground.last_card().get_by_label("Uusi sarja, jos sopivaa ei ole luettelossa").fill("Toivekahvit")
    playground.screenshot("wish-event-narrow")
    saved = playground.press("Tallenna")
    if "Tallenna silti" in saved:
        saved = playground.press("Tallenna silti")
    assert "Tapahtuma on lisätty" in saved
    playground.ask("aihetoiveet")
    ended = playground.press("Suunnitellut ja suljetut")
    playground.screenshot("wish-ended")
    assert "Aiheesta on tulossa tilaisuus" in ended
