"""The English words of the data file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.understanding.dates.entries import Entry, Tag
from bot.understanding.dates.finnish import read
from bot.understanding.dates.phrase import Period, Phrase, Which


def english_entries() -> Iterator[tuple[str, Entry]]:
    """Every English form and what it may mean."""
    data = read("english.toml")
    for tag, value, forms in (*_times(data), *_parts(data)):
        for text in forms:
            plural = text.endswith("s") and not text.endswith("'s")
            meaning = _habitual(text, value) if plural and isinstance(value, Phrase) else value
            yield text, Entry(tag, meaning, "", plural, True)
    for value, forms in data["cardinals"].items():
        for text in forms:
            yield text, Entry(Tag.NUMBER, int(value), "", text in ("couple", "few"), True)
    for value, forms in data["ordinals"].items():
        for text in forms:
            yield text, Entry(Tag.ORDINAL, int(value), "", False, True)


def _habitual(text: str, phrase: Phrase) -> Phrase:
    """ "mondays" and "mornings" are habits; "tues" is no plural."""
    weekdays = phrase.weekday is not None and text.endswith("days")
    return phrase.with_(habit=True) if weekdays or phrase.said() == {"hours"} else phrase


def _times(data: dict[str, Any]) -> Iterator[tuple[Tag, object, list[str]]]:
    for value, forms in data["weekday"].items():
        yield Tag.TIME, Phrase(weekday=int(value)), forms
    for value, forms in data["weekday_short"].items():
        yield Tag.LETTERS, Phrase(weekday=int(value)), forms
    for value, forms in data["offset"].items():
        yield Tag.TIME, Phrase(day_shift=int(value)), forms
    for value, forms in data["month"].items():
        shy = ["may"]
        yield Tag.TIME, Phrase(month=int(value)), [form for form in forms if form not in shy]
        yield Tag.LETTERS, Phrase(month=int(value)), [form for form in forms if form in shy]
    for value, forms in data["month_short"].items():
        yield Tag.LETTERS, Phrase(month=int(value)), forms
    for value, forms in data["season"].items():
        yield Tag.TIME, Phrase(season=value), forms
    for daypart in data["daypart"].values():
        yield Tag.TIME, Phrase(hours=tuple(daypart["hours"])), daypart["words"]
    for value, forms in data["vague"].items():
        yield Tag.TIME, Phrase(period=Period("day", int(value.split("_")[1]))), forms
    yield Tag.TIME, Phrase(day_shift=0, hours=(17, 22)), data["small"]["tonight"]


def _parts(data: dict[str, Any]) -> Iterator[tuple[Tag, object, list[str]]]:
    for value, forms in data["unit"].items():
        yield Tag.UNIT, value, forms
    for value, forms in data["modifiers"].items():
        yield Tag.MODIFIER, "final" if value == "final" else Which(value), forms
    for value, forms in data["portions"].items():
        yield Tag.PORTION, value, forms
    for value, forms in data["bounds"].items():
        yield Tag.BOUND, value, forms
    for value, forms in data["small"].items():
        if value != "tonight":
            yield Tag.SMALL, value, forms
