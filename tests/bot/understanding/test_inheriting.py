"""What a follow-up takes from the meaning before it."""

from __future__ import annotations

import pytest

from bot.understanding.earlier import Earlier
from bot.understanding.meaning import Aspect, Direction, Intent, Which
from tests.support.leaning import talked_of
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


def test_a_part_is_replaced_and_the_rest_is_kept() -> None:
    meaning = autumn().means("eikun Jesse Nuutinen", talked_of("Mitä Anu Väisänen vetää lokakuussa?"))
    assert meaning.hosts == ("Jesse Nuutinen",)
    assert meaning.times[0].interval == autumn().means("lokakuussa").times[0].interval


def test_another_kind_of_part_takes_the_place_of_what_was_named() -> None:
    meaning = autumn().means("entä Mikkelissä?", talked_of("Milloin on Klinikka?"))
    assert meaning.place == "mikkeli"
    assert meaning.series == ()


def test_a_town_in_a_title_is_no_topic_when_the_town_changes() -> None:
    meaning = autumn().means("entä Savonlinnassa?", talked_of("Onko Kajaanissa jotain?"))
    assert meaning.place == "savonlinna"
    assert meaning.topic == ()


def test_a_chosen_event_is_of_no_time_that_was_asked() -> None:
    meaning = autumn().means("missä se kolmas on?", talked_of("Mitä lokakuussa on?"))
    assert meaning.choice
    assert meaning.times == ()
    assert len(meaning.among) == 7


def test_what_a_choice_names_may_be_looked_for_everywhere() -> None:
    meaning = autumn().means("linkki siihen Samulin tilaisuuteen", talked_of("Mitä ensi viikolla on?"))
    assert meaning.hosts == ("Samuli Korpela",)


def test_what_comes_after_nothing_comes_after_its_time() -> None:
    world = autumn()
    meaning = world.means("entä sen jälkeen?", talked_of("Onko viikolla 42 jotain?"))
    assert meaning.times[0].interval.start == world.means("viikolla 42").times[0].interval.end
    assert meaning.selector.which is Which.FIRST


@pytest.mark.parametrize(("said", "direction"), [("elokuussa", Direction.PAST), ("marraskuussa", Direction.COMING)])
def test_where_the_time_lies(said: str, direction: Direction) -> None:
    assert autumn().means(f"entä {said} 2027?", talked_of("Mitä viime viikolla oli?")).direction is direction


def test_the_person_is_whom_the_question_was_about() -> None:
    meaning = autumn().means("onko hänellä mitään joulukuussa?", talked_of("Mitä Rauno Partanen pitää?"))
    assert meaning.hosts == ("Rauno Partanen",)
    assert meaning.besides == ()


def test_other_than_the_shown_ones() -> None:
    earlier = talked_of("Milloin on Klinikka?")
    assert autumn().means("mitä muuta hän vetää?", earlier).besides == earlier.shown


def test_who_asks_whether_there_is_anything_else_asks_no_more_of_it() -> None:
    earlier = talked_of("Pääseekö pakohuonepajaan etänä?")
    assert Aspect.FORM in earlier.meaning.aspects
    anew = autumn().means("entä onko mangasta mitään?", earlier)
    assert (anew.aspects, anew.form) == (frozenset(), None)
    assert Aspect.FORM in autumn().means("entä mangakahveille?", earlier).aspects


def test_whose_events_are_asked_for_is_not_asked() -> None:
    meaning = autumn().means("mitä muuta hän vetää?", talked_of("Kuka vetää seuraavan digivartin?"))
    assert meaning.hosts == ("Niko Rautiainen",)
    assert meaning.aspects == frozenset()


@pytest.mark.parametrize(
    ("said", "aspect"), [("onko se maanantaina?", Aspect.TIME), ("eikö sen pitänyt olla torstaina?", Aspect.STATUS)]
)
def test_who_doubts_the_time_is_told_it(said: str, aspect: Aspect) -> None:
    earlier = talked_of("Milloin on Klinikka?")
    meaning = autumn().means(said, earlier)
    assert (meaning.shown, meaning.aspects) == (earlier.shown, frozenset({aspect}))
