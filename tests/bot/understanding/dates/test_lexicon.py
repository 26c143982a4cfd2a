"""What a single word may mean."""

from __future__ import annotations

import pytest

from bot.understanding.dates.entries import Tag
from bot.understanding.dates.lexicon import meanings
from bot.understanding.dates.phrase import Phrase, Which


@pytest.mark.parametrize(
    ("word", "phrase"),
    [
        ("huomisaamuna", Phrase(day_shift=1, hours=(6, 10))),
        ("torstaiiltana", Phrase(weekday=3, hours=(17, 22))),
        ("ensiviikolla", Phrase(week_shift=1)),
        ("viimeviikkoinen", Phrase(week_shift=-1)),
        ("tämänkeväinen", Phrase(season="spring", which=Which.THIS)),
        ("loppukesästä", Phrase(season="summer", portion="end")),
        ("helmikuussakaan", Phrase(month=2)),
        ("torstainako", Phrase(weekday=3)),
        ("tanaan", Phrase(day_shift=0)),
        ("tiistaena", Phrase(weekday=1)),
        ("joulukussa", Phrase(month=12)),
        ("torstaisin", Phrase(weekday=3, habit=True)),
    ],
)
def test_knows_forms_compounds_endings_and_typing_errors(word: str, phrase: Phrase) -> None:
    assert [entry.phrase for entry in meanings(word) if entry.tag is Tag.TIME] == [phrase]


@pytest.mark.parametrize(
    "word",
    [
        "huolen",
        "vuoren",
        "seuraaja",
        "veikolla",
        "ketään",
        "joudun",
        "onko",
        "päivitys",
        "joulukirjat",
        "keskustelu",
    ],
)
def test_takes_no_ordinary_word_for_a_time(word: str) -> None:
    assert meanings(word) == ()


def test_a_numeral_knows_its_case() -> None:
    (entry,) = meanings("yhdeksältä")
    assert (entry.tag, entry.value, entry.case) == (Tag.NUMBER, 9, "abl")
