"""Cards of what is not in the calendar: each wish is understood, and answered honestly."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.conversation import Reply
from bot.services.answers import Answer, Outcome
from bot.services.remembering import FROM_CALENDAR
from bot.texts import texts_of
from bot.understanding.meaning import Intent, Meaning
from dialogs.cards.talk import error_card, talk_card, welcome_card

FI = texts_of("fi")
TALKED = set(Intent) - FROM_CALENDAR - {Intent.REMINDER, Intent.FEEDBACK, Intent.TOPIC_WISH}


def card(intent: Intent, **meant: Any) -> Reply:
    return talk_card(Answer(Meaning("fi", intent, **meant), Outcome.NO_EVENTS_ASKED))


@pytest.mark.parametrize("intent", sorted(TALKED))
def test_every_intent_has_its_own_heading_and_tells_more(intent: Intent) -> None:
    said = card(intent)
    title, *lines = (block["text"] for block in said.card["body"])
    same = {Intent.HELP, Intent.GREETING}
    others = TALKED - (same if intent in same else {intent})
    assert title not in {card(other).card["body"][0]["text"] for other in others}
    assert lines
    assert said.intent == intent
    assert said.summary.startswith(title)


@pytest.mark.parametrize("intent", [Intent.HELP, Intent.GREETING, Intent.OTHER])
def test_whoever_is_at_a_loss_gets_questions_to_press(intent: Intent) -> None:
    asked = [action["data"] for action in card(intent).card["actions"]]
    assert len(asked) == (6 if intent is Intent.HELP else 4)
    assert all(data["do"] == "ask" and data["text"] for data in asked)


def test_thanks_get_no_questions_to_press() -> None:
    assert "actions" not in card(Intent.THANKS).card


@pytest.mark.parametrize("hint", ["secret", "private", "platform", "lending", "opening_hours"])
def test_what_the_bot_never_does_is_said_by_its_name(hint: str) -> None:
    said = card(Intent.OTHER, hint=hint)
    assert FI(f"other.{hint}") in said.text
    assert said.intent == f"other.{hint}", "for the log"


def test_what_was_not_understood_is_told_apart_from_what_is_not_answered() -> None:
    assert FI("other.not_understood") in card(Intent.OTHER).text
    assert FI("other.not_understood") not in card(Intent.OTHER, hint="weather").text


@pytest.mark.parametrize(("language", "spoken"), [("fi", "fi"), ("en", "en"), ("sv", "fi")])
def test_a_first_hello_in_a_language_that_the_bot_speaks(language: str, spoken: str) -> None:
    said = welcome_card(language)
    assert said.card["lang"] == spoken
    assert texts_of(spoken)("help.what") in said.text


@pytest.mark.parametrize("key", ["gone", "broken_button"])
def test_an_error_says_what_happened_and_nothing_else(key: str) -> None:
    said = error_card("en", key)
    assert texts_of("en")(f"error.{key}") in said.text
    assert said.intent == f"error.{key}"
    assert "actions" not in said.card
