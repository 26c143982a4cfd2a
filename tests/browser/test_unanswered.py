"""A question that is not known is answered by the team in the personal chat, and given from then on."""

from __future__ import annotations

import pytest

from tests.browser.playground import Playground

pytestmark = pytest.mark.browser

QUESTION = "Kuka maksaa kopiokoneen?"
PAYS = "Kopiokoneen maksaa jokainen kunta itse."


def test_a_question_from_not_known_to_answered(playground: Playground) -> None:
    playground.open_personal_chat()
    asked = playground.ask(QUESTION)
    playground.screenshot("unanswered-asked")
    assert "Kysymys meni AKE-tiimin nähtäväksi ilman nimeäsi." in asked
    assert "Vastaus tulee omaan keskusteluusi" in playground.press("Kerro, kun tähän on vastaus")
    playground.narrow()
    listed = playground.ask("vastaamattomat")
    playground.screenshot("unanswered-list-narrow")
    assert "1 odottaa vastausta." in listed
    assert playground.overflow() <= 0
    playground.press("Käsittele kysymys 1")
    playground.screenshot("unanswered-open-narrow")
    playground.press("Kirjoita vastaus")
    card = playground.last_card()
    assert card.get_by_label("Millä sanoilla sitä kysytään").input_value() == QUESTION
    card.get_by_label("Vastaus", exact=False).first.fill(PAYS)
    preview = playground.press("Esikatsele")
    playground.screenshot("unanswered-preview-narrow")
    assert "Näin botti vastaa:" in preview
    assert PAYS in preview
    assert playground.overflow() <= 0
    saved = playground.press("Tallenna")
    assert "Vastaus on tallennettu" in saved
    assert "1 kysyjä halusi kuulla vastauksen" in saved
    answered = playground.ask("kukas sen kopiokoneen maksaa")
    playground.screenshot("unanswered-answered-narrow")
    assert PAYS in answered
    assert playground.overflow() <= 0
