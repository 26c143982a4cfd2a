"""The next event, or the next stretch of time."""

from __future__ import annotations

import pytest

from tests.support.leaning import talked_of
from tests.support.world import autumn


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ("entä sitä seuraava?", 1),
        ("kuka vetää sitä seuraavan?", 1),
        ("entä seuraavat?", 1),
        ("entä sen jälkeen?", 1),
        ("milloin on seuraava?", 1),
        ("entä seuraavalla kerralla?", 1),
        ("and the one after that?", 1),
        ("and the next one?", 1),
        ("entä sitä edellinen?", -1),
        ("edellinen?", -1),
        ("entä myöhemmin?", 1),
        ("onko aiemmin?", -1),
        ("voiko sen katsoa myöhemmin?", 0),
        ("mitä on sitä ennen?", -1),
        ("and the one before?", -1),
        ("entä sitä seuraavalla viikolla?", 0),
        ("milloin on seuraava työpaja?", 0),
        ("muistuta minua siitä edellisenä päivänä", 0),
        ("mikä on seuraava tilaisuus?", 0),
    ],
)
def test_steps_from_an_event(said: str, step: int) -> None:
    assert autumn().means(said, talked_of("Milloin on seuraava digivartti?")).step == step


@pytest.mark.parametrize("said", ["entä sitä seuraava?", "ja seuraava?"])
def test_when_only_a_time_was_asked_the_next_is_a_time(said: str) -> None:
    meaning = autumn().means(said, talked_of("Mitä viikolla 40 on?"))
    assert meaning.step == 0
    assert meaning.times[0].interval == autumn().means("Mitä viikolla 41 on?").times[0].interval
