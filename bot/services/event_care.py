"""The AKE team's care of events: they are added, changed and taken back, and each deed is recorded with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid4, uuid5

from bot.domain.conversation import Incoming
from bot.domain.event_forms import Kind
from bot.domain.events import Event, EventDraft, Status
from bot.domain.intervals import Interval
from bot.services.calendar import Calendar
from bot.services.event_changes import add_events, change_events
from bot.services.event_records import latest_changes, record_change
from bot.services.holidays import is_holiday
from bot.services.ports import UnitOfWork

_WHAT = {
    Kind.ADD: "event_added",
    Kind.CHANGE: "event_changed",
    Kind.MOVE: "event_moved",
    Kind.CANCEL: "event_cancelled",
    Kind.RECORDING: "event_recording",
}
UNDONE = "event_undone"
_KEY = re.compile("chat-[0-9a-f]{32}")


class Undo(StrEnum):
    """What became of taking a change back."""

    DONE = "done"
    CHANGED_SINCE = "changed_since"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Concern:
    """What speaks against saving, and does not forbid it: "past", "holiday" or "clash" with an event."""

    code: str
    day: date
    event: Event | None = None


def new_key() -> str:
    """The lasting id of an event that is made in chat."""
    return f"chat-{uuid4().hex}"


def known_key(told: object) -> str:
    """The key that a form carries, so that pressed twice it adds once; a new one when it carries none."""
    return told if isinstance(told, str) and _KEY.fullmatch(told) else new_key()


def key_on(key: str, day: date) -> str:
    """The key of a series' event on a day, made of the one that its form carries."""
    return f"chat-{uuid5(UUID(key.removeprefix('chat-')), day.isoformat()).hex}"


def concerns(facts: EventDraft, before: Event | None, calendar: Calendar, now: datetime) -> list[Concern]:
    """What is to be pointed out of an event's times, when they are new."""
    if facts.status is Status.CANCELLED or (before and not _times_differ(before.facts, facts) and not before.cancelled):
        return []
    day, found = facts.starts.date(), []
    if before is None and facts.ends <= now:
        found.append(Concern("past", day))
    if is_holiday(day):
        found.append(Concern("holiday", day))
    others = clashes(facts, calendar, before)
    return found + [Concern("clash", other.facts.starts.date(), other) for other in others]


def clashes(facts: EventDraft, calendar: Calendar, itself: Event | None = None) -> list[Event]:
    """Other events that take place at least partly at the same time."""
    span = Interval(facts.starts, facts.ends)
    others = [calendar.events[position] for position in calendar.positions(span, ())]
    return [one for one in others if not one.cancelled and (itself is None or one.id != itself.id)]


def with_status(facts: EventDraft, before: Event) -> EventDraft:
    """The facts with the status that their start calls for: people have been told of another time or not."""
    told = before.moved_from or before.facts.starts
    same = not _times_differ(before.facts, facts) and not before.cancelled
    if facts.status is Status.CANCELLED or same:
        return facts
    moved = told.timestamp() != facts.starts.timestamp()
    return replace(facts, status=Status.MOVED if moved else Status.PLANNED)


async def fresh(uow: UnitOfWork, event: Event) -> Event:
    """The event as it is stored now; from here on nobody else changes it until the transaction ends."""
    await uow.events.lock()
    return (await uow.events.by_keys([event.facts.key]))[event.facts.key]


async def add(uow: UnitOfWork, said: Incoming, drafts: Sequence[EventDraft]) -> list[Event]:
    """Store new events; those whose keys are stored already are left as they are."""
    await uow.events.lock()
    there = await uow.events.by_keys(draft.key for draft in drafts)
    if there:
        return sorted(there.values(), key=lambda event: event.facts.starts)
    await add_events(uow, drafts, said.at)
    stored = await uow.events.by_keys(draft.key for draft in drafts)
    events = [stored[draft.key] for draft in drafts]
    await record_change(uow, said, _WHAT[Kind.ADD], events, {})
    return events


async def change(uow: UnitOfWork, said: Incoming, kind: Kind, before: Event, facts: EventDraft) -> Event:
    """Give an event new facts."""
    return (await _change(uow, said, _WHAT[kind], [(before, facts)]))[0]


async def undo(uow: UnitOfWork, said: Incoming, revision: int) -> tuple[Undo, list[Event]]:
    """Take back the change that made a revision, if its events have not changed since.

    Events that it added are cancelled, for people may have seen them.
    """
    wanted = next((one for one in await latest_changes(uow) if one.revision == revision), None)
    if wanted is None:
        return Undo.UNKNOWN, []
    await uow.events.lock()
    stored = await uow.events.by_keys(one.key for one in wanted.touched)
    if any(stored[one.key].revision != one.revision for one in wanted.touched):
        return Undo.CHANGED_SINCE, []
    changes = [
        (stored[one.key], one.before or replace(stored[one.key].facts, status=Status.CANCELLED))
        for one in wanted.touched
    ]
    return Undo.DONE, await _change(uow, said, UNDONE, changes)


async def _change(
    uow: UnitOfWork, said: Incoming, what: str, changes: Sequence[tuple[Event, EventDraft]]
) -> list[Event]:
    await change_events(uow, changes, said.at)
    stored = await uow.events.by_keys(draft.key for _, draft in changes)
    after = [stored[draft.key] for _, draft in changes]
    await record_change(uow, said, what, after, {event.facts.key: event.facts for event, _ in changes})
    return after


def _times_differ(before: EventDraft, after: EventDraft) -> bool:
    starts = before.starts.timestamp() != after.starts.timestamp()
    return starts or before.ends.timestamp() != after.ends.timestamp()
