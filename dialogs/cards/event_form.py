"""The form about an event: what is to be minded above, its fields as they were written, and the ways on below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from bot.domain.conversation import Reply
from bot.domain.errors import Problem
from bot.domain.event_differences import marks
from bot.domain.event_forms import Field, Kind, fields_of, longest, written
from bot.domain.events import Event, Form
from bot.services.event_care import Concern
from bot.texts import Texts
from bot.texts.moments import short_date, when
from dialogs.cards.elements import Action, CardElement, fitting, heading, line, plain, press_button, reply, shortened
from dialogs.cards.event_dates import DateChoice, dates_field
from dialogs.cards.event_inputs import input_of

MOST_SERIES = 32
_SHOWN_OF_TEXT = 80
_SHOWN_CLASHES = 5


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it is to be shown. `event` is what it is about, None for a new one; `told` what is written in it.

    `problems` are what is wrong, `concerns` what speaks against saving, `news` what has changed meanwhile.
    `aware` is what the person has seen of all that when they save. `dates` are those of a series.
    """

    kind: Kind
    event: Event | None
    told: Mapping[Field, str]
    problems: Mapping[Field, Problem] = field(default_factory=dict)
    concerns: Sequence[Concern] = ()
    news: Sequence[tuple[Field, str, str]] = ()
    aware: str = ""
    dates: Sequence[DateChoice] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """Its fields, without those whose stored text is too long for one."""
        cancelled = self.event is not None and self.event.cancelled
        every = fields_of(self.kind, cancelled=cancelled)
        return tuple(one for one in every if one not in too_long(self.event))


def too_long(event: Event | None) -> tuple[Field, ...]:
    """The fields of an event that a form leaves as they are, for their text is longer than it takes."""
    if event is None:
        return ()
    return tuple(one for one, text in written(event.facts).items() if len(text) > longest(one))


def form_card(texts: Texts, filled: Filled, series: Sequence[str], now: datetime) -> Reply:
    """The form, with as many known series to choose from, and as much told of what is to be minded, as fit."""
    return fitting(partial(_form, texts, filled, series, now), MOST_SERIES)


def _form(texts: Texts, filled: Filled, series: Sequence[str], now: datetime, most: int) -> Reply:
    title = texts(f"event_form.title.{filled.kind}")
    about = _about(texts, filled, now)
    # What is to be minded is told next to the buttons: whoever pressed one looks there, at the end of a long form.
    minded = _minded(texts, filled, now, min(_SHOWN_OF_TEXT, 8 * most + 12))
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
            elements.append(_wrong(texts, one, filled.problems[one]))
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


def _minded(texts: Texts, filled: Filled, now: datetime, longest_text: int) -> list[CardElement]:
    lines: list[CardElement] = []
    if filled.problems:
        wrong = ", ".join(texts(f"event_form.label.{one}") for one in filled.problems)
        lines.append(_attention(texts("event_form.wrong", fields=wrong)))
    if filled.news:
        lines.append(_attention(texts("event_form.news")))
        lines += [line(_difference(texts, *one, longest_text), close=True) for one in filled.news]
        lines.append(line(texts("event_form.news_how")))
    if filled.dates:
        lines.append(_attention(texts("event_form.dates_check")))
        holidays = sum(one.holiday for one in filled.dates)
        if holidays:
            lines.append(line(texts.count("event_form.dates_holidays", holidays)))
    if filled.concerns:
        lines.append(_attention(texts("event_form.concerns")))
        lines += [line(text, close=True) for text in _concerns(texts, filled.concerns, now, longest_text)]
    return lines


def _concerns(texts: Texts, concerns: Sequence[Concern], now: datetime, longest_text: int) -> list[str]:
    clashing = [one for one in concerns if one.event]
    said = [
        texts(f"event_form.concern.{one.code}", day=short_date(one.day, now.date()))
        for one in concerns
        if not one.event
    ]
    for one in clashing[:_SHOWN_CLASHES]:
        assert one.event is not None
        facts = one.event.facts
        title = plain(shortened(facts.title, longest_text))
        said.append(texts("event_form.concern.clash", title=title, when=when(texts, facts, now)))
    if len(clashing) > _SHOWN_CLASHES:
        said.append(texts.count("event_form.concern.more", len(clashing) - _SHOWN_CLASHES))
    return said


def _difference(texts: Texts, one: Field, old: str, new: str, longest_text: int) -> str:
    told = [plain(_readable(texts, one, shortened(text, longest_text))) for text in (old, new)]
    before, after = (text or texts("event_form.empty") for text in told)
    return texts("event_form.difference", field=texts(f"event_form.label.{one}"), old=before, new=after)


def _readable(texts: Texts, one: Field, text: str) -> str:
    """A field's text in words where it is a code."""
    groups = {Field.FORM: "form", Field.HELD: "held", Field.VALIDITY: "validity"}
    group = groups.get(one)
    return texts.sentences.get(f"event_form.{group}.{text}", text) if group else text


def _wrong(texts: Texts, one: Field, problem: Problem) -> CardElement:
    sentence = texts(f"problem.{problem.code}", **{name: plain(text) for name, text in problem.slots.items()})
    label = texts(f"event_form.label.{one}")
    return _attention(texts("event_form.wrong_field", field=label, sentence=sentence))


def _attention(text: str) -> CardElement:
    return {**line(text, strong=True), "color": "Attention"}


def _buttons(texts: Texts, filled: Filled) -> list[Action]:
    event = filled.event
    data: dict[str, Any] = {
        "do": "event_save",
        "kind": filled.kind.value,
        "language": texts.language,
        "aware": filled.aware,
    }
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
    return _without_inputs(press_button(title or texts(f"event_button.{kind}"), data))


def leave_button(texts: Texts) -> Action:
    """The button that leaves a form with nothing saved."""
    return _without_inputs(press_button(texts("event_button.leave"), {"do": "event_leave", "language": texts.language}))


def _without_inputs(action: Action) -> Action:
    return {**action, "associatedInputs": "none"}
