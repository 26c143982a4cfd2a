"""Cards of feedback: the question whether one was there, the form of a minute, and thanks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.domain.conversation import Reply
from bot.domain.events import Event
from bot.domain.feedback import MAX_WORDS, RATINGS, WISH, Question
from bot.texts import Texts
from dialogs.cards.elements import (
    Action,
    CardElement,
    heading,
    line,
    mend_line,
    plain,
    press_button,
    reply,
    sentences_card,
    without_inputs,
)
from dialogs.cards.inputs import choice
from dialogs.feedback_form import LIBRARY, RATING, Filled, field_of


def ask_card(texts: Texts, event: Event, *, again: bool = False) -> Reply:
    """Whether one was there, with nobody's answer on it: it may stand in a channel. `again` asks for the last time."""
    title = texts("feedback.again.title" if again else "feedback.ask_title")
    how = texts("feedback.again.how" if again else "feedback.ask_how")
    named = plain(event.facts.title)
    return reply(
        [heading(title), line(named, strong=True), line(how)],
        language=texts.language,
        summary=f"{title}: {event.facts.title}",
        speak=f"{title}. {event.facts.title}. {how}",
        intent="feedback.ask",
        actions=[
            _button(texts, "give_feedback", "feedback_open", event),
            _button(texts, "absent", "feedback_absent", event),
            _button(texts, "no_feedback", "feedback_decline", event),
        ],
    )


def form_card(
    texts: Texts,
    event: Event,
    questions: Sequence[Question],
    form: Filled,
    libraries: Iterable[str],
    *,
    again: bool = False,
    faults: Mapping[str, str] | None = None,
) -> Reply:
    """The form; what was written comes back with what to mend beside each field."""
    title = texts("feedback.form_title", title=plain(event.facts.title))
    how = texts("feedback.form_mend" if faults else "feedback.form_again" if again else "feedback.form_how")
    told = {name: texts(f"feedback.fault.{code}") for name, code in (faults or {}).items()}
    body: list[CardElement] = [heading(title), line(how)]
    for field in _fields(texts, questions, form, libraries):
        body.append(field)
        if field["id"] in told:
            mend = texts("feedback.mend", what=told[field["id"]])
            body.append(mend_line(mend, close=True))
    actions = [_button(texts, "send_feedback", "feedback_send", event)]
    if again:
        actions.append(without_inputs(_button(texts, "take_back", "feedback_take_back", event)))
    return reply(
        body,
        language=texts.language,
        summary=f"{title.replace(chr(92), '')}. {how}",
        speak=" ".join([f"{title}.".replace("\\", ""), how, *told.values()]),
        intent="feedback.form",
        actions=actions,
    )


def choose_card(texts: Texts, events: Sequence[Event], titles: Sequence[str]) -> Reply:
    """Which event is meant; `titles` tell them apart. Without any, what to say instead."""
    lead = texts("feedback.choose" if events else "feedback.none_lately")
    return reply(
        [heading(lead)],
        language=texts.language,
        summary=lead,
        speak=" ".join([lead, *(f"{title}." for title in titles)]),
        intent="feedback.choose",
        actions=_choices(texts, events, titles),
    )


def refused_card(
    texts: Texts, event: Event, key: str, others: Sequence[Event] = (), titles: Sequence[str] = ()
) -> Reply:
    """Why no feedback of the event is taken, and of which `others` it is."""
    title = texts("feedback.form_title", title=plain(event.facts.title))
    lines = [texts(f"feedback.{key}"), *([texts("feedback.others")] if others else [])]
    actions = _choices(texts, others, titles)
    return sentences_card(title, *lines, language=texts.language, intent=f"feedback.{key}", actions=actions)


def thanks_card(texts: Texts, key: str, library: str = "") -> Reply:
    """That an answer is kept, and with a `library` that it is taken for the person's own from now on."""
    title, more = texts(f"feedback.{key}"), [texts("feedback.thanks_more")]
    more += [texts("feedback.library_kept", library=library)] if library else []
    return sentences_card(title, *more, language=texts.language, intent=f"feedback.{key}")


def feedback_told_card(texts: Texts, key: str) -> Reply:
    """One sentence, and nothing to press."""
    return sentences_card(texts(f"feedback.{key}"), language=texts.language, intent=f"feedback.{key}")


def _choices(texts: Texts, events: Sequence[Event], titles: Sequence[str]) -> list[Action]:
    return [
        press_button(title, {"do": "feedback_open", "event": event.id, "language": texts.language})
        for title, event in zip(titles, events, strict=True)
    ]


def _fields(texts: Texts, questions: Sequence[Question], form: Filled, libraries: Iterable[str]) -> list[CardElement]:
    fields = [rating_field(texts, texts("feedback.rating"), form.rating, error=texts("feedback.fault.rating"))]
    fields += [_words(texts, one, form.words.get(one.key, "")) for one in questions]
    return [*fields, _library(texts, form.library, libraries)]


def rating_field(texts: Texts, label: str, value: str, *, error: str, required: bool = True) -> CardElement:
    """A field for a rating by what each number means; `label` and `error` as they are said."""
    scale = {str(one): texts(f"feedback.scale.{one}") for one in RATINGS}
    return choice(RATING, label, scale, value, error=error, required=required)


def _words(texts: Texts, question: Question, value: str) -> CardElement:
    said = question.said(texts.language)
    return {
        "type": "Input.Text",
        "id": field_of(question),
        # However the team words it, whoever wishes is told who sees the wish.
        "label": texts("feedback.wish_shown", question=said) if question.key == WISH else said,
        "isMultiline": True,
        "maxLength": MAX_WORDS,
        "errorMessage": texts("feedback.fault.words"),
        "value": value,
    }


def _library(texts: Texts, value: str, libraries: Iterable[str]) -> CardElement:
    return {
        "type": "Input.ChoiceSet",
        "id": LIBRARY,
        "label": texts("feedback.library"),
        "style": "compact",
        "errorMessage": texts("feedback.library_error"),
        "choices": [{"title": texts("feedback.library_none"), "value": ""}]
        + [{"title": one, "value": one} for one in libraries],
        "value": value,
    }


def _button(texts: Texts, key: str, do: str, event: Event) -> Action:
    data: dict[str, Any] = {"do": do, "event": event.id, "language": texts.language}
    return press_button(texts(f"button.{key}"), data)
