"""What is pointed out of the shown events by its place in their list."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.understanding.meaning import Choice
from tests.support.leaning import chosen, followed_up, talked_of

THREE = talked_of("Mitä ensi viikolla on?")
TWO = talked_of("Mitä 13.10. on?")
ONE = talked_of("Milloin on Klinikka?")


@pytest.mark.parametrize(
    ("said", "nth"),
    [
        ("kolmas niistä kiinnostaa", (3,)),
        ("kuka vetää sen toisen?", (2,)),
        ("entä eka?", (1,)),
        ("tokan linkki", (2,)),
        ("siihen kolmanteen", (3,)),
        ("se viimenen", (-1,)),
        ("vika?", (-1,)),
        ("mistä jälkimmäisessä puhutaan", (-1,)),
        ("toiseksi viimeinen", (-2,)),
        ("keskimmäinen", (2,)),
        ("kaksi ensimmäistä", (1, 2)),
        ("kaksi viimeistä", (-2, -1)),
        ("mikä on sen seuraavan linkki", (1,)),
        ("who hosts the last one?", (-1,)),
        ("the second one", (2,)),
    ],
)
def test_places_in_the_list(said: str, nth: tuple[int, ...]) -> None:
    assert chosen(said, THREE) == Choice(nth)


@pytest.mark.parametrize(
    "said",
    [
        "milloin ensimmäiset etäkahvit ovat",
        "olisiko jokin toinen aika",
        "pääsenkö toiseen kirjastoon",
        "mikä on viimeinen ilmoittautumispäivä",
        "kiitos viimeisestä",
        "viimeisin tallenne",
        "remind me before the first aid course",
    ],
)
def test_what_belongs_to_something_else_chooses_nothing(said: str) -> None:
    assert chosen(said, THREE) is None


@pytest.mark.parametrize("shown", [0, 1])
def test_of_two_the_other_one_is_the_one_not_spoken_of(shown: int) -> None:
    earlier = replace(TWO, shown=TWO.shown[shown : shown + 1], among=TWO.shown)
    assert chosen("entä se toinen?", earlier) == Choice((2 - shown,))
    assert chosen("and the other one?", earlier) == Choice((2 - shown,))


def test_after_one_event_the_last_one_looks_back() -> None:
    assert chosen("entä viimeinen?", ONE) is None


@pytest.mark.parametrize("said", ["mihin niistä pitää ilmoittautua", "kumpi on etänä", "which of them is cancelled"])
def test_which_of_them(said: str) -> None:
    assert chosen(said, THREE) == Choice(asked=True)


@pytest.mark.parametrize(
    "said", ["tekoälystä ja huijauksista, koska niistä jutellaan", "mitä mangasta niistä viimeinen"]
)
def test_a_sentence_with_its_own_subject_does_not_choose(said: str) -> None:
    follow = followed_up(said, THREE)
    assert follow is None or follow.pointed is None
