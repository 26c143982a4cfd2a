"""The form of an announcement as it comes back: hostile data read into what was written, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from typing import Any

from bot.domain.announcements import Announcement, Writing
from bot.domain.intervals import on_clock
from bot.domain.recipients import Recipient
from bot.domain.repeats import Repeat
from bot.domain.written import clean_text, day_of
from bot.services.libraries import consortia, libraries
from dialogs.cards.inputs import chosen_of, form_key_of
from dialogs.cards.repeating import NEVER

EVERYBODY = "everybody"
"""The choice of recipients that is no channel."""

NO_EVENT = "none"
"""The choice of no event."""

_NUMBER = re.compile(r"[0-9]{1,9}")
_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Filled:
    """The fields as they are shown: every one a text, as a card has them."""

    title: str = ""
    text: str = ""
    link: str = ""
    picture: str = ""
    picture_alt: str = ""
    asks_read: str = "false"
    to: str = ""
    day: str = ""
    time: str = ""
    repeats: str = ""
    until: str = ""
    event: str = ""
    libraries: str = ""
    consortia: str = ""


def form_of(data: Mapping[str, Any]) -> Filled | None:
    """The fields that came back, None when they are nothing that a form holds. One left empty does not come at all."""
    told = {field.name: data.get(field.name, field.default) for field in fields(Filled)}
    if not all(isinstance(value, str) and len(value) <= _LONGEST for value in told.values()):
        return None
    return Filled(**{name: clean_text(value) for name, value in told.items()})


def form_from(announcement: Announcement) -> Filled:
    """The fields that show what was written before."""
    writing = announcement.writing
    at = writing.send_at
    to = [*map(str, writing.channels), *([EVERYBODY] if writing.everybody else [])]
    return Filled(
        writing.title,
        writing.text,
        writing.link,
        writing.picture,
        writing.picture_alt,
        "true" if writing.asks_read else "false",
        ",".join(to),
        at.date().isoformat() if at else "",
        f"{at:%H:%M}" if at else "",
        str(writing.repeats or ""),
        writing.until.isoformat() if writing.until else "",
        NO_EVENT if writing.event is None else str(writing.event),
        ",".join(writing.libraries),
        ",".join(writing.consortia),
    )


def writing_of(form: Filled, channels: Sequence[Recipient]) -> tuple[Writing, dict[str, str]]:
    """What was written, and the fields that cannot even be read."""
    faults: dict[str, str] = {}
    chosen = chosen_of(form.to, [*(str(one.id) for one in channels), EVERYBODY])
    if chosen is None:
        faults["to"] = "unknown"
    moment = _moment(form, faults)
    numbers = tuple(dict.fromkeys(int(one) for one in chosen or () if one != EVERYBODY))
    writing = Writing(
        " ".join(form.title.split()),
        form.text.strip(),
        form.link.strip(),
        form.picture.strip(),
        " ".join(form.picture_alt.split()),
        form.asks_read == "true",
        numbers,
        EVERYBODY in (chosen or ()),
        moment,
        *_repetition(form, faults),
        _event(form, faults),
        _names("libraries", form.libraries, libraries(), faults),
        _names("consortia", form.consortia, consortia(), faults),
    )
    return writing, faults


def key_of(data: Mapping[str, Any]) -> str:
    """The key that names the form, empty when there is none."""
    return form_key_of(data.get("form"))


def _names(field: str, told: str, offered: Mapping[str, object], faults: dict[str, str]) -> tuple[str, ...]:
    chosen = chosen_of(told, list(offered))
    if chosen is None:
        faults[field] = "unknown"
    return tuple(dict.fromkeys(chosen or ()))


def _event(form: Filled, faults: dict[str, str]) -> int | None:
    if form.event in ("", NO_EVENT):
        return None
    if not _NUMBER.fullmatch(form.event):
        faults["event"] = "gone"
        return None
    return int(form.event)


def _moment(form: Filled, faults: dict[str, str]) -> datetime | None:
    if not form.day and not form.time:
        return None
    day, clock = day_of(form.day), _CLOCK.fullmatch(form.time.strip())
    if day is None:
        faults["day"] = "missing"
    if clock is None:
        faults["time"] = "missing"
    if day is None or clock is None:
        return None
    try:
        return on_clock(day, time(int(clock[1]), int(clock[2])))
    except OverflowError:
        faults["day"] = "too_far"
        return None


def _repetition(form: Filled, faults: dict[str, str]) -> tuple[Repeat | None, date | None]:
    """How often and until when; of what is sent once the last day says nothing."""
    if form.repeats in ("", NEVER):
        return None, None
    if form.repeats not in set(Repeat):
        faults["repeats"] = "unknown"
        return None, None
    until = day_of(form.until)
    if form.until and until is None:
        faults["until"] = "unknown"
    return Repeat(form.repeats), until
