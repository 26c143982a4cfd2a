"""Answers from the calendar as cards."""

from __future__ import annotations

import pytest

from bot.domain.events import Event, Form, Registration
from bot.services.answers import Answer, Outcome
from bot.texts import texts_of
from bot.understanding.meaning import Aspect, Intent, Meaning
from dialogs.cards.answers import MAX_IDS, MORE, answer_card, more_card
from tests.dialogs.cards.kinds import NOW, event, twins

ASKED = Meaning("fi", Intent.EVENTS)


def test_events_of_one_title_are_told_apart_by_their_starts() -> None:
    same = (event(1), event(2), event(3, title="Etäkahvit: Muu"))
    card = answer_card(Answer(ASKED, Outcome.UNSURE, same), NOW)
    assert [one["title"] for one in card.card["actions"]] == [
        "Etäkahvit: Sanelu puhelimella 23.11. 10.00",
        "Etäkahvit: Sanelu puhelimella 23.11. 11.00",
        "Etäkahvit: Muu",
    ]


def test_a_button_brings_no_more_than_the_bot_takes_back() -> None:
    (more,) = more_card(texts_of("fi"), twins(MAX_IDS + 80), MORE, NOW).card["actions"]
    assert len(more["data"]["ids"]) == MAX_IDS
    assert more["title"] == f"Näytä lisää ({MAX_IDS - more['data']['shown']})"


FREE = "Kalenterin mukaan näihin ei tarvitse ilmoittautua."
SIGNING_UP = Meaning("fi", Intent.EVENTS, frozenset({Aspect.REGISTRATION}))


def test_several_that_ask_for_no_registration_are_told_to_need_none() -> None:
    card = answer_card(Answer(SIGNING_UP, Outcome.FOUND, (event(1), event(2))), NOW)
    assert card.text.startswith(FREE)
    assert FREE in card.card["speak"]
    asked_nothing = answer_card(Answer(ASKED, Outcome.FOUND, (event(1), event(2))), NOW)
    assert FREE not in asked_nothing.text


@pytest.mark.parametrize(
    "other", [event(2, registration=Registration("https://ilmo.example/1")), event(2, form=Form.ON_SITE, place="Juva")]
)
def test_but_not_where_one_does_or_the_calendar_may_just_not_tell(other: Event) -> None:
    card = answer_card(Answer(SIGNING_UP, Outcome.FOUND, (event(1), other)), NOW)
    assert FREE not in card.text
