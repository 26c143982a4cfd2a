"""What people say of what repeats."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.recurrence import LAST, Repetition
from bot.understanding.recurring import find_repetition
from tests.support.drafts import helsinki

NOW = helsinki(2027, 9, 15, 10)
MARCH = date(2028, 3, 31)


@pytest.mark.parametrize(
    ("text", "repetition"),
    [
        ("joka toinen tiistai 9.00 maaliskuun loppuun", Repetition(2, weekdays=(1,), until=MARCH)),
        ("Joka toinen tiistai klo 9 maaliskuun loppuun asti", Repetition(2, weekdays=(1,), until=MARCH)),
        ("joka viikko 10 kertaa", Repetition(1, times=10)),
        ("joka viikko kymmenen kertaa", Repetition(1, times=10)),
        ("viikoittain 31.12. asti", Repetition(1, until=date(2027, 12, 31))),
        ("joka toinen viikko vuoden loppuun", Repetition(2, until=date(2027, 12, 31))),
        ("joka 2. viikko 5 kertaa", Repetition(2, times=5)),
        ("joka 3. torstai 5 kertaa", Repetition(3, weekdays=(3,), times=5)),
        ("kahden viikon välein toukokuun loppuun", Repetition(2, until=date(2028, 5, 31))),
        ("3 viikon välein 4 kertaa", Repetition(3, times=4)),
        ("joka tiistai ja torstai 8 kertaa", Repetition(1, weekdays=(1, 3), times=8)),
        ("tiistaisin joulukuuhun asti", Repetition(1, weekdays=(1,), until=date(2027, 12, 31))),
        ("keskiviikkoisin 6 kertaa", Repetition(1, weekdays=(2,), times=6)),
        ("kerran kuussa 6 kertaa", Repetition(monthly=True, times=6)),
        ("kuukausittain kesäkuun loppuun", Repetition(monthly=True, until=date(2028, 6, 30))),
        ("joka kuukausi 3 kertaa", Repetition(monthly=True, times=3)),
        ("joka toinen kuukausi 3 kertaa", Repetition(2, monthly=True, times=3)),
        ("kuun ensimmäinen tiistai 6 kertaa", Repetition(monthly=True, nth=1, weekdays=(1,), times=6)),
        ("kuukauden viimeinen perjantai 6 kertaa", Repetition(monthly=True, nth=LAST, weekdays=(4,), times=6)),
        ("joka kuun toinen keskiviikko 6 kertaa", Repetition(monthly=True, nth=2, weekdays=(2,), times=6)),
        ("every other Tuesday until the end of March", Repetition(2, weekdays=(1,), until=MARCH)),
        ("every week 8 times", Repetition(1, times=8)),
        ("every 2 weeks 8 times", Repetition(2, times=8)),
        ("first Tuesday of the month 6 times", Repetition(monthly=True, nth=1, weekdays=(1,), times=6)),
        ("joka viikko 2.10. asti", Repetition(1, until=date(2027, 10, 2))),
        ("tiistaina joka viikko 5 kertaa", Repetition(1, weekdays=(1,), times=5)),
        ("Tuesdays 5 times", Repetition(1, weekdays=(1,), times=5)),
        ("joka viikko", Repetition(1)),
    ],
)
def test_common_ways_to_say_it(text: str, repetition: Repetition) -> None:
    found = find_repetition(text, NOW)
    assert found is not None
    assert (found.repetition, found.unknown) == (repetition, ())


def test_the_clock_is_told_too() -> None:
    found = find_repetition("joka toinen tiistai klo 9.00–9.45 maaliskuun loppuun", NOW)
    assert found is not None
    assert found.clocks == (time(9), time(9, 45))
    found = find_repetition("joka tiistai klo 9-10 5 kertaa", NOW)
    assert found is not None
    assert (found.clocks, found.repetition.times) == ((time(9), time(10)), 5)


@pytest.mark.parametrize("text", ["", "etäkahvit", "ensi tiistaina klo 9-10", "ti 5.10.", "6 kertaa", "31.3. asti"])
def test_what_repeats_nothing(text: str) -> None:
    assert find_repetition(text, NOW) is None


def test_words_that_are_not_understood_are_told() -> None:
    found = find_repetition("joka viikko paitsi lomalla 5 kertaa", NOW)
    assert found is not None
    assert found.unknown == ("paitsi", "lomalla")


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    find_repetition(text, NOW)
