"""Hosts and places that a sentence names, and those that it only seems to."""

from __future__ import annotations

import pytest

from bot.understanding.references import Places, find_hosts, find_places
from tests.support.drafts import draft, helsinki
from tests.support.reading import timed
from tests.support.world import World, autumn, calendar_of


def hosts(text: str, world: World | None = None) -> list[str]:
    read = timed(text, world)
    names = read.calendar
    asked = "host" in read.names
    found = find_hosts(read.sentence.words, names, read.free(), host_asked=asked, event_at=read.event_positions())
    assert all(i not in read.used for named in found for i in named.at)
    return [named.what for named in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anu Väisänen", ["Anu Väisänen"]),
        ("Pitääkö Väisäsen Anu mitään", ["Anu Väisänen"]),
        ("Milloin Nuutisella on jotain?", ["Jesse Nuutinen"]),
        ("Jesse Nuutisen ja Rauno Partasen tilaisuudet", ["Jesse Nuutinen", "Rauno Partanen"]),
        ("mitä Anu vetää", ["Anu Väisänen"]),
        ("Anun webinaari", ["Anu Väisänen"]),
        ("entä Anu", ["Anu Väisänen"]),
    ],
)
def test_by_full_name_by_last_name_and_by_first_name_where_a_host_is_spoken_of(text: str, expected: list[str]) -> None:
    assert hosts(text) == expected


@pytest.mark.parametrize(
    "text", ["Onko Raunolla ja Jessellä aikaa tavata", "Moi ja parhain terveisin Anu", "kuka vetää Tuulikin kahvit", ""]
)
def test_a_first_name_among_other_words_is_anybodys(text: str) -> None:
    assert hosts(text) == []


TWO = World(
    calendar_of(
        (
            draft("a", host="Aino Malli, Bo Malli"),
            draft("b", host="Cirkka", starts=helsinki(2026, 12, 1)),
        )
    ),
    helsinki(2026, 11, 23),
)


def test_a_last_name_of_two_is_of_both_until_the_first_name_tells() -> None:
    assert hosts("Mallin tilaisuudet", TWO) == ["Aino Malli", "Bo Malli"]
    assert hosts("Bo Mallin tilaisuudet", TWO) == ["Bo Malli"]


def test_a_host_of_one_name_needs_no_other() -> None:
    assert hosts("Cirkka", TWO) == ["Cirkka"]


def places(text: str) -> Places:
    read = timed(text)
    return find_places(read.sentence.words, read.calendar.places, read.free())


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Mitä Mikkelissä on?", "mikkeli"),
        ("Onko Siilinjärvellä jotain?", "siilinjärvi"),
        ("Juvan kirjastossa", "juva"),
        ("Milloin on Kiuruveden koulutus?", "kiuruvesi"),
    ],
)
def test_where_something_is(text: str, place: str) -> None:
    found = places(text).place
    assert found is not None
    assert found.what == place


@pytest.mark.parametrize("text", ["Mikkelin", "Kuopion kirjaston kortti", "Mikkelistä", "kirjastossa", "Teamsissa"])
def test_what_is_no_place_of_an_event(text: str) -> None:
    assert places(text).place is None


def test_where_one_goes_is_no_place_of_an_event() -> None:
    assert places("lähden Juvalle") == Places(None, destination=True)
    assert places("pääseekö Iisalmeen") == Places(None, destination=True)


def test_a_certain_library() -> None:
    assert places("Juvan kirjastoon").library_of
    assert not places("kirjasto Juvalla").library_of


def test_words_that_are_explained_already_name_nothing() -> None:
    world = autumn()
    words = timed("Anu Väisänen Mikkelissä").sentence.words
    names = world.calendar.names
    assert find_hosts(words, names, [2], host_asked=True, event_at=[]) == []
    assert find_places(words, names.places, [0, 1]) == Places()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anun ensi viikon kahvit", ["Anu Väisänen"]),
        ("Pekka Väisäsellä on jotain", []),
        ("Milloin on Anun kirjaston kahvit", []),
    ],
)
def test_a_name_before_an_event_and_the_last_name_of_another(text: str, expected: list[str]) -> None:
    assert hosts(text) == expected


@pytest.mark.parametrize(
    "text", ["onks anulla vielä jotain", "Onko Pilvillä kahveja?", "Does Anu have anything in May?"]
)
def test_a_first_name_of_one_who_has_something(text: str) -> None:
    assert len(autumn().means(text).hosts) == 1
