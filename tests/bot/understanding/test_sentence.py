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
        ("is it on Monday?", "en"),
        ("se on siinä", "fi"),
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


def test_where_the_writer_is_may_be_told_by_two_words() -> None:
    assert "Juvalla" not in tidied("Täällä meillä Juvalla on kiire")
    assert "Juvalla" in tidied("Mitä teillä Juvalla on")


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


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("Nuoret notkuvat aulassa, käsitelläänkö tätä missään?", ["nuoret", "notkuvat", "aulassa"]),
        ("Mummot kutovat torstaisin, onko neuleista jotain?", ["mummot", "kutovat", "torstaisin"]),
        ("Digivartti huomenna, onko linkkiä?", []),
        ("Milloin se on, onko linkkiä?", []),
        ("Vetääkö Anu jotain, onko siitä linkkiä?", ["vetääkö", "anu", "jotain"]),
        ("Onko mangaa, sarjakuvia tai pelejä?", []),
    ],
)
def test_a_clause_that_tells_before_the_one_that_asks(text: str, around: list[str]) -> None:
    sentence = prepare(text, base_analyzer(), "fi")
    assert [sentence.words[i].surface for i in sorted(sentence.background)] == around


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Olen uusi työntekijä Vesannolla, mitä on tulossa", False),
        ("Olen Juvalta, mitä on tulossa", False),
        ("Olen tulossa Mikkelissä pidettävään koulutukseen", True),
        ("Olen kuullut Canvasta", True),
    ],
)
def test_where_the_writer_is(text: str, kept: bool) -> None:
    assert (tidied(text) == text) is kept
