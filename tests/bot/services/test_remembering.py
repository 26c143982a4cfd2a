"""What is talked of after an answer."""

from __future__ import annotations

import pytest

from bot.domain.intervals import Interval
from tests.support.drafts import helsinki
from tests.support.leaning import talked_of
from tests.support.world import autumn

WORLD = autumn()
KEYS = {event.id: event.facts.key for event in WORLD.calendar.events}


def test_the_shown_events_their_time_and_their_host() -> None:
    earlier = talked_of("Milloin on Klinikka?")
    assert [KEYS[number] for number in earlier.shown] == ["t12"]
    assert earlier.around == Interval(helsinki(2027, 10, 14, 12), helsinki(2027, 10, 14, 13))
    assert earlier.hosts == ("Samuli Korpela",)
    assert earlier.among == ()


def test_several_have_no_common_host() -> None:
    assert talked_of("Mitä ensi viikolla on?").hosts == ()


def test_a_chosen_event_and_the_list_it_is_from() -> None:
    before = talked_of("Mitä ensi viikolla on?")
    chosen = WORLD.reply("kuka vetää toisen?", before)[1]
    assert chosen is not None
    assert [KEYS[number] for number in chosen.shown] == ["t5"]
    assert chosen.among == before.shown
    still = WORLD.reply("ja linkki?", chosen)[1]
    assert still is not None
    assert (still.shown, still.among) == (chosen.shown, chosen.among)


def test_a_reminder_of_an_event_keeps_it_spoken_of() -> None:
    reminded = WORLD.reply("muistuta minua siitä", talked_of("Milloin on Klinikka?"))[1]
    assert reminded is not None
    assert [KEYS[number] for number in reminded.shown] == ["t12"]


@pytest.mark.parametrize("said", ["kiitos!", "moi", "sataako huomenna?", "muistuta minua aina"])
def test_what_is_of_nothing_leaves_what_was_talked_of(said: str) -> None:
    before = talked_of("Mitä ensi viikolla on?")
    assert WORLD.reply(said, before)[1] is before


def test_the_words_of_a_topic_are_the_calendars_own() -> None:
    topic = talked_of("Onko Pertti Salaisen mangasta jotain?").meaning.topic
    assert {word.text for word in topic} <= {"manga"}
