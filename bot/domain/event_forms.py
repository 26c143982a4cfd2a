"""Forms about an event: which fields each has, how long they may be, and an event's facts as they are written there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.domain.events import EventDraft
from bot.domain.written import clean_line, clean_text


class Kind(StrEnum):
    """What a form does."""

    ADD = "add"
    CHANGE = "change"
    MOVE = "move"
    CANCEL = "cancel"
    RECORDING = "recording"


class Field(StrEnum):
    """The fields of all forms; `HELD` is asked only of a cancelled event."""

    SERIES = "series"
    OWN_SERIES = "own_series"
    TITLE = "title"
    DAY = "day"
    START = "start"
    END = "end"
    LAST_DAY = "last_day"
    REPEAT = "repeat"
    HELD = "held"
    FORM = "form"
    PLACE = "place"
    HOST = "host"
    LINK = "link"
    DESCRIPTION = "description"
    REGISTRATION = "registration"
    CLOSES = "closes"
    SEATS = "seats"
    REASON = "reason"
    RECORDING = "recording"
    VALIDITY = "validity"
    UNTIL = "until"


TIMES = (Field.DAY, Field.START, Field.END, Field.LAST_DAY)
PERMANENT, LIMITED = "permanent", "limited"
YES, NO = "yes", "no"
MAX_DESCRIPTION = 5_000
"""Characters of a stored description; a form takes fewer, so that it fits on a card."""

_WHAT = (Field.SERIES, Field.OWN_SERIES, Field.TITLE, *TIMES)
_MORE = (
    Field.FORM,
    Field.PLACE,
    Field.HOST,
    Field.LINK,
    Field.DESCRIPTION,
    Field.REGISTRATION,
    Field.CLOSES,
    Field.SEATS,
)
_LONGEST = {
    Field.DESCRIPTION: 2_000,
    Field.LINK: 1_000,
    Field.REGISTRATION: 1_000,
    Field.RECORDING: 1_000,
    Field.REPEAT: 150,
}
_LONGEST_LINE = 300


def fields_of(kind: Kind, *, cancelled: bool = False) -> tuple[Field, ...]:
    """The fields of a form in their order."""
    if kind is Kind.ADD:
        return (*_WHAT, Field.REPEAT, *_MORE)
    if kind is Kind.CHANGE:
        return (*_WHAT, *((Field.HELD,) if cancelled else ()), *_MORE)
    if kind is Kind.MOVE:
        return TIMES
    return (Field.REASON,) if kind is Kind.CANCEL else (Field.RECORDING, Field.VALIDITY, Field.UNTIL)


def longest(field: Field) -> int:
    """How many characters a field takes."""
    return _LONGEST.get(field, _LONGEST_LINE)


def cleaned(data: Mapping[str, Any], fields: tuple[Field, ...]) -> dict[Field, str]:
    """What came back of the fields as even texts; what is no text or number counts as nothing written.

    A text that is longer than its field takes is cut just behind that, so that it is still seen to be too long.
    """
    return {field: _clean(field, data.get(field.value)) for field in fields}


def _clean(field: Field, value: object) -> str:
    if type(value) is int or (type(value) is float and value.is_integer()):
        value = f"{value:.0f}"
    if not isinstance(value, str):
        return ""
    text = value[: 4 * longest(field)]
    text = clean_text(text) if field is Field.DESCRIPTION else clean_line(text)
    return text[: longest(field) + 1]


def written(facts: EventDraft) -> dict[Field, str]:
    """An event's facts as a form shows them; the title without its series."""
    last = facts.ends.date()
    if facts.all_day or facts.ends.time() == datetime.min.time():
        last = (facts.ends - timedelta(microseconds=1)).date()
    recording, registration = facts.recording, facts.registration
    return {
        Field.SERIES: facts.series,
        Field.OWN_SERIES: "",
        Field.TITLE: topic_of(facts.title, facts.series),
        Field.DAY: facts.starts.date().isoformat(),
        Field.START: "" if facts.all_day else f"{facts.starts:%H:%M}",
        Field.END: "" if facts.all_day else f"{facts.ends:%H:%M}",
        Field.LAST_DAY: "" if last <= facts.starts.date() else last.isoformat(),
        Field.HELD: NO if facts.status == "cancelled" else YES,
        Field.FORM: str(facts.form),
        Field.PLACE: facts.place,
        Field.HOST: facts.host,
        Field.LINK: facts.link,
        Field.DESCRIPTION: facts.description,
        Field.REGISTRATION: registration.url,
        Field.CLOSES: _day(registration.closes),
        Field.SEATS: str(registration.seats or ""),
        Field.RECORDING: recording.url if recording else "",
        Field.VALIDITY: "" if recording is None else (LIMITED if recording.until else PERMANENT),
        Field.UNTIL: _day(recording.until if recording else None),
    }


def topic_of(title: str, series: str) -> str:
    """A title without the series before it; nothing when it is the series alone."""
    if title.casefold() == series.casefold():
        return ""
    before, mark, after = title.partition(":")
    return after.strip() if mark and after.strip() and before.strip().casefold() == series.casefold() else title


def title_of(topic: str, series: str) -> str:
    """The title of a topic: behind the name of its series, unless it tells that itself."""
    if not topic:
        return series
    tells = topic.casefold().startswith(series.casefold()) and not topic[len(series) : len(series) + 1].isalnum()
    return topic if tells else f"{series}: {topic}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
