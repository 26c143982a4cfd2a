"""The form of feedback as it comes back: hostile data read into what was answered, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.domain.feedback import Answer, Question, faults_of
from bot.domain.written import clean_text

RATING, LIBRARY = "rating", "library"
_WORDS = "words_"
_LONGEST = 1_000
"""Characters of a field that are read at all; nobody gets so many into a form."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The fields as they are shown: every one a text, as a card has them; `words` by the questions' keys."""

    rating: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    library: str = ""


def field_of(question: Question) -> str:
    """The name of a question's field; it cannot be that of another field."""
    return f"{_WORDS}{question.key}"


def form_of(data: Mapping[str, Any], questions: Sequence[Question]) -> Filled | None:
    """The fields that came back, None when they are nothing that a form holds. One left empty does not come at all."""
    names = {RATING: data.get(RATING, ""), LIBRARY: data.get(LIBRARY, "")}
    words = {one.key: data.get(field_of(one), "") for one in questions}
    if not all(isinstance(value, str) and len(value) <= _LONGEST for value in (*names.values(), *words.values())):
        return None
    return Filled(names[RATING], {key: clean_text(text) for key, text in words.items()}, names[LIBRARY])


def form_from(answer: Answer) -> Filled:
    """The fields that show what was answered before."""
    return Filled(str(answer.rating), answer.words, answer.library)


def answer_of(form: Filled, libraries: Collection[str]) -> tuple[Answer, dict[str, str]]:
    """What was answered, and the faults of its fields by their names."""
    rating = int(form.rating) if re.fullmatch("[1-5]", form.rating) else None
    words = {key: text for key, text in form.words.items() if text}
    wrong = faults_of(rating, words)
    faults = {f"{_WORDS}{key}": "words" for key in words if key in wrong}
    if RATING in wrong:
        faults[RATING] = "rating"
    if form.library and form.library not in libraries:
        faults[LIBRARY] = "library"
    return Answer(rating or 0, words, form.library), faults
