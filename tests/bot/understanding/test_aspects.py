"""What of an event is asked, which of several, and which way the question looks."""

from __future__ import annotations

import pytest

from bot.understanding.aspects import aspects_of, direction_of, selector_of
from bot.understanding.meaning import Aspect, Direction, Selector, Which
from tests.support.reading import named


def aspects(text: str, *, topic_known: bool = False) -> set[Aspect]:
    draft = named(text)
    return set(aspects_of(draft.concepts, draft.sentence.words, topic_known))


def selector(text: str) -> Selector:
    draft = named(text)
    return selector_of(draft.concepts, draft.sentence.words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Milloin?", {Aspect.TIME}),
        ("mihin aikaan alkaa", {Aspect.TIME}),
        ("mikä linkki", {Aspect.LINK}),
        ("kuka vetää", {Aspect.HOST}),
        ("kauanko kestää", {Aspect.DURATION}),
        ("missä se pidetään", {Aspect.PLACE}),
        ("missä se on", {Aspect.PLACE}),
        ("pitääkö ilmoittautua", {Aspect.REGISTRATION}),
        ("mihin mennessä pitää ilmoittautua", {Aspect.REGISTRATION, Aspect.DEADLINE}),
        ("montako webinaaria on", {Aspect.COUNT}),
        ("onko se peruttu", {Aspect.STATUS}),
        ("siirtyikö se", {Aspect.STATUS}),
        ("kenelle se on tarkoitettu", {Aspect.AUDIENCE}),
        ("saako todistuksen", {Aspect.CERTIFICATE}),
        ("mistä siinä puhutaan", {Aspect.TOPIC}),
        ("kuka vetää ja milloin", {Aspect.HOST, Aspect.TIME}),
        ("When and where is the workshop?", {Aspect.TIME}),
        ("What is the link?", {Aspect.LINK}),
        ("onko digivarttia", set()),
    ],
)
def test_what_is_asked(text: str, expected: set[Aspect]) -> None:
    assert aspects(text) == expected


@pytest.mark.parametrize("text", ["missä linkki on", "mistä löytyy tallenne", "mihin ilmoittaudutaan"])
def test_where_something_of_an_event_is_asks_no_place(text: str) -> None:
    assert Aspect.PLACE not in aspects(text)


def test_how_many_seats_is_no_count_of_events() -> None:
    assert aspects("montako paikkaa on") == {Aspect.SEATS}


@pytest.mark.parametrize(("known", "expected"), [(True, {Aspect.FORM}), (False, set())])
def test_the_form_is_asked_of_a_certain_event_and_narrows_otherwise(known: bool, expected: set[Aspect]) -> None:
    assert aspects("onko etänä", topic_known=known) == expected


def test_joining_asks_the_link_unless_something_else_is_asked() -> None:
    assert aspects("pääsenkö mukaan") == {Aspect.LINK}
    assert aspects("pääsenkö mukaan etänä", topic_known=True) == {Aspect.FORM}
    assert aspects("milloin pääsen mukaan") == {Aspect.TIME}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("seuraava digivartti", Selector(Which.FIRST)),
        ("kolme seuraavaa", Selector(Which.FIRST, 3)),
        ("seuraavat kolme", Selector(Which.FIRST, 3)),
        ("pari seuraavaa", Selector(Which.FIRST, 2)),
        ("next two webinars", Selector(Which.FIRST, 2)),
        ("2 viimeistä", Selector(Which.LAST, 2)),
        ("20 seuraavaa", Selector(Which.FIRST, 20)),
        ("viimeksi", Selector(Which.LAST)),
        ("kolme digivarttia", Selector()),
        ("digivartti", Selector()),
    ],
)
def test_which_of_several(text: str, expected: Selector) -> None:
    assert selector(text) == expected


def test_more_than_twenty_are_not_one() -> None:
    assert selector("25 seuraavaa").count >= 20


@pytest.mark.parametrize(
    ("concepts", "expected"),
    [
        ({"when"}, Direction.COMING),
        ({"recording"}, Direction.PAST),
        ({"feedback", "when"}, Direction.PAST),
        ({"past_tense"}, Direction.PAST),
        ({"recording", "about_to"}, Direction.COMING),
        ({"link", "past_tense"}, Direction.COMING),
        ({"link", "recording"}, Direction.PAST),
        (set(), Direction.COMING),
    ],
)
def test_which_way_it_looks(concepts: set[str], expected: Direction) -> None:
    assert direction_of(concepts) is expected
