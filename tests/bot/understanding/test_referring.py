"""What is asked of the events that were shown."""

from __future__ import annotations

import pytest

from tests.support.leaning import followed_up, talked_of

EVENT = talked_of("Milloin on Klinikka?")


@pytest.mark.parametrize(
    "said",
    [
        "mikä linkki?",
        "kuka sen vetää?",
        "muistuta minua siitä edellisenä päivänä",
        "laita muistutus tuntia ennen",
        "voiko siihen ilmoittautua vielä ensi viikolla?",
        "haluan antaa palautetta",
        "onko se maanantaina?",
        "eikö sen pitänyt olla jo keskiviikkona?",
    ],
)
def test_what_is_asked_of_the_shown(said: str) -> None:
    follow = followed_up(said, EVENT)
    assert follow
    assert follow.refers


@pytest.mark.parametrize(
    ("said", "rather"), [("montako hakutulosta tulee?", True), ("puhutaanko hakutuloksista?", False)]
)
def test_a_detail_is_rather_of_the_shown_event(said: str, rather: bool) -> None:
    follow = followed_up(said, EVENT)
    assert bool(follow and follow.rather) is rather
