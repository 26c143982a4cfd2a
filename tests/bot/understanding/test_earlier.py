"""What is kept for follow-ups, and what a follow-up inherits."""

from __future__ import annotations

import pytest

from bot.understanding.earlier import Earlier, from_json
from tests.support.world import autumn

QUESTIONS = [
    "Milloin on seuraava digivartti?",
    "Onko ensi viikolla etäkahveja mangasta Mikkelissä?",
    "Mitä Anu Väisänen vetää marraskuussa etänä?",
    "Onko viime viikon kahveista tallennetta?",
    "When is the workshop after October?",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_kept_comes_back(question: str) -> None:
    meaning = autumn().means(question)
    kept = from_json(Earlier(meaning, (3, 5)).to_json())
    assert kept is not None
    assert kept.shown == (3, 5)
    for name in ("language", "intent", "aspects", "series", "group", "topic", "hosts", "place", "form", "direction"):
        assert getattr(kept.meaning, name) == getattr(meaning, name), name
    assert [time.interval for time in kept.meaning.times] == [time.interval for time in meaning.times]


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"language": "fi", "intent": "dance"}', "not json"])
def test_what_another_version_kept_is_forgotten(text: str) -> None:
    assert from_json(text) is None
