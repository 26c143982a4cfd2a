"""The form about an event: its fields as they were written, what is to be minded, and the ways on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from bot.domain.conversation import Reply
from bot.domain.event_differences import marks
from bot.domain.event_forms import Field, Kind, fields_of, written
from bot.domain.events import Event, Form
from bot.texts import Texts
from bot.texts.moments import when
from dialogs.cards.elements import (
    Action,
    CardElement,
    fitting,
    heading,
    line,
    plain,
    press_button,
    reply,
    without_inputs,
)
from dialogs.cards.event_dates import dates_field
from dialogs.cards.event_filled import Filled, too_long
from dialogs.cards.event_inputs import input_of
from dialogs.cards.event_minded import minded_lines, wrong_line

MOST_SERIES = 32
_SHOWN_OF_TEXT = 80


def form_card(texts: Texts, filled: Filled, series: Sequence[str], now: datetime) -> Reply:
    """The form, with as many known series to choose from, and as much told of what is to be minded, as fit."""
    return fitting(partial(_form, texts, filled, series, now), MOST_SERIES)


def _form(texts: Texts, filled: Filled, series: Sequence[str], now: datetime, most: int) -> Reply:
    title = texts(f"event_form.title.{filled.kind}")
    about = _about(texts, filled, now)
    # What is to be minded is told next to the buttons: whoever pressed one looks there, at the end of a long form.
    minded = minded_lines(texts, filled, now, min(_SHOWN_OF_TEXT, 8 * most + 12))
    body = [heading(title), *about, *_fields(texts, filled, series[:most], series), *minded]
    if filled.dates:
        body.append(dates_field(texts, filled.dates, now))
    told = [block["text"].replace("\\", "") for block in [*minded, *about] if block.get("spacing") != "None"]
    return reply(
        body,
        language=texts.language,
        summary=" ".join([title, *told[:1]]),
        speak=" ".join([f"{title}.", *told]),
        intent=f"event_form.{filled.kind}",
        actions=_buttons(texts, filled),
    )


_BEFORE_WRITING = {Field.FORM: str(Form.REMOTE)}


def _fields(texts: Texts, filled: Filled, offered: Sequence[str], known: Sequence[str]) -> list[CardElement]:
    """The fields with what is written in them; above each that is wrong, what is."""
    own = filled.told.get(Field.SERIES, "")
    series = sorted({*offered, own} if own in known else offered)
    elements: list[CardElement] = []
    for one in filled.fields:
        if one in filled.problems:
            elements.append(wrong_line(texts, one, filled.problems[one]))
        elements.append(input_of(texts, one, filled.told.get(one, _BEFORE_WRITING.get(one, "")), series))
    return elements


def _about(texts: Texts, filled: Filled, now: datetime) -> list[CardElement]:
    """Which event it is, and what a form does that one might not expect."""
    event, lines = filled.event, []
    if event is not None:
        said = texts("event_form.about", title=plain(event.facts.title), when=when(texts, event.facts, now))
        lines.append(line(said))
        if event.cancelled:
            lines.append(line(texts("event_form.is_cancelled")))
        left = [texts(f"event_form.label.{one}") for one in too_long(event) if one in fields_of(filled.kind)]
        if left:
            lines.append(line(texts("event_form.left_out", fields=", ".join(left))))
    if filled.kind in (Kind.ADD, Kind.CANCEL, Kind.MOVE):
        lines.append(line(texts(f"event_form.how.{filled.kind}"), subtle=True))
    return lines


def _buttons(texts: Texts, filled: Filled) -> list[Action]:
    event = filled.event
    data: dict[str, Any] = {
        "do": "event_save",
        "kind": filled.kind.value,
        "language": texts.language,
        "aware": filled.aware,
    }
    if filled.key:
        # Not "key": with data of that name the simulator sends no press at all.
        data["made"] = filled.key
    if filled.wish:
        data["wish"] = filled.wish
    if event is not None:
        data |= {"event": event.id, "revision": event.revision, "was": marks(written(event.facts))}
    actions = [press_button(texts(f"event_button.{_saving(filled)}"), data)]
    if event is not None and filled.kind is Kind.CHANGE and not filled.problems:
        if not event.cancelled:
            actions.append(open_button(texts, Kind.CANCEL, event))
        actions.append(open_button(texts, Kind.RECORDING, event))
    return [*actions, leave_button(texts)]


def _saving(filled: Filled) -> str:
    if filled.dates:
        return "save_dates"
    if filled.concerns or filled.news:
        return "save_still"
    return "do_cancel" if filled.kind is Kind.CANCEL else "save"


def open_button(texts: Texts, kind: Kind, event: Event, title: str = "") -> Action:
    """A button that opens a form about an event; what is written on its card is not sent along."""
    data = {"do": "event_open", "kind": kind.value, "event": event.id, "language": texts.language}
    return without_inputs(press_button(title or texts(f"event_button.{kind}"), data))


def leave_button(texts: Texts) -> Action:
    """The button that leaves a form with nothing saved."""
    return without_inputs(press_button(texts("event_button.leave"), {"do": "event_leave", "language": texts.language}))
