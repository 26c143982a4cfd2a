"""Which of the shown events are meant, in the calendar of tests/questions."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.events import Form
from bot.services.choosing import at_nearest_times, settled, standing_alone
from bot.understanding.meaning import Aspect, Choice, Direction, Intent, Meaning
from tests.support.world import autumn

WORLD = autumn()
NUMBERS = {event.facts.key: event.id for event in WORLD.calendar.events}
LIST = ("t15", "t16", "t20", "t21", "t22")


def picked(choice: Choice, **said: Any) -> list[str]:
    """The keys of what is meant of a list."""
    among = tuple(NUMBERS[key] for key in LIST)
    meaning = Meaning("fi", said.pop("intent", Intent.EVENTS), among=among, choice=choice, **said)
    keys = {number: key for key, number in NUMBERS.items()}
    return [keys[number] for number in settled(meaning, WORLD.calendar, WORLD.now).shown]


@pytest.mark.parametrize(
    ("choice", "keys"),
    [
        (Choice((2,)), ["t16"]),
        (Choice((-1,)), ["t22"]),
        (Choice((1, 2)), ["t15", "t16"]),
        (Choice((-2, -1)), ["t21", "t22"]),
        (Choice(cancelled=True), ["t22"]),
        (Choice(moved=True), ["t16"]),
        (Choice(form=Form.HYBRID), ["t21"]),
        (Choice(form=Form.ON_SITE), ["t20", "t21"]),
        (Choice(hosts=("Samuli Korpela",)), ["t16", "t21"]),
        (Choice(place="savonlinna"), ["t21"]),
        (Choice(series=("Opintomatka",)), ["t20"]),
    ],
)
def test_the_one_that_is_so(choice: Choice, keys: list[str]) -> None:
    assert picked(choice) == keys


def test_the_one_of_a_day() -> None:
    (thursday,) = WORLD.means("torstaina").times
    (date,) = WORLD.means("22.11.").times
    assert picked(Choice(times=(thursday,))) == ["t16", "t20"]
    assert picked(Choice(times=(date,))) == ["t21"]


@pytest.mark.parametrize("choice", [Choice((9,)), Choice((-9,)), Choice(form=Form.ON_SITE, cancelled=True)])
def test_when_there_is_no_such_the_whole_list_is_meant(choice: Choice) -> None:
    assert picked(choice) == list(LIST)


def test_what_was_named_and_is_not_in_the_list_is_looked_for_elsewhere() -> None:
    assert picked(Choice(hosts=("Tapio Holopainen",))) == []


def test_those_that_have_what_is_asked() -> None:
    which = Choice(asked=True)
    assert picked(which, aspects=frozenset({Aspect.REGISTRATION})) == ["t20", "t21"]
    assert picked(which, aspects=frozenset({Aspect.SEATS})) == ["t20"]
    assert picked(which, aspects=frozenset({Aspect.STATUS}), evidence=("cancelled",)) == ["t22"]
    assert picked(which, aspects=frozenset({Aspect.FORM}), form=Form.ON_SITE) == ["t20", "t21"]
    assert picked(which, aspects=frozenset({Aspect.HOST})) == list(LIST)
    assert picked(which, intent=Intent.RECORDING) == list(LIST)


def test_a_step_that_leads_nowhere_stays() -> None:
    meaning = Meaning("fi", Intent.EVENTS, series=("Klinikka",), shown=(NUMBERS["t12"],), step=1)
    assert settled(meaning, WORLD.calendar, WORLD.now).step == 1


def test_a_month_that_may_be_over() -> None:
    times = WORLD.means("elokuussa").times
    asked = Meaning("fi", Intent.EVENTS, times=times, evidence=("follow_up",))
    lately = at_nearest_times(asked, WORLD.now)
    assert lately is not None
    assert lately.direction is Direction.PAST
    assert lately.times[0].interval.end is not None
    assert lately.times[0].interval.end <= WORLD.now
    assert at_nearest_times(Meaning("fi", Intent.EVENTS, times=times), WORLD.now) is None


def test_a_time_that_stands_alone_names_nothing_else() -> None:
    asked = Meaning("fi", Intent.EVENTS, frozenset({Aspect.HOST}), ("Klinikka",), evidence=("follow_up", "loosely"))
    alone = standing_alone(asked)
    assert (alone.series, alone.aspects, alone.evidence) == ((), frozenset(), ("follow_up",))
