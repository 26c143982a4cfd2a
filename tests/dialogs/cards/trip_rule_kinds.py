"""The cards of the rules of peer-learning trips, with each rule that may be asked."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.conversation import Reply
from bot.texts import texts_of
from bot.understanding.concepts import load_toml
from dialogs.cards.trips import trip_rules_card

RULES = tuple(load_toml("trip_rules.toml"))


def trip_rule_cards(language: str) -> Iterator[tuple[str, Reply]]:
    """All rules, and first each that was asked."""
    texts = texts_of(language)
    yield "trip rules", trip_rules_card(texts)
    for rule in RULES:
        yield f"trip rule {rule}", trip_rules_card(texts, asks=(rule,))
