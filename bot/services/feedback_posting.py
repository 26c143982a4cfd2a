"""The AKE team is told of an event's feedback by itself, on the next working day, in its own channel."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.domain.events import Event
from bot.domain.intervals import at_helsinki
from bot.domain.outbox import NewNotice, Notice, NoticeKind, Settlement, State, unsent
from bot.domain.recipients import Recipient
from bot.domain.reminders import workday_after
from bot.services.checked import Checked, Knowledge
from bot.services.feedback_summary import Summaries
from bot.services.holidays import is_holiday
from bot.services.ports import UnitOfWork

USEFUL = timedelta(days=3)
"""How long after its moment a summary is still posted, as after an interruption."""


async def expand_summary(uow: UnitOfWork, notice: Notice, event: Event, known: Knowledge) -> Settlement:
    """Make the notice of the AKE team's channel, if there is one and somebody has answered."""
    channel = await known.ake_channel.find(uow)
    if channel is None:
        return unsent(notice, State.CANCELLED, "no_channel")
    if not await uow.feedback.tallies([event.id]):
        return unsent(notice, State.CANCELLED, "no_answers")
    told = notice.told
    key = f"{told.key}:{channel.id}"
    posted = NewNotice(key, NoticeKind.SUMMARY, told.due, told.useful_until, event.id, channel.id, told.data)
    await uow.outbox.put([posted])
    return Settlement(State.SENT)


async def check_summary(
    uow: UnitOfWork, event: Event, recipient: Recipient, known: Knowledge, now: datetime
) -> Checked:
    """The summary as it is now, to be sent to whom it was made for."""
    summaries = Summaries(uow, known.calendar, at_helsinki(now), known.smallest)
    return Checked(await summaries.of_event(event), recipient)


def due_summary(event: Event, start: str) -> NewNotice:
    """The notice that posts an event's feedback; `start` is the event's start as keys tell it."""
    last = (event.facts.ends - timedelta(microseconds=1)).date()
    due = workday_after(last, is_holiday)
    return NewNotice(
        key=f"due_summary:{event.id}:{start}",
        kind=NoticeKind.DUE_SUMMARY,
        due=due,
        useful_until=at_helsinki(due.astimezone(UTC) + USEFUL),
        event=event.id,
        data={"start": start},
    )
