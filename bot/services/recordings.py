"""Tells the AKE team's channel of recordings that end soon: once of each recording and last day, together by moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from bot.domain.events import Event
from bot.domain.intervals import at_helsinki, midnight
from bot.domain.outbox import NewNotice, Notice, NoticeKind, Settlement, State, unsent
from bot.domain.recordings import TOLD_BEFORE, EndingRecordings, told_at
from bot.services.calendar import Calendar
from bot.services.checked import Checked
from bot.services.named_channels import NamedChannel
from bot.services.ports import UnitOfWork

LOOK_AGAIN = timedelta(hours=1)
"""How often it is looked whether the bot has met the channel by now."""


def due_recordings(event: Event, now: datetime) -> list[NewNotice]:
    """The notice of a recording that ends some day, if it has not ended yet."""
    until = _last_day(event)
    if until is None or until < at_helsinki(now).date():
        return []
    end = midnight(until + timedelta(days=1))
    return [NewNotice(_key(event, until), NoticeKind.DUE_RECORDING, told_at(until, now), end, event=event.id)]


async def expand_recording(
    uow: UnitOfWork, notice: Notice, event: Event, channel: NamedChannel, now: datetime
) -> Settlement:
    """Make the channel's notice, one for all recordings that are due at the same moment."""
    if not _still_ends(notice.told.key, event):
        return unsent(notice, State.CANCELLED, "validity_changed")
    found = await channel.find(uow)
    if found is None:
        if channel.account:
            return unsent(notice, State.WAITING, "channel_unknown", now.astimezone(UTC) + LOOK_AGAIN)
        return unsent(notice, State.CANCELLED, "no_channel")
    due = notice.told.due
    key = f"recordings:{due.astimezone(UTC):%Y%m%dT%H%M%S%f}:{found.id}"
    until = at_helsinki(now.astimezone(UTC) + TOLD_BEFORE + timedelta(days=1))
    await uow.outbox.put([NewNotice(key, NoticeKind.RECORDING, due, until, recipient=found.id)])
    return Settlement(State.SENT)


async def check_recordings(uow: UnitOfWork, notice: Notice, calendar: Calendar, now: datetime) -> Checked | Settlement:
    """What is told of on the channel's card, and if of nothing any more, what becomes of its notice."""
    recipient = await uow.recipients.by_id(notice.told.recipient or 0)
    if recipient is None:
        return unsent(notice, State.CANCELLED, "gone")
    if recipient.unreachable:
        return unsent(notice, State.FAILED, recipient.unreachable)
    ending = _ending(calendar.events, at_helsinki(now).date())
    due = await uow.outbox.due_together([key for key, _ in ending], notice.told.due)
    events = tuple(event for key, event in ending if key in due)
    if not events:
        return unsent(notice, State.CANCELLED, "validity_changed")
    return Checked(EndingRecordings(events), recipient)


def _ending(events: Sequence[Event], today: date) -> list[tuple[str, Event]]:
    """The recordings that end within the time of telling, and the keys of their notices; the first to end first."""
    ends = ((_last_day(event), event) for event in events)
    soon = [(day, event) for day, event in ends if day is not None and today <= day <= today + TOLD_BEFORE]
    return [(_key(event, day), event) for day, event in sorted(soon, key=lambda one: (one[0], one[1].id))]


def _still_ends(key: str, event: Event) -> bool:
    until = _last_day(event)
    return until is not None and key == _key(event, until)


def _last_day(event: Event) -> date | None:
    recording = event.facts.recording
    return None if recording is None or event.cancelled else recording.until


def _key(event: Event, until: date) -> str:
    return f"recording:{event.id}:{until.isoformat()}"
