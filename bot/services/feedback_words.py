"""Answers in words, page by page, for the AKE team; what names somebody is hidden, and may be shown again."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from bot.domain.conversation import Incoming
from bot.domain.feedback import GivenAnswer, Outcome
from bot.domain.roles import Deed
from bot.services.ports import UnitOfWork
from bot.services.team import Team, record

OUTCOME = "~outcome"
"""The key of what somebody tells in words of what came of it; no question has such a key."""

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Said:
    """What a hand has answered to a question, empty when it is hidden, and what came of it, where that is told."""

    hand: str
    text: str
    hidden: bool
    outcome: Outcome | None = None


async def words_said(uow: UnitOfWork, event: int, key: str, after: str, most: int) -> list[Said]:
    """At most so many answers in words to a question, those behind a hand; "" begins."""
    outcomes = dict(await uow.feedback.outcomes(event))
    found: list[Said] = []
    async for given in _answers(uow, event, after):
        if len(found) == most:
            break
        outcome = outcomes.get(given.hand)
        text = (outcome.words if outcome else "") if key == OUTCOME else given.answer.words.get(key, "")
        if text:
            found.append(_said(given, key, text, outcome))
    return found


async def hide(uow: UnitOfWork, said: Incoming, team: Team, event: int, hand: str, key: str, *, hidden: bool) -> None:
    """Hide an answer to a question from all summaries, or show it again; NotAllowed for whoever may not.

    What has been taken back meanwhile is gone, and nothing is done.
    """
    await team.require(uow, said.person, Deed.READ_FEEDBACK)
    if await uow.feedback.given(event, hand) is None:
        return
    await uow.feedback.hide(event, hand, key, hidden=hidden)
    await record(uow, said, Deed.READ_FEEDBACK, "answer_hidden" if hidden else "answer_shown", event=event, key=key)


async def _answers(uow: UnitOfWork, event: int, after: str) -> AsyncIterator[GivenAnswer]:
    page: Sequence[GivenAnswer] = await uow.feedback.page(event, after, _AT_ONCE)
    while page:
        for given in page:
            yield given
        page = await uow.feedback.page(event, page[-1].hand, _AT_ONCE)


def _said(given: GivenAnswer, key: str, text: str, outcome: Outcome | None) -> Said:
    hidden = given.answer.hidden
    if outcome is not None and OUTCOME in hidden:
        outcome = Outcome(outcome.used)
    return Said(given.hand, "" if key in hidden else text, key in hidden, outcome)
