"""Keeping questions that could not be answered: which are kept, how they are told apart, and who wants to hear."""

from __future__ import annotations

import secrets
from datetime import date
from functools import lru_cache
from hashlib import sha256

from bot.domain.conversation import Incoming
from bot.domain.unanswered import MAX_WORDING, MOST_OPEN, Unanswered, UnansweredState, asked_again
from bot.domain.written import clean_line
from bot.services.ports import UnitOfWork
from bot.understanding.calendar_names import CalendarNames
from bot.understanding.masking import masked
from bot.understanding.meaning import Intent, Meaning
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.ways import Asked, asked_of, same

COMPARED = 100
"""Open questions with which a new one is compared, the most asked ones."""

MOST_AWAITED = 50
"""Answers that one person waits for: more are ordered by nobody but a machine."""

_MAY_BE_KEPT = frozenset({Intent.OTHER, Intent.CONTACT, Intent.HELP, Intent.EVENTS, Intent.RECORDING})
_HINTS = frozenset({"", "platform", "office"})
"""What was not understood, or is of the libraries' work; not the weather, nor what is asked of persons."""

_PRIVATE = frozenset(
    {"private", "secret", "injection", "feedback", "wish", "request", "peer_learning", "trip_own"}
    | {"trip_wish", "trip_request", "reminder", "announcement", "away", "host_away", "named_host"}
)
"""Evidence that something may be told of a person, or that belongs into a form."""


async def keep_question(
    uow: UnitOfWork, said: Incoming, text: str, meaning: Meaning, names: CalendarNames
) -> Unanswered | None:
    """Keep what was asked in vain, without whoever asked it; None when it is not to be kept."""
    wording = clean_line(text)
    if not _may_be_kept(wording, meaning):
        return None
    own = [said.person.name, *(one.name for one in said.mentions)]
    wording = masked(wording, names.analyzer, [*names.hosts, *own])[:MAX_WORDING]
    asked = _asked(wording, names.analyzer.lasting)
    if not asked.signature:
        return None
    key = sha256(asked.signature.encode()).hexdigest()
    known = await uow.unanswered.by_key(key) or await _same(uow, asked, names)
    if known is not None:
        return await _asked_again(uow, known, wording, said.at.date())
    if await uow.unanswered.count() >= MOST_OPEN:
        return None
    new = Unanswered(1 + secrets.randbelow((1 << 31) - 2), (wording,), meaning.language, 1, said.at.date())
    return new if await uow.unanswered.add(key, new) else None


async def wants_to_hear(uow: UnitOfWork, number: int, hand: str) -> bool:
    """Let a hand hear of a question's answer; False when it is not open any more, or the hand waits for too many."""
    question = await uow.unanswered.by_id(number)
    if question is None or question.state is not UnansweredState.OPEN:
        return False
    if await uow.unanswered.awaited(hand) >= MOST_AWAITED:
        return False
    await uow.unanswered.hear(number, hand)
    return True


def _may_be_kept(wording: str, meaning: Meaning) -> bool:
    if not wording or len(wording) > MAX_WORDING or meaning.intent not in _MAY_BE_KEPT or meaning.stranger:
        return False
    return meaning.hint in _HINTS and not _PRIVATE & set(meaning.evidence)


async def _asked_again(uow: UnitOfWork, known: Unanswered, wording: str, today: date) -> Unanswered | None:
    """A question that is there already; one that the team dropped is not raised again."""
    if known.state is not UnansweredState.OPEN:
        return None
    again = asked_again(known, wording, today)
    await uow.unanswered.change(again)
    return again


async def _same(uow: UnitOfWork, asked: Asked, names: CalendarNames) -> Unanswered | None:
    """An open question that is asked in other words."""
    for one in await uow.unanswered.open(COMPARED):
        if same(asked, _asked(one.question.wordings[0], names.analyzer.lasting)):
            # Read once more, and held: the team may have answered it meanwhile.
            return await uow.unanswered.by_id(one.question.id)
    return None


@lru_cache(2 * COMPARED)
def _asked(wording: str, analyzer: Analyzer) -> Asked:
    """A masked wording as a question; remembered, for each that is asked in vain is compared with many."""
    return asked_of(wording, analyzer)
