"""The form of a trip's request: its fields, how long they may be, and a request as it is written there."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from bot.domain.trips import MAX_LINE, MAX_REASON, MAX_WORDS, Wanted
from bot.domain.written import line_of


class Field(StrEnum):
    """The fields of the form in their order."""

    THEMES = "themes"
    WORDS = "words"
    HOSTS = "hosts"
    DAY1 = "day1"
    DAY2 = "day2"
    DAY3 = "day3"
    TRAVEL = "travel"
    CAR_REASON = "car_reason"
    LODGING = "lodging"
    NAME = "name"
    ROLE = "role"
    LIBRARY = "library"
    AGREED = "agreed"
    """The traveller ticks that the foreman knows and agrees."""


DAYS = (Field.DAY1, Field.DAY2, Field.DAY3)
YES, NO = "yes", "no"
LONGEST = {
    Field.WORDS: MAX_WORDS,
    Field.CAR_REASON: MAX_REASON,
    Field.NAME: MAX_LINE,
    Field.ROLE: MAX_LINE,
}
"""Characters of the fields in which something is written."""

_LONGEST_CHOICE = 2_000


def longest(field: Field) -> int:
    """How many characters a field takes."""
    return LONGEST.get(field, _LONGEST_CHOICE)


def cleaned(data: Mapping[str, Any]) -> dict[Field, str]:
    """What came back of the fields as even lines; what is no text counts as nothing written."""
    return {one: line_of(data.get(one.value), longest(one)) for one in Field}


def written(wanted: Wanted, *, ticked: bool = False) -> dict[Field, str]:
    """A request as the form shows it."""
    days = [day.isoformat() for day in wanted.days]
    return {
        Field.THEMES: ",".join(wanted.themes),
        Field.WORDS: wanted.words,
        Field.HOSTS: ",".join(wanted.hosts),
        **dict(zip(DAYS, [*days, "", "", ""], strict=False)),
        Field.TRAVEL: wanted.travel or "",
        Field.CAR_REASON: wanted.car_reason,
        Field.LODGING: YES if wanted.lodging else NO,
        Field.NAME: wanted.name,
        Field.ROLE: wanted.role,
        Field.LIBRARY: wanted.library,
        Field.AGREED: YES if ticked else NO,
    }
