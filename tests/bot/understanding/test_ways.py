"""A question is compared with the ways of asking for an answer: what is the same, what may be, what is not."""

from __future__ import annotations

import pytest

from bot.understanding.ways import EXACT, QUESTION, UNSURE, asked_of, fit, same
from tests.support.trip_sentences import WORLDS
from tests.support.world import base_analyzer
from tests.support.written_sentences import NONE, given, sentences, shelf

LEAST_RIGHT = 71
"""Of 84 sentences: what is scored now, and a little air."""


def how(question: str, way: str) -> int:
    analyzer = base_analyzer().with_live_words([way])
    return fit(asked_of(question, analyzer), asked_of(way, analyzer))


@pytest.mark.parametrize(
    ("question", "way", "expected"),
    [
        ("kukas sen kopiokoneen maksaa", "kuka maksaa kopiokoneen", QUESTION),
        ("paljonko kopiokone maksaa", "kuka maksaa kopiokoneen", UNSURE),
        ("kuka korjaa kopiokoneen", "kuka maksaa kopiokoneen", UNSURE),
        ("kuka maksaa kahvit", "kuka maksaa kopiokoneen", 0),
        ("mistä laitelootia saa", "laitelootat", EXACT),
        ("laitelootan kuljetus Iisalmeen ja vakuutus", "laitelootat", 0),
        ("mikä on uutiskirje", "laitelootat", 0),
        ("", "laitelootat", 0),
        ("missä", "missä", 0),
    ],
)
def test_how_surely_a_question_is_asked(question: str, way: str, expected: int) -> None:
    assert how(question, way) == expected


def test_the_same_question_in_another_order_and_other_forms_has_one_signature() -> None:
    analyzer = base_analyzer()
    one, again, other = (
        asked_of(text, analyzer).signature
        for text in ("Kuka maksaa kopiokoneen?", "kopiokoneen maksaa kuka", "kuka korjaa kopiokoneen")
    )
    assert one == again != other
    assert asked_of("no mitä sit on", analyzer).signature == ""


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("kuka maksaa kopiokoneen", "kukas sen kopiokoneen maksaa", True),
        ("kuka maksaa kopiokoneen", "kuka korjaa kopiokoneen", False),
        ("laitelootat", "laitelootan kuljetus Iisalmeen ja vakuutus", False),
        ("kuka maksaa kopiokoneen", "missä on avokanto", False),
    ],
)
def test_two_are_the_same_question_whichever_was_asked_first(one: str, other: str, *, expected: bool) -> None:
    first, second = (asked_of(text, base_analyzer()) for text in (one, other))
    assert (same(first, second), same(second, first)) == (expected, expected)


@pytest.mark.parametrize("name", ["autumn", "winter", "small"])
def test_answers_are_given_and_nothing_of_the_calendar_is_taken(name: str) -> None:
    world, full, right = WORLDS[name](), shelf(), 0
    for group, text, half in sentences():
        sure = [key for key in given(world, full, text) if not key.endswith("?")]
        allowed = [] if group in NONE or half else [group]
        assert sure in ([], allowed), text
        right += bool(sure)
    assert right >= LEAST_RIGHT
