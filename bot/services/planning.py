"""What an event's facts call for: notices for each of its leads, for a change, and before its recording ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.domain.events import Event, EventDraft, Form
from bot.domain.intervals import Interval, at_helsinki
from bot.domain.outbox import NewNotice, NoticeKind
from bot.domain.reminders import LEADS, Lead, due_at
from bot.services.calendar import Calendar
from bot.services.feedback_asking import due_feedback
from bot.services.feedback_posting import due_summary
from bot.services.holidays import is_holiday
from bot.services.ports import UnitOfWork
from bot.services.recordings import due_recordings

JOINABLE = timedelta(minutes=10)
"""How long after its start an event can still be told of, for whoever can join at once."""

SECOND_THOUGHTS = timedelta(minutes=2)
"""How long a change waits before people hear of it: a slip that is mended by then reaches nobody."""


async def plan(uow: UnitOfWork, events: Sequence[Event], now: datetime) -> None:
    """Put the notices of events into the outbox; planning again doubles nothing."""
    in_order = sorted(events, key=lambda event: event.id)
    await uow.outbox.put([notice for event in in_order for notice in _due_notices(event, now)])


async def plan_all(uow: UnitOfWork, calendar: Calendar, now: datetime) -> None:
    """Plan every coming event and lasting recording: what an older version of the bot stored has no notices yet."""
    coming = calendar.span(Interval(now))
    recorded = [event for event in calendar.events[: coming.start] if due_recordings(event, now)]
    await plan(uow, [*recorded, *calendar.events[coming.start :]], now)


async def replan(uow: UnitOfWork, before: Event, after: Event, now: datetime, *, tell: bool = True) -> None:
    """Follow a change of an event: its reminders move with it, and with `tell` those concerned will hear of it.

    Of changes that follow each other closely people hear once: what was before the first, and what is at last.
    """
    if _moved(before.facts, after.facts) or before.cancelled != after.cancelled:
        # What recipients have waiting already is checked again when it is sent: by then all may be as it was.
        kinds = (NoticeKind.DUE_REMINDER, NoticeKind.DUE_FEEDBACK, NoticeKind.DUE_SUMMARY)
        await uow.outbox.cancel(before.id, kinds, "event_changed", now)
    # A moment that passed while a slip was being mended still counts.
    await plan(uow, [after], at_helsinki(now.astimezone(UTC) - SECOND_THOUGHTS))
    if not tell or not worth_telling(before.facts, after.facts, now):
        return
    if not await uow.outbox.waits(after.id, NoticeKind.DUE_CHANGE):
        await uow.outbox.put([_due_change(before, after, now)])


def due_reminders(event: Event, now: datetime) -> list[NewNotice]:
    """One notice for each lead that is still to come."""
    facts = event.facts
    if event.cancelled:
        return []
    dues = [(lead, due_at(facts.starts, lead, is_holiday)) for lead in LEADS]
    return [_due_reminder(event, lead, due) for lead, due in dues if due.timestamp() >= now.timestamp()]


def _due_notices(event: Event, now: datetime) -> list[NewNotice]:
    told = [] if event.cancelled or event.over(now) else [due_summary(event, start_of(event.facts))]
    return [*due_reminders(event, now), *due_feedback(event, now), *due_recordings(event, now), *told]


def useful_until(facts: EventDraft, lead: Lead) -> datetime:
    """From when on a reminder would tell nothing: the start, for the shortest lead some minutes more."""
    later = JOINABLE if lead is Lead.QUARTER else timedelta()
    return at_helsinki(min(facts.starts.astimezone(UTC) + later, facts.ends.astimezone(UTC)))


def start_of(facts: EventDraft) -> str:
    """An event's start as a key tells it: whoever was told another start was told of another time."""
    return f"{facts.starts.astimezone(UTC):%Y%m%dT%H%M}"


def worth_telling(before: EventDraft, after: EventDraft, now: datetime) -> bool:
    """Whether a change of facts makes a difference to somebody who means to come."""
    if max(before.ends.timestamp(), after.ends.timestamp()) <= now.timestamp():
        return False
    elsewhere = before.place != after.place and after.form is not Form.REMOTE
    return _moved(before, after) or before.status != after.status or elsewhere or before.form != after.form


def _moved(before: EventDraft, after: EventDraft) -> bool:
    ends = before.ends.timestamp() != after.ends.timestamp()
    return start_of(before) != start_of(after) or ends


def _due_reminder(event: Event, lead: Lead, due: datetime) -> NewNotice:
    return NewNotice(
        key=f"due:{event.id}:{start_of(event.facts)}:{lead}",
        kind=NoticeKind.DUE_REMINDER,
        due=due,
        useful_until=useful_until(event.facts, lead),
        event=event.id,
        data={"lead": lead, "start": start_of(event.facts)},
    )


def _due_change(before: Event, after: Event, now: datetime) -> NewNotice:
    old, new = before.facts, after.facts
    return NewNotice(
        key=f"change:{after.id}:{after.revision}",
        kind=NoticeKind.DUE_CHANGE,
        due=at_helsinki(now.astimezone(UTC) + SECOND_THOUGHTS),
        useful_until=max(old.ends, new.ends, key=datetime.timestamp),
        event=after.id,
        data={
            "starts": old.starts.isoformat(),
            "ends": old.ends.isoformat(),
            "status": old.status,
            "place": old.place,
            "form": old.form,
        },
    )
