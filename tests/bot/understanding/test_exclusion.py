"""What a question leaves out is not shown, and the rest of the question stays as it was."""

from __future__ import annotations

import pytest

from bot.understanding.exclusion import taken_back
from bot.understanding.meaning import Excluded
from bot.understanding.sentence import prepare
from tests.support.reading import named, surfaces
from tests.support.world import World, base_analyzer, spring

SPRING = spring()


def excluded(text: str, world: World = SPRING) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    found = world.means(text).excluded
    return found.series, tuple(word.text for word in found.topic), found.hosts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Onko huhtikuussa muuta kuin webinaari?", (("Webinaari",), (), ())),
        ("onks muita kahveja ku robotiikkakerho", ((), ("robotiikkakerho",), ())),
        ("Muita kuin robotiikkakahvit?", ((), ("robotiikka",), ())),
        ("Kaikki toukokuun tilaisuudet paitsi opintomatka", (("Opintomatka",), (), ())),
        ("Mitä huhtikuussa on webinaarin lisäksi?", (("Webinaari",), (), ())),
        ("Onko muita kuin Marjon kahveja?", ((), (), ("Marjo Hyvärinen",))),
        ("Anything apart from the webinar in April?", (("Webinaari",), (), ())),
        ("Onko muuta kuin avaruuslaivoja?", ((), (), ())),
        ("Onko parempaa kuin webinaari?", ((), (), ())),
        ("Milloin on webinaari?", ((), (), ())),
    ],
)
def test_what_is_left_out(text: str, expected: tuple[tuple[str, ...], ...]) -> None:
    assert excluded(text) == expected


def test_what_is_left_out_is_not_what_is_asked() -> None:
    meaning = SPRING.means("Onko huhtikuussa muuta kuin webinaari?")
    assert meaning.series == ()
    assert [time.text for time in meaning.times] == ["huhtikuussa"]


def test_coffees_of_others_are_coffees() -> None:
    assert SPRING.means("Onko muita kuin Marjon kahveja?").group == "etäkahvit"


def test_a_time_of_what_is_left_out_is_no_time_of_the_question() -> None:
    assert SPRING.means("Onko tällä viikolla muuta kuin torstain vartti?").times[0].text == "tällä viikolla"
    assert len(SPRING.means("Onko tällä viikolla muuta kuin torstain vartti?").times) == 1


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("pidetäänkö paikan päällä eikä etänä", "on_site"),
        ("Onko mitään muuta kuin etänä?", "on_site"),
        ("Onko tilaisuuksia, jotka eivät ole vain Teamsissa?", "on_site"),
        ("aina vaan etänä", "on_site"),
        ("Pidetäänkö se etänä?", "remote"),
    ],
)
def test_a_form_that_is_ruled_out_leaves_the_other(text: str, form: str) -> None:
    assert {"remote", "on_site"} & named(text).names == {form}


def test_a_clause_ends_at_a_comma() -> None:
    draft = named("Onko muuta kuin webinaari, johon pitää ilmoittautua?", SPRING)
    assert surfaces(draft, set(draft.left_out)) == ["kuin", "webinaari"]
    assert "registration" in draft.names


def test_nothing_left_out_is_nothing() -> None:
    assert not Excluded()
    assert Excluded(hosts=("Marjo Hyvärinen",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("siihen työvuoro.. eiku talousarviojuttuun", ["työvuoro", "eiku"]),
        ("linkki kuvien pienentämiseen eikun kalenterin jakamiseen", ["kuvien", "pienentämiseen", "eikun"]),
        ("ensi viikon torstaina eiku perjantaina", ["torstaina", "eiku"]),
        ("eiku webinaari", []),
        ("ensi viikolla eiku sitä seuraavalla", []),
    ],
)
def test_what_is_taken_back(text: str, expected: list[str]) -> None:
    sentence = prepare(text, base_analyzer(), "fi")
    assert [sentence.words[i].surface for i in sorted(taken_back(sentence))] == expected
