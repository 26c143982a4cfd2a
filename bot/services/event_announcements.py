"""Announcements that show an event follow it: what was sent shows the event as it is now."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.announcements import Announcement, AnnouncementState, Writing
from bot.domain.events import Event
from bot.domain.intervals import at_helsinki
from bot.domain.outbox import NewNotice, NoticeKind, Settlement, State
from bot.services.announcing import updates, useful_until
from bot.services.calendar import Calendar
from bot.services.planning import SECOND_THOUGHTS
from bot.services.ports import UnitOfWork


def event_fault(writing: Writing, target: Announcement | None, calendar: Calendar, now: datetime) -> dict[str, str]:
    """The fault of an event that is not to come; what has been sent about one keeps it."""
    kept = target is not None and target.sent_at is not None and target.writing.event == writing.event
    if writing.event is None or kept:
        return {}
    event = calendar.event(writing.event)
    return {} if event is not None and can_be_announced(event, now) else {"event": "gone"}


def can_be_announced(event: Event, now: datetime) -> bool:
    """Whether an announcement may be sent about it."""
    return not event.cancelled and not event.over(now)


async def follow(uow: UnitOfWork, before: Event, after: Event, now: datetime) -> None:
    """Let the announcements that show an event show its change as well, once it has lasted for a while."""
    if before.facts.same_as(after.facts) or (before.over(now) and after.over(now)):
        return
    if not await uow.announcements.showing(after.id) or await uow.outbox.waits(after.id, NoticeKind.DUE_UPDATE):
        return
    due = at_helsinki(now.astimezone(UTC) + SECOND_THOUGHTS)
    key = f"due_update:{after.id}:{after.revision}"
    await uow.outbox.put([NewNotice(key, NoticeKind.DUE_UPDATE, due, useful_until(due), after.id)])


async def waiting_titles(uow: UnitOfWork, event: Event) -> list[str]:
    """The titles of announcements that are to leave and show an event: while it is cancelled they do not."""
    shown = [await uow.announcements.by_id(number) for number in await uow.announcements.showing(event.id)]
    return [one.writing.title for one in shown if one and one.sent_at is None]


async def expand_update(uow: UnitOfWork, event: Event, now: datetime) -> Settlement:
    """Make the updates of all that was sent about an event; what has not left shows it as it is by itself."""
    for number in await uow.announcements.showing(event.id):
        announcement = await uow.announcements.by_id(number)
        if announcement is None or announcement.state is not AnnouncementState.SENT:
            continue
        newer = replace(announcement, version=announcement.version + 1)
        await uow.announcements.change(newer)
        arrived = [one.recipient for one in await uow.postings.of(number)]
        await uow.outbox.put(updates(newer, arrived, now))
    return Settlement(State.SENT)
