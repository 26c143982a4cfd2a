"""Whether a sentence leans on what was talked of."""

from __future__ import annotations

import pytest

from tests.support.leaning import followed_up, talked_of

EVENT, LIST = talked_of("Milloin on Klinikka?"), talked_of("Mitä ensi viikolla on?")


@pytest.mark.parametrize(
    "said",
    [
        "entä toukokuussa?",
        "no toukokuussa?",
        "toukokuussa?",
        "onko toukokuussa?",
        "eiku toukokuussa",
        "ja Varkaudessa?",
    ],
)
def test_what_is_left_out(said: str) -> None:
    follow = followed_up(said, EVENT)
    assert follow
    assert follow.elliptical


@pytest.mark.parametrize(
    ("said", "loose"), [("toukokuussa?", True), ("no toukokuussa?", False), ("Varkaudessa?", False)]
)
def test_what_perhaps_leaves_out_nothing(said: str, loose: bool) -> None:
    follow = followed_up(said, EVENT)
    assert follow
    assert follow.loose is loose


@pytest.mark.parametrize(
    "said",
    [
        "mitä toukokuussa on?",
        "milloin on seuraava työpaja?",
        "mitä Anu Väisänen vetää?",
        "onko jotain peruttu?",
        "mitä tallenteita on?",
        "muistuta huomisesta tilaisuudesta",
        "uusin tallenne",
        "onko se maanantaina mitään?",
    ],
)
def test_what_stands_by_itself(said: str) -> None:
    assert followed_up(said, EVENT) is None


@pytest.mark.parametrize("said", ["mitä muuta hän vetää?", "onko hänellä muita kahveja?", "what else does he host?"])
def test_whose_the_shown_event_is(said: str) -> None:
    follow = followed_up(said, EVENT)
    assert follow
    assert follow.hosts == ("Samuli Korpela",)
    assert follow.others


def test_who_he_is_when_there_are_several() -> None:
    follow = followed_up("mitä hän vetää keväällä?", LIST)
    assert not (follow and follow.hosts)


@pytest.mark.parametrize("said", ["mitä muuta ensi viikolla on?", "onko muita?", "onko muita digivartteja?"])
def test_other_than_what_was_shown(said: str) -> None:
    follow = followed_up(said, EVENT)
    assert follow
    assert follow.others


def test_another_of_the_kind_of_the_shown_one() -> None:
    follow = followed_up("entä se toinen klinikka?", EVENT)
    assert follow
    assert follow.others
    follow = followed_up("entä toinen kirjasto?", EVENT)
    assert not (follow and follow.others)
