"""The first step of reading: series, concepts, and the words that they take."""

from __future__ import annotations

import pytest

from tests.support.drafts import draft
from tests.support.reading import named, surfaces
from tests.support.world import World, autumn, calendar_of

LEADERS = "Johtajien ja esihenkilöiden etäkahvit"


def series(text: str) -> list[tuple[str, ...]]:
    return [match.target.series for match in named(text).series]


def test_a_series_name_takes_its_words_and_their_concepts() -> None:
    """ "Tunnissa" of "Digiä tunnissa" tells no time and no length."""
    draft = named("Kuka vetää Digiä tunnissa huomenna?")
    assert series("Kuka vetää Digiä tunnissa huomenna?") == [("Digiä tunnissa",)]
    assert surfaces(draft, draft.used) == ["digiä", "tunnissa"]
    assert surfaces(draft, draft.free()) == ["kuka", "vetää", "huomenna"]
    assert "host" in draft.names


def test_what_is_ruled_out_is_neither_concept_nor_topic() -> None:
    assert "remote" in named("pidetäänkö etänä").names
    draft = named("pidetäänkö paikan päällä eikä etänä")
    assert "on_site" in draft.names
    assert "remote" not in draft.names
    assert surfaces(draft, draft.used) == ["etänä"]


def test_a_compound_of_series_and_recording_names_both() -> None:
    draft = named("Digivarttitallenne?")
    assert [match.target.series for match in draft.series] == [("Digivartit",)]
    (recording,) = [found for found in draft.concepts if found.concept == "recording"]
    assert recording.head == "", "the series is no topic as well"


def test_a_compound_of_topic_and_recording_keeps_the_topic() -> None:
    draft = named("Onko lautapelitallennetta?")
    assert draft.series == []
    assert [found.head for found in draft.concepts if found.concept == "recording"] == ["lautapeli"]


@pytest.mark.parametrize(
    "text",
    [
        "Milloin johtajat kokoontuvat kahveille?",
        "Onko esihenkilöille jotain tulossa?",
        "seuraava tilaisuus pomoille",
    ],
)
def test_people_who_have_a_series_name_it_where_a_meeting_is_spoken_of(text: str) -> None:
    assert series(text) == [(LEADERS,)]


def test_people_alone_name_no_series() -> None:
    assert series("johtajat") == []
    assert series("Mitä johtajista kerrotaan?") == []


def test_another_series_goes_before_the_people_who_are_in_it() -> None:
    assert series("Onko johtajille webinaaria?") == [("Webinaari",)]


def test_a_longer_pattern_takes_the_words_of_a_shorter() -> None:
    concepts = [(found.concept, found.at) for found in named("kuinka kauan se kestää").concepts]
    assert ("duration", (0, 1)) in concepts
    assert not [concept for concept, at in concepts if at in ((0,), (1,))]


@pytest.mark.parametrize(
    ("text", "name"), [("osajaverkostto", "Osaajaverkosto"), ("virtuualimattka milloin", "Virtuaalimatka")]
)
def test_a_long_word_with_two_errors_is_the_word_that_it_is_near_to(text: str, name: str) -> None:
    assert series(text) == [(name,)]


def test_a_short_word_with_two_errors_is_not() -> None:
    word = named("wepinari").sentence.words[0]
    assert (word.known, series("wepinari")) == (False, [])


def test_a_compound_that_a_title_has_is_no_topic_of_a_series() -> None:
    titles = ("Etäkahvit: Keramiikkapaja", "Työpaja: Äänikirjat")
    drafts = tuple(draft(title, title=title, series=title.partition(":")[0]) for title in titles)
    there = World(calendar_of(drafts), autumn().now)
    assert named("Milloin keramiikkapaja on?", there).series == []
    assert series("Milloin äänikirjapaja on?") == [("Työpaja",)]


def test_a_compound_is_parted_where_a_title_says_so() -> None:
    """ "Lautapelikahvit" are about board games although there is a series of "Pelikahvit"."""
    drafts = (draft("a", series="Pelikahvit", title="Pelikahvit: Konsolit"), draft("b", title="Etäkahvit: Lautapelit"))
    world = World(calendar_of(drafts), autumn().now)
    assert world.means("Milloin on lautapelikahvit?").group == "etäkahvit"
    assert [word.text for word in world.means("Milloin on lautapelikahvit?").topic] == ["lautapeli"]
    assert world.means("Milloin on muistipelikahvit?").series == ("Pelikahvit",)
