"""Asking for feedback unasked: which events call for it when, whom it reaches, and whether it still does.

Who has answered is known by hands alone: those of everybody are made when the moment comes, and nothing that is
stored leads from an answer to a person.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.domain.events import Event, EventDraft
from bot.domain.feedback import Mark
from bot.domain.feedback_rounds import Round, asked_at, asked_until
from bot.domain.hands import Hands
from bot.domain.outbox import NewNotice, Notice, NoticeKind, Settlement, State, unsent
from bot.domain.recipients import Recipient, RecipientKind
from bot.services.calendar import Calendar
from bot.services.checked import Checked, Knowledge
from bot.services.feedback import purpose_of
from bot.services.holidays import is_holiday
from bot.services.people import people_of
from bot.services.ports import UnitOfWork
from bot.services.reached import reached

_NO_NEED = "no_need"
"""One reason for all that somebody may have said, so that the outbox does not tell who has answered."""

_SAID_NO = frozenset({Mark.ABSENT, Mark.DECLINED})


def due_feedback(event: Event, now: datetime) -> list[NewNotice]:
    """One notice for each round that is still to come."""
    if event.cancelled:
        return []
    ends = event.facts.ends
    dues = [(which, asked_at(ends, which, is_holiday)) for which in Round]
    return [
        NewNotice(
            f"due_feedback:{event.id}:{end_of(event.facts)}:{which}",
            NoticeKind.DUE_FEEDBACK,
            due,
            asked_until(ends, which, is_holiday),
            event=event.id,
            data={"round": which, "end": end_of(event.facts)},
        )
        for which, due in dues
        if due.timestamp() >= now.timestamp()
    ]


def end_of(facts: EventDraft) -> str:
    """An event's end as a key tells it."""
    return facts.ends.strftime("%Y%m%dT%H%M%z")


async def expand_feedback(uow: UnitOfWork, notice: Notice, known: Knowledge, now: datetime) -> Settlement:
    """Make the notices of a round for each who is asked."""
    event = _held(notice, known.calendar)
    if event is None:
        return unsent(notice, State.CANCELLED, "event_changed")
    if notice.told.late(now):
        return unsent(notice, State.EXPIRED, "too_late")
    which, told = Round(notice.told.data["round"]), notice.told
    asked = await _asked(uow, event, which, known.hands)
    kind = NoticeKind.OUTCOME if which is Round.OUTCOME else NoticeKind.FEEDBACK
    await uow.outbox.put(
        [
            NewNotice(
                f"feedback:{told.key}:{number}",
                kind,
                told.due,
                told.useful_until,
                event.id,
                number,
                told.data,
            )
            for number in sorted(asked)
        ]
    )
    return Settlement(State.SENT)


async def check_feedback(uow: UnitOfWork, notice: Notice, known: Knowledge, now: datetime) -> Checked | Settlement:
    """Whether somebody is still to be asked, and if not, what becomes of the question."""
    event = _held(notice, known.calendar)
    if event is None:
        return unsent(notice, State.CANCELLED, "event_changed")
    recipient = await reached(uow, notice, now)
    if isinstance(recipient, Settlement):
        return recipient
    if recipient.address.kind is RecipientKind.CHANNEL:
        return Checked(event, recipient, thread=await uow.outbox.thread(recipient.id, event.id))
    if recipient.paused(now):
        return unsent(notice, State.CANCELLED, "paused")
    if not await _to_be_asked(uow, event, recipient, Round(notice.told.data["round"]), known.hands):
        return unsent(notice, State.CANCELLED, _NO_NEED)
    return Checked(event, recipient)


async def _to_be_asked(uow: UnitOfWork, event: Event, recipient: Recipient, which: Round, hands: Hands) -> bool:
    hand = hands.of(recipient.address.account, purpose_of(event.id))
    answered = bool(await uow.feedback.answered(event.id, [hand]))
    marks = await uow.feedback.marks(event.id, hand)
    if which is Round.OUTCOME:
        return answered and Mark.OUTCOME_DECLINED not in marks and not await uow.feedback.outcome(event.id, hand)
    return not answered and not marks & _SAID_NO


async def _asked(uow: UnitOfWork, event: Event, which: Round, hands: Hands) -> Collection[int]:
    if which is Round.AGAIN:
        people = {number for number, _ in await uow.recipients.accounts()}
        return await uow.outbox.told(event.id, NoticeKind.FEEDBACK) & people
    purpose = purpose_of(event.id)
    if which is Round.OUTCOME:
        answered = {one.hand for one in await uow.feedback.answers(event.id)}
        return await people_of(uow, hands, purpose, answered)
    attended = await uow.feedback.marked(event.id, Mark.ATTENDED)
    return {*await uow.outbox.reminded(event.id), *await people_of(uow, hands, purpose, attended)}


def _held(notice: Notice, calendar: Calendar) -> Event | None:
    """The event of a notice, if it was held when the notice says."""
    event = calendar.event(notice.told.event)
    return event if event and not event.cancelled and end_of(event.facts) == notice.told.data["end"] else None
