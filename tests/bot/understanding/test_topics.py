"""Topic search: what is found, what is not, and how surely."""

from __future__ import annotations

import pytest

from bot.understanding.topics import ENOUGH, SOME, TopicIndex, event_terms, guessed_stems, topic_word
from tests.support.world import base_analyzer

TITLES = [
    "Lukukoira lapsen kaverina",
    "Siemenkirjasto käyntiin",
    "Kuvankäsittely ilmaisohjelmilla",
    "Äänikirjat ja kuulokkeet",
    "Jännitystä talveen",
    "Julisteita Canvalla",
    "Aineiston lainaaminen koteihin",
]


@pytest.fixture(scope="module")
def index() -> TopicIndex:
    index = TopicIndex()
    for title in TITLES:
        index.add(event_terms([(1.0, [base_analyzer().word(token) for token in title.split()])]))
    return index


def best(index: TopicIndex, *words: str) -> tuple[str, float]:
    hits = index.search([topic_word(base_analyzer().word(word)) for word in words], range(index.size))
    return (TITLES[hits[0].position], hits[0].coverage) if hits else ("", 0.0)


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("lukukoirista", TITLES[0]),
        ("koiria", TITLES[0]),
        ("siemenistä", TITLES[1]),
        ("siemenkirjastosta", TITLES[1]),
        ("kuvien", TITLES[2]),
        ("valokuvista", TITLES[2]),
        ("äänikirjoista", TITLES[3]),
        ("dekkareita", TITLES[4]),
        ("canvasta", TITLES[5]),
        ("lainaus", TITLES[6]),
        ("lainata", TITLES[6]),
    ],
)
def test_inflections_parts_derivations_and_synonyms_are_found(index: TopicIndex, word: str, title: str) -> None:
    found, coverage = best(index, word)
    assert found == title
    assert coverage >= ENOUGH


def test_a_synonym_is_not_the_end_of_another_compound() -> None:
    index = TopicIndex()
    for title in ("Opaskoira odotustilassa", "Koira odotustilassa"):
        index.add(event_terms([(1.0, [base_analyzer().word(token) for token in title.split()])]))
    coverage = {
        hit.position: hit.coverage for hit in index.search([topic_word(base_analyzer().word("lukukoira"))], range(2))
    }
    assert coverage[0] < SOME
    assert coverage[1] >= ENOUGH


def test_a_compound_that_some_event_has_is_not_its_first_part() -> None:
    index = TopicIndex()
    for title in ("Kuvakaappaus ohjeisiin", "Kuvat tekoälyllä"):
        index.add(event_terms([(1.0, [base_analyzer().word(token) for token in title.split()])]))
    sought = [topic_word(base_analyzer().word("kuvakaappauksesta"), cued=True)]
    coverage = {hit.position: hit.coverage for hit in index.search(sought, range(2))}
    assert coverage[0] >= ENOUGH > coverage[1]


@pytest.mark.parametrize("word", ["kirjasto", "kirjoja", "sarjakuvakirjasto", "matkailusta", "kissoista"])
def test_common_parts_find_nothing_surely(index: TopicIndex, word: str) -> None:
    assert best(index, word)[1] < ENOUGH


def test_half_of_the_words_is_not_enough(index: TopicIndex) -> None:
    word = [topic_word(base_analyzer().word(text), cued=True) for text in ("lukukoirista", "lumikengistä")]
    coverage = max(hit.coverage for hit in index.search(word, range(index.size)))
    assert SOME <= coverage < ENOUGH


def test_a_stretch_of_positions_limits_the_search(index: TopicIndex) -> None:
    word = [topic_word(base_analyzer().word("siemenistä"))]
    assert [hit.position for hit in index.search(word, range(1))] == []
    assert [hit.position for hit in index.search(word, range(1, 2))] == [1]


def test_the_beginning_of_an_unknown_word(index: TopicIndex) -> None:
    assert index.beginning("lukukoiraselfie") == "lukukoira"
    assert index.beginning("kirjurit") == ""


def test_guessed_stems() -> None:
    assert "canva" in guessed_stems("canvalla")
    assert guessed_stems("fyyri") == []


def test_both_parts_of_a_compound_say_more_than_one() -> None:
    index = TopicIndex()
    for title in ("Robotiikkakerho", "Robotiikkalelut"):
        index.add(event_terms([(1.0, [base_analyzer().word(title)])]))
    both, one = index.search([topic_word(base_analyzer().word("robottikerhoista"), cued=True)], range(2))
    assert (both.position, one.position) == (0, 1)
    assert both.coverage >= ENOUGH > one.coverage


def test_a_beginning_hardly_means_another_compounds_end() -> None:
    index = TopicIndex()
    index.add(event_terms([(1.0, [base_analyzer().word("äidinkieli")])]))
    (hit,) = index.search([topic_word(base_analyzer().word("kielikahvila"), cued=True)], range(1))
    assert hit.coverage < SOME
    (hit,) = index.search([topic_word(base_analyzer().word("kielitunti"), cued=True)], range(1))
    assert hit.coverage >= ENOUGH


def test_the_compound_inside_a_longer_one() -> None:
    index = TopicIndex()
    index.add(event_terms([(1.0, [base_analyzer().word("salasanapankki")])]))
    (hit,) = index.search([topic_word(base_analyzer().word("salasanoista"), cued=True)], range(1))
    assert hit.coverage >= ENOUGH
    assert index.has_word(["salasanapankki"])
    assert not index.has_word(["pankki"])
    assert index.has_part(["pankki"])
