"""The form of what an event's feedback asks: each question in both languages, with its place in the order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.conversation import Reply
from bot.domain.feedback import MAX_QUESTION, MAX_QUESTIONS, Question
from bot.texts import Texts
from dialogs.cards.elements import (
    CardElement,
    group,
    heading,
    line,
    mend_line,
    plain,
    press_button,
    reply,
    without_inputs,
)

LISTED = 24
"""Series to choose from: a card's buttons that one can still look through."""


@dataclass(frozen=True, slots=True)
class Row:
    """A question as the form has it; `key` is empty for one that is new, `place` counts from 1."""

    key: str = ""
    fi: str = ""
    en: str = ""
    place: int = 0


def series_card(texts: Texts, series: Sequence[str]) -> Reply:
    """Whose questions are meant."""
    lead = texts("questions.choose")
    actions = [
        press_button(one, {"do": "questions_open", "series": one, "language": texts.language})
        for one in series[:LISTED]
    ]
    return reply(
        [heading(lead)],
        language=texts.language,
        summary=lead,
        speak=lead,
        intent="feedback.questions_choose",
        actions=actions,
    )


def questions_card(texts: Texts, series: str, rows: Sequence[Row], *, own: bool, wrong: str = "") -> Reply:
    """The form; `own` are questions that are not the usual ones, `wrong` is what must be mended."""
    title, how = texts("questions.title", series=plain(series)), texts("questions.how")
    told = [texts("questions.mend", what=texts(f"questions.fault.{wrong}"))] if wrong else []
    body: list[CardElement] = [heading(title), line(how)]
    body += [mend_line(one) for one in told]
    filled = [*rows, *([Row()] * MAX_QUESTIONS)][:MAX_QUESTIONS]
    body += [group(_row(texts, number, row)) for number, row in enumerate(filled)]
    data: dict[str, Any] = {"series": series, "language": texts.language}
    keys = [row.key for row in filled]
    actions = [press_button(texts("button.save"), {"do": "questions_save", "keys": keys, **data})]
    if own:
        usual = press_button(texts("questions.usual"), {"do": "questions_usual", **data})
        actions.append(without_inputs(usual))
    return reply(
        body,
        language=texts.language,
        summary=f"{title.replace(chr(92), '')}. {how}",
        speak=" ".join([f"{title}.".replace("\\", ""), how, *told]),
        intent="feedback.questions",
        actions=actions,
    )


def shown(texts: Texts, question: Question) -> str:
    """A question as a sentence of its own."""
    return plain(question.said(texts.language))


def _row(texts: Texts, number: int, row: Row) -> list[CardElement]:
    places = [{"title": str(one), "value": str(one)} for one in range(1, MAX_QUESTIONS + 1)]
    return [
        _text(texts, f"fi{number}", texts("questions.label_fi", n=number + 1), row.fi),
        _text(texts, f"en{number}", texts("questions.label_en", n=number + 1), row.en),
        {
            "type": "Input.ChoiceSet",
            "id": f"place{number}",
            "label": texts("questions.label_place", n=number + 1),
            "style": "compact",
            "errorMessage": texts("questions.fault.place"),
            "choices": places,
            "value": str(row.place or number + 1),
        },
    ]


def _text(texts: Texts, name: str, label: str, value: str) -> CardElement:
    return {
        "type": "Input.Text",
        "id": name,
        "label": label,
        "value": value,
        "maxLength": MAX_QUESTION,
        "errorMessage": texts("questions.fault.too_long"),
    }
