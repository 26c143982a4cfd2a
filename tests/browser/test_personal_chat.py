"""A person talks with the bot alone."""

from __future__ import annotations

import pytest

from tests.browser.playground import Playground

pytestmark = pytest.mark.browser


def test_greets_once_when_it_is_installed(playground: Playground) -> None:
    greeting = playground.wait_for_card()
    playground.screenshot("greeting")
    assert "Kahvibotti" in greeting
    assert playground.page.locator(".ac-adaptiveCard").count() == 1


def test_answers_a_question_with_a_card(playground: Playground) -> None:
    playground.wait_for_card()
    answer = playground.ask("Milloin on seuraava digivartti?")
    playground.screenshot("answer")
    assert "digivar" in answer.lower()


def test_a_button_of_the_greeting_asks_its_question(playground: Playground) -> None:
    greeting = playground.wait_for_card()
    answer = playground.press(playground.buttons()[0])
    playground.screenshot("button")
    assert answer != greeting


def test_a_card_fits_a_narrow_window(playground: Playground) -> None:
    playground.wait_for_card()
    playground.ask("Mitä ensi viikolla?")
    playground.narrow()
    playground.screenshot("narrow")
    assert playground.overflow() <= 0
