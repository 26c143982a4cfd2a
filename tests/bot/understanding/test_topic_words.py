"""Which words tell what an event is about, and which nobody knows."""

from __future__ import annotations

import pytest

from bot.understanding.meaning import TopicWord
from bot.understanding.topic_words import find_topic
from tests.support.reading import timed


def topic(text: str) -> tuple[list[TopicWord], int, set[str]]:
    """The topic words, how many words nobody knows, and the concepts that are left."""
    draft = timed(text)
    words, unknown = find_topic(draft.sentence, draft.series, draft.concepts, draft.used, draft.calendar)
    return words, unknown, draft.names


def keys(text: str) -> list[str]:
    return [word.keys[0] for word in topic(text)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Onko mangasta jotain?", ["manga"]),
        ("Milloin on pakohuone?", ["pakohuone"]),
        ("sukututkimuksessa", ["sukututkimus"]),
        ("Onko lautapelitallennetta?", ["lautapeli"]),
        ("saunakahvit milloin", ["sauna"]),
        ("Is there a session on genealogy?", ["sukututkimus"]),
        ("anything about video games", ["video", "peli"]),
        ("Milloin on seuraava tilaisuus?", []),
        ("koulutuksen linkki", []),
    ],
)
def test_topics(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


@pytest.mark.parametrize(
    ("text", "cued"),
    [
        ("Onko mangasta jotain?", True),
        ("mangakahvit", True),
        ("manga webinaari milloin", True),
        ("Is there a session on genealogy?", True),
        ("Milloin on pakohuone?", False),
        ("sukututkimuksessa", False),
        ("sukututkimus", True),
        ("sukututkimuksia jotain?", True),
        ("onko jossain sukututkimus", False),
    ],
)
def test_case_event_and_preposition_mark_a_topic(text: str, cued: bool) -> None:
    (word,) = topic(text)[0]
    assert word.cued is cued


def test_a_marked_word_that_no_event_has_is_still_a_topic() -> None:
    words, unknown, _ = topic("Onko kissoista jotain?")
    assert ([word.keys[0] for word in words], unknown) == (["kissa"], 0)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("onko laitelootista kahveja", "laiteloota"),
        ("mentoriohjelman webinaari", "mentoriohjelma"),
        ("onko uutiskirjeestä koulutusta", "uutiskirje"),
        ("koska on mentoriohjelman seuraavat kahvit", "mentoriohjelma"),
    ],
)
def test_what_the_team_tells_of_is_a_topic_when_events_of_it_are_asked_for(text: str, key: str) -> None:
    assert keys(text) == [key]
    assert "platform" not in topic(text)[2]


def test_but_no_topic_when_only_it_is_asked_of() -> None:
    assert "platform" in topic("kerro laitelootista")[2]


def test_an_unmarked_word_that_no_event_has_is_unknown() -> None:
    assert topic("kissat huomenna")[:2] == ([], 1)
    assert topic("blaablaa huuhaata")[:2] == ([], 2)


def test_words_of_sentences_around_the_question_are_not_unknown() -> None:
    assert topic("Meillä blaablaa huuhaata. Onko huomenna kahveja?")[1] == 0


def test_what_is_outside_the_bots_world_may_be_an_events_topic() -> None:
    words, _, names = topic("koulutus salasanoista")
    assert [word.keys[0] for word in words] == ["salasana"]
    assert "secret" not in names


@pytest.mark.parametrize(("text", "concept"), [("missä salasana", "secret"), ("tulostin rikki", "office")])
def test_but_not_by_itself(text: str, concept: str) -> None:
    words, _, names = topic(text)
    assert words == []
    assert concept in names


def test_a_noun_of_events_before_another_noun_belongs_to_it() -> None:
    _, _, names = topic("Onko kurssin rakentamisesta mitään?")
    assert "event_noun" not in names
    _, _, names = topic("Mikä on kurssin linkki?")
    assert "event_noun" in names


def test_a_long_word_with_two_errors_is_a_calendars_word() -> None:
    assert keys("mobiilivarmnennettaa") == ["mobiilivarmenne"]


def test_the_beginning_of_a_new_compound_is_a_topic() -> None:
    (word,) = topic("inventointirobotiikkaxyz")[0]
    assert (word.text, word.keys) == ("inventointirobotiikkaxyz", ("inventointi",))


def test_words_that_are_explained_already_are_no_topic() -> None:
    assert keys("Onko syyskuussa digivarttia?") == []


def test_words_written_apart_are_one_topic() -> None:
    assert keys("pako huone koska") == ["pakohuone"]
    assert keys("pako huonne koska") == ["pakohuone"]


def test_an_unknown_word_before_a_common_one_belongs_to_the_topic() -> None:
    assert keys("zzfid tarojen rajaukset") == ["zzfid", "tarojen", "rajaus"]


def test_what_is_joined_stands_in_groups() -> None:
    words = topic("Milloin on pakohuone, kielikahvila ja manga")[0]
    assert [word.group for word in words] == [0, 1, 2]


def test_a_boss_of_ones_own_is_no_topic() -> None:
    assert keys("esihenkilöni kehotti") == []


def test_what_points_back_is_no_topic_of_its_own() -> None:
    assert keys("Aulassa tapellaan. Onko näihin häiriöihin apua?") == []


def test_an_english_term_of_three_words_is_one_topic() -> None:
    assert set(keys("anything about the hard of hearing")) == {"huonokuuloinen"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Onko hyllyinventoinnista jotain?", "hyllyinventointi"),
        ("Onko kotiseudullisista kokoelmista jotain?", "kotiseudullinen"),
        ("nettihuijauksesta", "nettihuijaus"),
    ],
)
def test_words_of_one_thing(text: str, expected: str) -> None:
    assert keys(text)[0] == expected
