"""What the live calendar adds: hosts, towns, series, and the words of its events."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.events import Event, Form
from bot.understanding.calendar_names import CalendarNames, host_names, live_words, terms_of
from bot.understanding.topics import ENOUGH, SOME, topic_word
from tests.support.drafts import draft, helsinki
from tests.support.world import base_analyzer, calendar_of


def names(*facts: dict[str, Any]) -> CalendarNames:
    """The names of events an hour apart."""
    return calendar_of(
        tuple(draft(f"k{n}", starts=helsinki(2026, 12, 1, n), **told) for n, told in enumerate(facts, 1))
    ).names


@pytest.mark.parametrize(
    ("host", "single"),
    [
        ("Aino Malli", ["Aino Malli"]),
        ("Aino Malli ja Bo Esimerkki", ["Aino Malli", "Bo Esimerkki"]),
        ("Aino Malli, Bo Esimerkki sekä Cia", ["Aino Malli", "Bo Esimerkki", "Cia"]),
        ("Aino Malli / Bo; Cia & Dan", ["Aino Malli", "Bo", "Cia", "Dan"]),
        ("Jarkko Sekälä", ["Jarkko Sekälä"]),
        ("", []),
    ],
)
def test_single_names_of_a_host_field(host: str, single: list[str]) -> None:
    assert host_names(host) == single


def test_hosts_by_each_word_of_their_names() -> None:
    hosts = names({"host": "Aino Malli"}, {"host": "Bo Malli ja Aino Malli"}).hosts
    assert hosts == {"aino": ("Aino Malli",), "malli": ("Aino Malli", "Bo Malli"), "bo": ("Bo Malli",)}


def test_towns_where_events_are_held_and_all_that_are_known() -> None:
    known = names({"form": Form.ON_SITE, "place": "Juvan kirjasto"}, {"place": "Teams"})
    assert known.event_places == {"juva"}
    assert {"juva", "tervo", "rautavaara"} <= known.places
    assert not {"kirjasto", "teams"} & known.places


def test_towns_of_the_data_and_of_the_calendar_alone() -> None:
    known = names({"form": Form.ON_SITE, "place": "Sodankylän kirjasto"})
    assert "sodankylä" in known.places
    assert "sodankylä" not in names({"place": "Teams"}).places


def test_live_words_are_all_names_titles_and_long_words_once() -> None:
    events = [
        Event(n, 1, draft(f"k{n}", host="Aino Malli", place="Juva", title=f"T{n}", description="Kuvia ja tekstityksiä"))
        for n in (1, 2)
    ]
    assert live_words(events) == ["Etäkahvit", "Aino Malli", "Juva", "T1", "T2", "tekstityksiä"]


def terms(**facts: Any) -> dict[str, tuple[float, float]]:
    found = terms_of(Event(1, 1, draft(**facts)), base_analyzer())
    return {text: (strength, weight) for text, strength, weight in found}


def test_a_title_weighs_more_than_a_description() -> None:
    found = terms(title="Etäkahvit: Lautapelit", description="Lukukoirat ja lautapelit")
    assert found["lautapeli"][1] > found["lukukoira"][1]
    assert found["lautapeli"][0] > found["lauta"][0]


def test_the_town_is_a_topic_of_what_is_held_there() -> None:
    assert "juva" in terms(form=Form.ON_SITE, place="Juvan kirjasto")
    assert "juva" not in terms(form=Form.REMOTE, place="Juvan kirjasto")
    assert "teams" not in terms(form=Form.HYBRID, place="Juva ja Teams")


def test_before_and_after_a_moment() -> None:
    known = names({}, {}, {})
    past, coming = known.split(helsinki(2026, 12, 1, 2))
    assert (past, coming) == (range(1), range(1, 3))
    assert known.split(helsinki(2026, 12, 9)) == (range(3), range(3, 3))


def test_how_much_of_a_topic_the_best_event_has() -> None:
    known = names({"title": "Etäkahvit: Lautapelit"}, {"title": "Etäkahvit: Lukukoirat ja siemenet"})
    now = helsinki(2026, 12, 1, 2)

    def coverage(*said: str) -> float:
        return known.coverage([topic_word(base_analyzer().word(word), cued=True) for word in said], now)

    assert coverage() == 0.0
    assert coverage("lukukoirista", "siemenistä") >= ENOUGH
    assert SOME <= coverage("lukukoirista", "kissoista") < ENOUGH
    assert coverage("kissoista") == 0.0
    assert coverage("lautapeleistä") >= ENOUGH, "also of what is past"
