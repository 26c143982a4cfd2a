"""The third step of reading: sentences around the question count only where the question needs them."""

from __future__ import annotations

import pytest

from bot.understanding.background import keep_own_times
from bot.understanding.draft import Draft
from bot.understanding.meaning import Direction, Intent
from tests.support.reading import surfaces, timed
from tests.support.world import autumn


def read(text: str) -> Draft:
    draft = timed(text)
    keep_own_times(draft)
    return draft


def test_what_is_around_a_question_with_a_time_is_left_out() -> None:
    draft = read("Teemme vuorolistoja. Mitä lokakuussa on?")
    assert "office" not in draft.names
    assert [time.text for time in draft.times] == ["lokakuussa"]
    assert surfaces(draft, draft.free()) == ["mitä", "on"]


def test_what_is_around_a_question_with_a_series_is_left_out() -> None:
    draft = read("Digivartti oli hyvä. Onko ensi viikolla työpajaa?")
    assert [match.target.series for match in draft.series] == [("Työpaja",)]
    assert "past_tense" not in draft.names


def test_what_is_around_a_question_with_a_topic_is_left_out() -> None:
    draft = read("Olen Mikkelistä. Onko mangasta jotain? Kiitos!")
    assert "thanks" not in draft.names
    assert surfaces(draft, draft.free()) == ["onko", "mangasta", "jotain"]


def test_a_question_that_names_nothing_leans_on_what_is_around_it() -> None:
    draft = read("Kiinnostaisi digivartti. Milloin se on?")
    assert [match.target.series for match in draft.series] == [("Digivartit",)]


def test_but_not_on_what_is_outside_the_bots_world() -> None:
    draft = read("Sataa vettä. Milloin seuraava?")
    assert "weather" not in draft.names
    assert {"when", "next"} <= draft.names
    assert draft.used == set()


def test_the_time_of_the_sentence_before_serves_a_question_without_one() -> None:
    draft = read("Ensi viikolla olisi aikaa. Onko silloin digivarttia?")
    assert [time.text for time in draft.times] == ["Ensi viikolla"]


def test_the_questions_own_time_goes_before_the_time_around_it() -> None:
    draft = read("Ensi viikolla olen lomalla. Onko lokakuussa digivarttia?")
    assert [time.text for time in draft.times] == ["lokakuussa"]


def test_one_sentence_has_nothing_around_it() -> None:
    text = "Milloin on seuraava työpaja?"
    before, after = timed(text), read(text)
    assert (before.concepts, before.series, before.used) == (after.concepts, after.series, after.used)


@pytest.mark.parametrize(
    "text",
    [
        "Juttelimme palautteesta. Milloin on seuraava digivartti?",
        "Tallenne jäi katsomatta. Milloin on seuraava työpaja?",
        "Oli kiva kahvihetki. Onko digivartteja tulossa lokakuussa?",
    ],
)
def test_what_is_around_a_question_does_not_turn_it_to_the_past(text: str) -> None:
    assert autumn().means(text).direction is Direction.COMING


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Teemme listoja viikolle 40. Mitä teillä silloin on?", ["viikolle 40"]),
        ("Illalla notkuu nuoria, käsitelläänkö tätä jossain?", []),
        ("Viime viikolla huijattiin asiakasta. Onko siihen tulossa apua?", []),
        ("Mummot kutovat torstaisin. Onko neuleista jotain?", []),
        ("Yöllä oli ilkivaltaa. Onko omatoimista jotain?", []),
        ("Ensi viikolla olisi vapaata. Onko mangasta jotain?", ["Ensi viikolla"]),
        ("Viime viikolla oli digivartti. Onko siitä tallennetta?", ["Viime viikolla"]),
    ],
)
def test_times_around_a_question_limit_it_where_it_asks_for_them(text: str, times: list[str]) -> None:
    assert [time.text for time in read(text).times] == times


def test_then_asks_for_the_time_around_it_and_nothing_else() -> None:
    assert autumn().means("Julisteita tehdään viikolla 40. Mitä silloin on?").topic == ()


def test_what_is_pointed_at_stays_although_a_series_is_named() -> None:
    draft = read("Salasanat ovat hukassa, onko siitä digituntia?")
    assert surfaces(draft, draft.free())[:1] == ["salasanat"]


def test_what_another_wished_is_no_wish() -> None:
    told = "Aula on levoton. Johtaja ehdotti sermejä. Olisiko tästä tulossa jotain?"
    assert autumn().means(told).intent is Intent.EVENTS
    assert autumn().means("Ehdotan aiheeksi sermejä. Olisiko tästä tulossa jotain?").intent is Intent.TOPIC_WISH
