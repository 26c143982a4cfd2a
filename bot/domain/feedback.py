"""Feedback of events: what is asked, what somebody answers, and what is wrong with an answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

RATINGS = range(1, 6)
"""From 1, of no use, to 5, of great use."""

MAX_WORDS = 800
"""Characters of one answer in words: all of a form must go back into a card when something is to be mended."""

MAX_QUESTIONS = 6
"""Of a series: more do not go into a minute."""

MAX_QUESTION = 200
"""Characters of a question."""

ONWARD, USE, FREE, WISH = "onward", "use", "free", "wish"
"""Keys of the questions that every event is asked unless its series has its own (the two fixed ones are the plan's)."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that is answered in words. `key` lasts, whatever the wording; one of the two wordings may be empty."""

    key: str
    fi: str
    en: str = ""

    def said(self, language: str) -> str:
        """The question in a language, or in the one that it has."""
        return (self.en or self.fi) if language == "en" else (self.fi or self.en)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person answers of one event.

    `words` are the answers in words, by the keys of their questions; `library` is a municipality of the region, or
    empty. `hidden` are the keys of answers that the team hides from its summaries, since they name somebody.
    """

    rating: int
    words: Mapping[str, str] = field(default_factory=dict)
    library: str = ""
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer as it is stored: whose, as a hand that leads to nobody, and on which day. No hour is kept."""

    hand: str
    answer: Answer
    on: date


class Mark(StrEnum):
    """What somebody has told of an event besides an answer."""

    ATTENDED = "attended"
    ABSENT = "absent"
    DECLINED = "declined"
    """Does not want to answer, nor to be asked again."""

    OUTCOME_DECLINED = "no_outcome"
    """Does not want to be asked what came of it."""


class Used(StrEnum):
    """Whether what was learnt came to use."""

    YES = "yes"
    SOMEWHAT = "somewhat"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it, some weeks after."""

    used: Used
    words: str = ""


def faults_of(rating: int | None, words: Mapping[str, str]) -> dict[str, str]:
    """What must be mended before an answer is taken: for each wrong field a short code."""
    found = {"rating": "" if rating in RATINGS else "missing"}
    found |= {key: "too_long" for key, text in words.items() if len(text) > MAX_WORDS}
    return {name: code for name, code in found.items() if code}


def with_hidden(answer: Answer, keys: Collection[str]) -> dict[str, str]:
    """The answer's words without those that are hidden, and without empty ones."""
    return {key: text for key, text in answer.words.items() if text and key not in keys}
