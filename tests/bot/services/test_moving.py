"""When a moved event was first to be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.domain.events import Event, Status
from bot.domain.intervals import Interval
from bot.services.answers import Outcome, answer
from bot.services.moving import was_at
from bot.understanding.dates.reading import Grain, TimeReading
from bot.understanding.meaning import Aspect, Intent, Meaning
from tests.support.drafts import draft, helsinki
from tests.support.world import calendar_of

NOW = helsinki(2026, 12, 9, 9)
TOLD = "Muistilista. Siirretty, alun perin piti olla to 10.12. klo 9.30"
CALENDAR = calendar_of(
    (
        draft("a", starts=helsinki(2026, 12, 11, 9), title="Etäkahvit: Pelit"),
        draft("b", starts=helsinki(2026, 12, 17, 9), status=Status.MOVED, description=TOLD),
    )
)
MOVED = CALENDAR.events[1]


def day(number: int) -> TimeReading:
    return TimeReading(0, 0, "", Interval.of_day(date(2026, 12, number)), Grain.DAY)


def with_facts(**facts: Any) -> Event:
    return replace(MOVED, facts=replace(MOVED.facts, **facts))


@pytest.mark.parametrize(
    ("event", "number", "expected"),
    [
        (MOVED, 10, True),
        (MOVED, 17, False),
        (with_facts(description=""), 10, False),
        (with_facts(status=Status.PLANNED), 10, False),
        (replace(MOVED, moved_from=helsinki(2026, 12, 15, 9)), 15, True),
        (replace(MOVED, moved_from=helsinki(2026, 12, 15, 9)), 10, False),
    ],
)
def test_it_was_then_as_the_bot_knew_or_the_description_tells(event: Event, number: int, expected: bool) -> None:
    assert was_at(event, [day(number)]) is expected


def asked(**said: Any) -> Meaning:
    return Meaning("fi", Intent.EVENTS, times=(day(10),), **said)


def test_what_is_named_and_was_moved_from_there_is_the_answer() -> None:
    given = answer(asked(series=("Etäkahvit",)), CALENDAR, NOW)
    assert (given.outcome, [event.facts.key for event in given.events]) == (Outcome.FOUND, ["b"])


def test_where_nothing_is_what_was_moved_from_there_is_offered() -> None:
    given = answer(asked(), CALENDAR, NOW)
    assert (given.outcome, [event.facts.key for event in given.nearest]) == (Outcome.NOTHING, ["b"])


def test_one_who_asks_whether_it_is_off_is_told_of_it() -> None:
    given = answer(asked(aspects=frozenset({Aspect.STATUS}), evidence=("cancelled",)), CALENDAR, NOW)
    assert (given.outcome, [event.facts.key for event in given.events]) == (Outcome.FOUND, ["b"])
