"""Hosts that a sentence names, and those that it only seems to."""

from __future__ import annotations

import pytest

from bot.understanding.references import find_hosts
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


def test_words_that_are_explained_already_name_nobody() -> None:
    words = timed("Anu Väisänen Mikkelissä").sentence.words
    assert find_hosts(words, autumn().calendar.names, [2], host_asked=True, event_at=[]) == []
