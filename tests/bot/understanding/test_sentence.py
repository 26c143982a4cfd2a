"""Texts made ready: language, introductions, and the sentence that asks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.sentence import MAX_TEXT, prepare, tidied
from tests.support.world import base_analyzer


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Milloin on seuraavat etäkahvit?", "fi"),
        ("onks ens viikol mitään", "fi"),
        ("linkki?", "fi"),
        ("When is the next webinar?", "en"),
        ("anything on podcasts", "en"),
        ("thanks", "en"),
        ("17.2.", "fi"),
        ("", "fi"),
    ],
)
def test_the_language(text: str, language: str) -> None:
    assert prepare(text, base_analyzer(), "fi").language == language


def test_the_default_language_where_nothing_tells() -> None:
    assert prepare("17.2.", base_analyzer(), "en").language == "en"


def test_an_introduction_is_no_question() -> None:
    text = tidied("Moi, täällä Maija Malli! Meillä Tervossa on kiire, milloin on työpaja?")
    assert "Maija" not in text
    assert "Tervossa" not in text
    assert "milloin on työpaja" in text


def test_the_sentence_that_asks_is_told_from_the_rest() -> None:
    sentence = prepare("Teemme vuorolistoja hyvissä ajoin. Mitä lokakuussa on?", base_analyzer(), "fi")
    behind = sentence.background
    assert [word.surface for i, word in enumerate(sentence.words) if i not in behind] == ["mitä", "lokakuussa", "on"]


def test_a_date_ends_no_sentence() -> None:
    assert prepare("Onko 17.2. jotain?", base_analyzer(), "fi").background == frozenset()


@given(st.text())
def test_any_text_is_prepared(text: str) -> None:
    sentence = prepare(text, base_analyzer(), "fi")
    assert len(sentence.text) <= MAX_TEXT
    assert len(sentence.words) == len(sentence.tokens)
