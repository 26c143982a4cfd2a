"""The weights refer to evidence that exists, and they decide as a person would."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.understanding.concepts import load_toml
from bot.understanding.evidence import OUTSIDE, decide
from bot.understanding.meaning import Intent

FLAGS = {
    "series", "coffees", "time", "past_time", "coming_time", "topic_hit", "half_hit", "miss", "unknown", "named_host",
    "event_place", "bare", "to_place", "place_library", "place_visit", "host_away", "drink", "follow_up", "other_than",
    "topic_alone", "host_of", "library_hours", "trip_own", "trip_request", "trip_wish",
}  # fmt: skip


def test_every_weight_is_of_a_concept_or_a_flag() -> None:
    known = FLAGS | load_toml("concepts.toml").keys()
    for intent, entry in load_toml("intents.toml").items():
        if isinstance(entry, dict):
            assert set(entry["weights"]) <= known, intent


def test_what_is_outside_the_world_is_a_concept() -> None:
    assert set(OUTSIDE) <= load_toml("concepts.toml").keys()


@pytest.mark.parametrize(
    ("evidence", "intent"),
    [
        ({"series": 1, "when": 1}, Intent.EVENTS),
        ({"recording": 1, "series": 1, "link": 1}, Intent.RECORDING),
        ({"peer_learning": 1, "go": 1}, Intent.TRIP),
        ({"reminder": 1, "coffees": 1, "time": 1}, Intent.REMINDER),
        ({"reminder": 1, "unknown": 2, "office": 1, "world": 1}, Intent.OTHER),
        ({"weather": 1, "time": 1}, Intent.OTHER),
        ({"time": 1, "unknown": 1}, Intent.OTHER),
        ({}, Intent.OTHER),
    ],
)
def test_the_weightiest_evidence_decides(evidence: dict[str, int], intent: Intent) -> None:
    assert decide(Counter(evidence)) is intent


def test_unknown_words_count_three_times_at_most() -> None:
    few, many = (Counter({"series": 1, "event_noun": 1, "unknown": n}) for n in (3, 40))
    assert decide(few) is decide(many) is Intent.EVENTS
