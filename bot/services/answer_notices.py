"""Telling those who asked in vain, and wanted to hear, that the AKE team has answered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.domain.hands import Hands
from bot.domain.intervals import at_helsinki
from bot.domain.outbox import NewNotice, Notice, NoticeKind, Settlement, State, unsent
from bot.domain.unanswered import QUESTIONS, NewlyAnswered, Unanswered, UnansweredState
from bot.services.checked import Checked, Knowledge
from bot.services.people import people_of
from bot.services.planning import SECOND_THOUGHTS
from bot.services.ports import UnitOfWork
from bot.services.reached import put_off, reached
from bot.services.written import in_place_of_starts

USEFUL = timedelta(days=14)
"""How long after it was written an answer is still news to whoever asked."""


def due_answer(question: Unanswered, now: datetime) -> NewNotice:
    """The notice that makes those of all who want to hear: in two minutes, so that a slip reaches nobody."""
    due = at_helsinki(now.astimezone(UTC) + SECOND_THOUGHTS)
    data = {"question": question.id}
    key = f"answer:{question.id}:{question.answer}"
    return NewNotice(key, NoticeKind.DUE_ANSWER, due, due + USEFUL, data=data)


async def expand_answer(uow: UnitOfWork, notice: Notice, hands: Hands, now: datetime) -> Settlement:
    """Make the notice of each who wants to hear."""
    told = notice.told
    if told.late(now):
        return unsent(notice, State.EXPIRED, "too_late")
    answered = await _answered(uow, notice)
    if answered is None:
        return unsent(notice, State.CANCELLED, "not_answered")
    wanted = await uow.unanswered.hearers(told.data["question"])
    notices = [
        NewNotice(f"{told.key}:{one}", NoticeKind.ANSWER, told.due, told.useful_until, recipient=one, data=told.data)
        for one in await people_of(uow, hands, QUESTIONS, wanted)
    ]
    await uow.outbox.put(notices)
    return Settlement(State.SENT)


async def check_answer(uow: UnitOfWork, notice: Notice, known: Knowledge, now: datetime) -> Checked | Settlement:
    """Whether somebody is still to hear of it."""
    answered = await _answered(uow, notice)
    if answered is None:
        return unsent(notice, State.CANCELLED, "gone")
    recipient = await reached(uow, notice, now)
    if isinstance(recipient, Settlement):
        return recipient
    hand = known.hands.of(recipient.address.account, QUESTIONS)
    if hand not in await uow.unanswered.hearers(notice.told.data["question"]):
        return unsent(notice, State.CANCELLED, "not_wanted")
    return put_off(notice, recipient, notice.told.useful_until, now) or Checked(answered, recipient)


async def _answered(uow: UnitOfWork, notice: Notice) -> NewlyAnswered | None:
    """The question and its answer as it is now, if it still has one."""
    question = await uow.unanswered.by_id(notice.told.data["question"])
    if question is None or question.state is not UnansweredState.ANSWERED:
        return None
    stored = await uow.written.by_key(question.answer)
    answer = next((one for one in in_place_of_starts([stored] if stored else []) if one.key == question.answer), None)
    return NewlyAnswered(question.wordings[0], answer) if answer and not answer.removed else None
