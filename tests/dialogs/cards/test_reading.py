"""How a question was read, said back in one line."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain.events import Form
from bot.domain.intervals import Interval
from bot.texts import texts_of
from bot.understanding.dates.reading import Grain, TimeReading
from bot.understanding.meaning import Intent, Meaning, TopicWord
from dialogs.cards.reading import reading
from tests.dialogs.cards.kinds import NOW

TUESDAY = date(2026, 11, 24)


def said(language: str = "fi", **meant: Any) -> str:
    return reading(texts_of(language), Meaning(language, Intent.EVENTS, **meant), NOW)


def time(**facts: Any) -> TimeReading:
    return TimeReading(0, 8, "tiistaina", Interval.of_day(TUESDAY), Grain.DAY, **facts)


@pytest.mark.parametrize(
    ("meant", "told"),
    [
        ({}, ""),
        ({"series": ("Etäkahvit", "Digivartit")}, "Etäkahvit, Digivartit"),
        ({"series": ("Etäkahvit", "Digivartit"), "group": "etäkahvit"}, "etäkahvit"),
        ({"topic": (TopicWord("mangasta", ("manga",)),)}, "manga"),
        ({"hosts": ("Aino Malli",), "place": "juva"}, "Aino Malli · Juva"),
        ({"form": Form.REMOTE}, "etänä"),
        ({"times": (time(),), "series": ("Digivartit",)}, "huomenna, tiistaina 24.11. · Digivartit"),
    ],
)
def test_what_was_understood(meant: dict[str, Any], told: str) -> None:
    assert said(**meant) == told


def test_both_days_where_people_mean_either() -> None:
    other = (Interval.of_day(TUESDAY + timedelta(days=7)),)
    assert "1.12." in said(times=(time(alternatives=other, ambiguous=True),))
    assert "1.12." not in said(times=(time(alternatives=other),))


def test_the_same_is_said_once() -> None:
    assert said(times=(time(), time())).count("24.11.") == 1


def test_english_words_are_said_as_they_were_written() -> None:
    assert said("en", topic=(TopicWord("games", ("peli",)),)) == "games"


def test_nothing_that_was_written_is_markdown() -> None:
    assert said("en", topic=(TopicWord("*games*", ("peli",)),)) == r"\*games\*"
