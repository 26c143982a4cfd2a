"""Words by which a sentence leans on another."""

from __future__ import annotations

import pytest

from bot.understanding.cues import Cues, cues_of
from tests.support.reading import sentence


def cues(text: str) -> Cues:
    return cues_of(sentence(text))


@pytest.mark.parametrize("text", ["entä torstaina", "no entäs torstaina?", "joo mut entäpä torstaina", "ja torstaina"])
def test_a_sentence_begins_with_an_opener_whatever_leads_to_it(text: str) -> None:
    assert cues(text).begins_with("opener")
    assert cues(text).led


@pytest.mark.parametrize("text", ["eiku torstaina", "ei kun torstaina", "tarkotin torstaina", "siis torstaina"])
def test_a_sentence_begins_with_a_correction(text: str) -> None:
    assert cues(text).begins_with("correction")


@pytest.mark.parametrize("text", ["Anu Väisänen ja Jesse Nuutinen", "mitä torstaina ja perjantaina on"])
def test_a_word_in_the_middle_begins_nothing(text: str) -> None:
    assert not cues(text).begins_with("opener")


def test_where_cues_are() -> None:
    found = cues("se kolmas niistä")
    assert {"that_very", "nth_3", "of_them"} <= found.names
    assert found.at("nth_3") == {1}
    assert found.starts("of_them", "nth_3") == [1, 2]
