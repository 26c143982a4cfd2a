"""What a single word may mean in a time expression."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from bot.understanding.dates.phrase import Phrase


class Tag(StrEnum):
    """The kind of part a word plays; the grammar is written in these."""

    TIME = "time"  # says a time by itself: "huomenna", "joulukuussa", "torstaiaamuna"
    LETTERS = "letters"  # a weekday or month cut short: "to", "feb"
    UNIT = "unit"
    MODIFIER = "modifier"
    NUMBER = "number"
    ORDINAL = "ordinal"
    MONTH_STEM = "month_stem"  # "tammi" of "tammi-helmikuussa"
    PORTION = "portion"
    BOUND = "bound"
    SMALL = "small"
    DATE = "date"  # (day, month, year or None)
    CLOCK = "clock"  # minutes from midnight
    YEAR = "year"
    WEEK = "week"  # a number already joined to its week: "vk7"


class Entry(NamedTuple):
    """One possible part of a word: its kind, its value, and the Finnish case and number it stands in."""

    tag: Tag
    value: object
    case: str = ""
    plural: bool = False
    english: bool = False

    @property
    def phrase(self) -> Phrase:
        """The value of a TIME or LETTERS entry."""
        assert isinstance(self.value, Phrase)
        return self.value

    @property
    def number(self) -> int:
        """The value of a number, ordinal, clock or year."""
        assert isinstance(self.value, int)
        return self.value
