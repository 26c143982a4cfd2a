"""Places that a sentence names, and those that it only seems to."""

from __future__ import annotations

import pytest

from bot.understanding.places import Places, find_places
from tests.support.reading import timed
from tests.support.world import autumn


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
    assert find_places(words, names.places, [0, 1]) == Places()


@pytest.mark.parametrize(
    "text", ["ilmoittautuminen Siilinjärvelle", "ehtiikö Siilinjärvelle", "sign up to Siilinjärvi"]
)
def test_where_what_one_gets_to_is_held(text: str) -> None:
    read = timed(text)
    found = find_places(read.sentence.words, read.calendar.places, read.free(), venues=read.calendar.event_places)
    assert found.place is not None
    assert found.place.what == "siilinjärvi"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Siilinjärvi", "siilinjärvi"),
        ("Juva ensi kuussa?", "juva"),
        ("tapahtumat Mikkeli", "mikkeli"),
        ("Is there anything in Mikkeli?", "mikkeli"),
        ("voiko Siilinjärvelle vielä ilmoittautua", "siilinjärvi"),
        ("mahtuuko Kiuruvedelle", "kiuruvesi"),
        ("Milloin etäkahvit ovat? Kuopio", ""),
        ("etäkahvit, Kuopio", ""),
        ("Kuopio ja Juva", ""),
        ("onko Juva mukana", ""),
    ],
)
def test_a_town_alone_and_a_town_one_signs_up_for(text: str, place: str) -> None:
    assert autumn().means(text).place == place
