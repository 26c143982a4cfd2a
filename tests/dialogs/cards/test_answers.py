"""Answers from the calendar as cards."""

from __future__ import annotations

from bot.services.answers import Answer, Outcome
from bot.texts import texts_of
from bot.understanding.meaning import Intent, Meaning
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
