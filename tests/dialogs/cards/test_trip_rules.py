"""The rules of peer-learning trips: what was asked first, and nothing twice."""

from __future__ import annotations

import pytest

from bot.texts import LANGUAGES, texts_of
from dialogs.cards.trips import trip_rules_card
from tests.dialogs.cards.trip_rule_kinds import RULES

GENERAL = ("what", "costs", "foreman", "how")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", RULES)
def test_what_was_asked_is_told_first_and_once(language: str, rule: str) -> None:
    texts = texts_of(language)
    answer = texts(f"trip.{rule}" if rule in GENERAL else f"trip_rule.{rule}")
    title, first, *rest = trip_rules_card(texts, asks=(rule,)).text.split("\n")
    assert (title, first) == (texts("trip.title"), answer)
    assert answer not in rest


def test_an_answer_of_one_cost_stands_for_those_of_all() -> None:
    texts = texts_of("fi")
    shown = trip_rules_card(texts, asks=("lodging", "substitute")).text
    assert texts("trip_rule.lodging") in shown
    assert texts("trip_rule.substitute") in shown
    assert texts("trip.costs") not in shown
    assert texts("trip.costs") in trip_rules_card(texts, asks=("length",)).text
