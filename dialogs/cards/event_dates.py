"""The dates of a series to be saved at once: each can be left out, public holidays and clashes are pointed out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.texts import Texts
from bot.texts.moments import short_date, weekday
from dialogs.cards.elements import CardElement, shortened

FIELD = "dates"
_SHOWN_OF_TITLE = 30
_SHOWN_CLASHES = 12


@dataclass(frozen=True, slots=True)
class DateChoice:
    """A date that may be saved: whether it is chosen, a public holiday, and the title of an event at the same time."""

    day: date
    chosen: bool
    holiday: bool = False
    clash: str = ""


def dates_field(texts: Texts, dates: Sequence[DateChoice], now: datetime) -> CardElement:
    """All dates, each of which can be taken or left."""
    named = {one.day for one in [one for one in dates if one.clash][:_SHOWN_CLASHES]}
    return {
        "type": "Input.ChoiceSet",
        "id": FIELD,
        "label": texts.count("event_form.dates", len(dates)),
        "errorMessage": texts("event_form.dates_error"),
        "isRequired": True,
        "isMultiSelect": True,
        "style": "expanded",
        "wrap": True,
        "choices": [
            {"title": _title(texts, one, now.date(), named=one.day in named), "value": one.day.isoformat()}
            for one in dates
        ],
        "value": ",".join(one.day.isoformat() for one in dates if one.chosen),
    }


def _title(texts: Texts, one: DateChoice, today: date, *, named: bool) -> str:
    said = [f"{weekday(texts, one.day)} {short_date(one.day, today)}"]
    if one.holiday:
        said.append(texts("event_form.date_holiday"))
    if one.clash:
        clash = shortened(one.clash, _SHOWN_OF_TITLE)
        said.append(texts("event_form.date_clash", title=clash) if named else texts("event_form.date_clashes"))
    return ", ".join(said)
