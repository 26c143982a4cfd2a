"""Holidays and school breaks: their names, and their days in a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from bot.understanding.dates.entries import Entry, Tag
from bot.understanding.dates.finnish import read, variants
from bot.understanding.dates.phrase import Phrase
from bot.understanding.dates.weeks import monday


def easter(year: int) -> date:
    """Easter Sunday of a year (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    extra = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * extra) // 451
    month, day = divmod(h + extra - 7 * m + 114, 31)
    return date(year, month, day + 1)


@cache
def days_of(key: str, year: int) -> tuple[date, date]:
    """The first and last day of the holiday that begins in a year."""
    holiday = _table()[key]
    first = _first_day(holiday, year)
    length = 7 if holiday.keys() & {"week", "week_of"} else holiday.get("length", 1)
    return first, first + timedelta(days=length - 1)


def _first_day(holiday: Mapping[str, Any], year: int) -> date:
    if "date" in holiday:
        return date(year, *holiday["date"])
    if "easter" in holiday:
        return easter(year) + timedelta(days=holiday["easter"])
    if "week" in holiday:
        return date.fromisocalendar(year, holiday["week"], 1)
    if "week_of" in holiday:
        return monday(_first_day(_table()[holiday["week_of"]], year))
    month, day, weekday = holiday["weekday"]
    earliest = date(year, month, day)
    return earliest + timedelta(days=(weekday - earliest.weekday()) % 7)


@cache
def _table() -> dict[str, dict[str, Any]]:
    return {holiday["key"]: holiday for holiday in read("holidays.toml")["holiday"]}


def holiday_entries() -> Iterator[tuple[str, Entry]]:
    """The names of all holidays in all their forms; names of many words are joined by a space."""
    for key, holiday in _table().items():
        phrase = Phrase(holiday=key)
        for noun in _nouns(holiday):
            for form in variants(noun):
                yield form.text, Entry(Tag.TIME, phrase, form.case, form.plural)
        for text in holiday.get("forms", ()):
            yield text, Entry(Tag.TIME, phrase, _case(text))
        for text in holiday["english"]:
            yield text, Entry(Tag.TIME, phrase, "ess", False, True)


def _nouns(holiday: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if "stem" in holiday:
        yield holiday["stem"]
    for name in holiday["names"]:
        yield {"nom": name, **_gradation(name)}


def _gradation(name: str) -> dict[str, str]:
    """Stems of the endings that holiday names have and that no rule gives."""
    weak = {"aatto": "aato", "viikko": "viiko"}
    if name.endswith("loma"):
        return {"plural": name[:-1] + "i"}
    if name.endswith("aika"):
        return {"weak": name[:-4] + "aja", "plural": name[:-4] + "aikoi"}
    return next(({"weak": name[: -len(end)] + stem} for end, stem in weak.items() if name.endswith(end)), {})


def _case(text: str) -> str:
    if text.endswith(("na", "nna")):
        return "ess"
    if text.endswith(("een", "hun")):
        return "ill"
    return "gen" if text.endswith("n") else "par" if text.endswith("ta") else "nom"
