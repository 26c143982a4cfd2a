"""People talk with the bot in a channel, where it speaks when it is spoken to."""

from __future__ import annotations

import pytest

from tests.browser.playground import Playground

pytestmark = pytest.mark.browser


def test_answers_in_the_thread_when_mentioned(playground: Playground) -> None:
    playground.open_channel()
    answer = playground.ask("Milloin on seuraava digivartti?")
    playground.screenshot("channel")
    assert "digivar" in answer.lower()
    thread = playground.thread_text()
    assert thread.index("Milloin on seuraava digivartti?") < thread.index("Type a message...")
    assert answer.splitlines()[0] in thread


def test_says_nothing_when_not_mentioned(playground: Playground) -> None:
    playground.open_channel()
    playground.say("Keitetäänkö kahvit?")
    answer = playground.ask("Milloin on seuraava digivartti?")
    threads = playground.page.locator('.fui-Card[role="group"]').filter(has_text="Keitetäänkö kahvit?")
    assert "digivar" in answer.lower()
    assert threads.locator(".ac-adaptiveCard").count() == 0
