"""The form in which an announcement is written; what was written comes back with what to mend beside each field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from bot.domain.announcements import MAX_ADDRESS, MAX_ALT, MAX_TEXT, MAX_TITLE
from bot.domain.conversation import Reply
from bot.domain.events import Event
from bot.domain.recipients import Recipient
from bot.domain.repeats import Repeat
from bot.domain.written import day_of
from bot.texts import Texts
from dialogs.announcement_form import EVERYBODY, Filled
from dialogs.cards.announcement_targets import event_field, library_fields
from dialogs.cards.elements import CardElement, heading, line, mend_line, press_button, reply
from dialogs.cards.inputs import choices
from dialogs.cards.repeating import repeat_inputs

_BEGINNING = 12


def form_card(
    texts: Texts,
    form: Filled,
    channels: Sequence[Recipient],
    people: int,
    now: datetime,
    *,
    key: str,
    replaces: int | None = None,
    sent: bool = False,
    faults: Mapping[str, str] | None = None,
    events: Sequence[Event] = (),
    told: str = "",
    by_library: Mapping[str, Sequence[int]] | None = None,
) -> Reply:
    """The form; a sent announcement keeps its recipients and its moment, so of those it does not ask."""
    new = "form_repeating" if form.repeats in set(Repeat) else "form_title"
    title = texts(f"news.{new if replaces is None else 'form_correct'}")
    faults = faults or {}
    lines = [texts("news.form_mend")] if faults else [texts("news.form_how")]
    lines += [told] if told else []
    written = [*_words(texts, form), event_field(texts, form, events, now)]
    inputs = [*written, *([] if sent else _sending(texts, form, channels, people, by_library or {}, now))]
    body = [heading(title), *(line(one) for one in lines)]
    for field in inputs:
        body.append(field)
        if field["id"] in faults:
            what = texts(f"news.fault.{field['id']}_{faults[field['id']]}")
            body.append(mend_line(texts("news.mend", what=what), close=True))
    data: dict[str, Any] = {"do": "news_preview", "form": key, "language": texts.language}
    if replaces is not None:
        data["of"] = replaces
    wrong = [texts(f"news.fault.{name}_{code}") for name, code in faults.items()]
    return reply(
        body,
        language=texts.language,
        summary=f"{title}. {lines[0]}",
        speak=" ".join([f"{title}.", *lines, *wrong]),
        intent="announcement.form",
        actions=[press_button(texts("button.preview"), data)],
    )


def channel_names(texts: Texts, channels: Sequence[Recipient]) -> dict[int, str]:
    """What channels are called, by their numbers; what their names leave alike is told apart by their ids."""
    alike = Counter(one.address.name for one in channels)
    names: dict[int, str] = {}
    for one in channels:
        name, account = one.address.name, one.address.account.removeprefix("19:").partition("@")[0][:_BEGINNING]
        names[one.id] = name or texts("news.unnamed_channel", id=account)
        if name and alike[name] > 1:
            names[one.id] = texts("news.one_of_channels", name=name, id=account)
    return names


def _words(texts: Texts, form: Filled) -> list[CardElement]:
    return [
        _text(texts, "title", form.title, MAX_TITLE, required=True),
        _text(texts, "text", form.text, MAX_TEXT, required=True) | {"isMultiline": True},
        _text(texts, "link", form.link, MAX_ADDRESS) | {"style": "Url"},
        _text(texts, "picture", form.picture, MAX_ADDRESS) | {"style": "Url"},
        _text(texts, "picture_alt", form.picture_alt, MAX_ALT),
        {
            "type": "Input.Toggle",
            "id": "asks_read",
            "label": texts("news.label.asks_read"),
            "title": texts("button.read"),
            "value": "true" if form.asks_read == "true" else "false",
            "errorMessage": texts("news.fault.asks_read"),
        },
    ]


def _sending(
    texts: Texts,
    form: Filled,
    channels: Sequence[Recipient],
    people: int,
    by_library: Mapping[str, Sequence[int]],
    now: datetime,
) -> list[CardElement]:
    options = {str(number): name for number, name in channel_names(texts, channels).items()}
    options[EVERYBODY] = texts.count("news.everybody", people)
    chosen = [one for one in form.to.split(",") if one in options]
    day: CardElement = {
        "type": "Input.Date",
        "id": "day",
        "label": texts("news.label.day"),
        "min": _earliest(form, now.date()).isoformat(),
        "errorMessage": texts("news.fault.day_past"),
    }
    clock: CardElement = {
        "type": "Input.Time",
        "id": "time",
        "label": texts("news.label.time"),
        "errorMessage": texts("news.fault.time_missing"),
    }
    return [
        choices("to", texts("news.label.to"), options, chosen, error=texts("news.fault.to_missing"), required=False),
        *library_fields(texts, form, by_library),
        day | ({"value": form.day} if form.day else {}),
        clock | ({"value": form.time} if form.time else {}),
        *repeat_inputs(texts, form.repeats, form.until, now.date()),
    ]


def _earliest(form: Filled, today: date) -> date:
    """The first day that can be chosen: one from which it repeats already may be past."""
    first = day_of(form.day) if form.repeats else None
    return min(today, first or today)


def _text(texts: Texts, name: str, value: str, most: int, *, required: bool = False) -> CardElement:
    return {
        "type": "Input.Text",
        "id": name,
        "label": texts(f"news.label.{name}"),
        "value": value,
        "maxLength": most,
        "isRequired": required,
        "errorMessage": texts(f"news.error.{name}"),
    }
