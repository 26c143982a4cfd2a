"""Questions that the bot could not answer, kept without whoever asked them, until the AKE team has seen to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.domain.written_answers import WrittenAnswer

MAX_WORDING = 200
"""Characters of a question that is kept: who writes more tells a story, which may be their own."""

MOST_WORDINGS = 5
"""Wordings that are kept of one question: these show well enough how it is asked."""

MOST_OPEN = 300
"""Open questions that are kept: what comes beyond is only not understood."""

QUESTIONS = "questions"
"""What the hands of those who want to hear an answer are for: one purpose for all, so that all can be erased."""


class UnansweredState(StrEnum):
    """How far a question is."""

    OPEN = "open"
    ANSWERED = "answered"
    DROPPED = "dropped"
    """The team answers it not; the same question asked again is not kept anew."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question and in which words it was asked; `number` is how often, not by how many.

    There is no asker, no conversation and no hour, and the ids are by chance: nothing tells which turn it came from.
    `answer` is the key of the answer that was written, `ended_on` the day on which it stopped being open.
    """

    id: int
    wordings: tuple[str, ...]
    language: str
    number: int
    last_on: date
    state: UnansweredState = UnansweredState.OPEN
    answer: str = ""
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Awaited:
    """A question of the list, and how many want to hear its answer."""

    question: Unanswered
    hearers: int


@dataclass(frozen=True, slots=True)
class NewlyAnswered:
    """A question in the words in which it was asked first, and the answer that it has now."""

    wording: str
    answer: WrittenAnswer


def asked_again(question: Unanswered, wording: str, today: date) -> Unanswered:
    """The question after it has been asked once more."""
    known = {one.casefold() for one in question.wordings}
    new = () if wording.casefold() in known or len(known) >= MOST_WORDINGS else (wording,)
    return replace(question, wordings=(*question.wordings, *new), number=question.number + 1, last_on=today)
