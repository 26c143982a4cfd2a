"""What is pointed out of the shown events by what it is like."""

from __future__ import annotations

import pytest

from bot.domain.events import Form
from bot.understanding.meaning import Choice
from tests.support.leaning import chosen, talked_of

EARLIER = talked_of("Mitä marraskuussa on?")


@pytest.mark.parametrize(
    ("said", "choice"),
    [
        ("tuleeko se peruttu uudestaan", Choice(cancelled=True)),
        ("milloin se siirretty on", Choice(moved=True)),
        ("montako siihen lähitapahtumaan mahtuu", Choice(form=Form.ON_SITE)),
        ("missä se hybridi pidetään", Choice(form=Form.HYBRID)),
        ("se etänä oleva", Choice(form=Form.REMOTE)),
        ("milloin se Savonlinnassa oleva on", Choice(place="savonlinna")),
        ("linkki siihen Samulin tilaisuuteen", Choice(hosts=("Samuli Korpela",))),
        ("kuka vetää sen Anu Väisäsen webinaarin", Choice(hosts=("Anu Väisänen",))),
        ("kuka vetää sen opintomatkan", Choice(series=("Opintomatka",))),
        ("the cancelled one", Choice(cancelled=True)),
        ("where is the hybrid one?", Choice(form=Form.HYBRID)),
    ],
)
def test_what_it_is_like(said: str, choice: Choice) -> None:
    found = chosen(said, EARLIER)
    assert found is not None
    for name in ("cancelled", "moved", "form", "place", "hosts"):
        assert getattr(found, name) == getattr(choice, name), name
    assert not choice.series or found.series == choice.series


@pytest.mark.parametrize("said", ["kuka vetää sen torstain", "entä se 18.11. pidettävä", "siihen torstain kahviin"])
def test_when_it_is(said: str) -> None:
    found = chosen(said, EARLIER)
    assert found is not None
    assert len(found.times) == 1


@pytest.mark.parametrize(
    "said",
    [
        "onko se peruttu?",
        "pidetäänkö se etänä?",
        "onko se Savonlinnassa?",
        "pidetäänkö se torstaina?",
        "muistuta minua siitä maanantaina",
        "muistuta minua siitä 15.11.",
        "is it cancelled?",
    ],
)
def test_what_is_told_of_it_chooses_nothing(said: str) -> None:
    assert chosen(said, EARLIER) is None
