"""What a follow-up takes from the meaning before it."""

from __future__ import annotations

from bot.understanding.earlier import Earlier
from bot.understanding.meaning import Aspect, Intent
from tests.support.world import autumn


def test_an_aspect_alone_is_about_the_same_events() -> None:
    world = autumn()
    meaning = world.means("kuka vetää?", Earlier(world.means("Milloin on seuraava työpaja?"), (7,)))
    assert meaning.shown == (7,)
    assert meaning.aspects == {Aspect.HOST}


def test_another_series_inherits_what_was_asked() -> None:
    world = autumn()
    meaning = world.means("entä kirjavinkkikahvit?", Earlier(world.means("Kuka vetää seuraavan digivartin?"), (2,)))
    assert meaning.series == ("Kirjavinkkikahvit",)
    assert meaning.aspects == {Aspect.HOST}
    assert meaning.shown == ()


def test_another_time_inherits_the_intent() -> None:
    world = autumn()
    earlier = Earlier(world.means("Onko elokuussa tallenteita?"), ())
    assert world.means("entä syyskuussa?", earlier).intent is Intent.RECORDING
