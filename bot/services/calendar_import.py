"""Bringing a calendar file into the store: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.calendar_file import CalendarFile
from bot.domain.errors import Problem
from bot.domain.events import Event, EventDraft, Status
from bot.services.event_changes import add_events, change_events
from bot.services.ports import Events, UnitOfWork


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do: each event of the file is in exactly one of the four.

    `cancelled` are those that were not cancelled before; among them are occurrences of the store that
    the file has taken out of their series. With any `problems` nothing was stored.
    """

    added: tuple[EventDraft, ...] = ()
    changed: tuple[EventDraft, ...] = ()
    cancelled: tuple[EventDraft, ...] = ()
    unchanged: tuple[EventDraft, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


async def import_calendar(uow: UnitOfWork, file: CalendarFile, now: datetime, *, dry_run: bool = False) -> ImportReport:
    """Store the file's events: new keys are added, known ones changed where their facts differ.

    Importing again doubles nothing, and events that a table no longer has are left as they are. With
    `dry_run` the report tells what would be done.
    """
    if file.problems:
        return ImportReport(problems=file.problems, notes=file.notes)
    if not dry_run:
        await uow.events.lock()
    stored = await _stored(uow.events, file)
    drafts = [*file.drafts, *_taken_out(stored, file)]
    new = tuple(draft for draft in drafts if draft.key not in stored)
    different = [
        (stored[draft.key], draft)
        for draft in drafts
        if draft.key in stored and not stored[draft.key].facts.same_as(draft)
    ]
    if not dry_run:
        await add_events(uow, new, now)
        await change_events(uow, different, now)
    return ImportReport(
        added=new,
        changed=tuple(draft for event, draft in different if not _newly_cancelled(event, draft)),
        cancelled=tuple(draft for event, draft in different if _newly_cancelled(event, draft)),
        unchanged=_without(drafts, {draft.key for draft in new} | {draft.key for _, draft in different}),
        notes=file.notes,
    )


async def _stored(events: Events, file: CalendarFile) -> Mapping[str, Event]:
    # A repeating entry was perhaps a single event before, stored under its bare id.
    bare = (prefix.removesuffix("/") for prefix in file.series_prefixes)
    known = await events.by_keys({*(draft.key for draft in file.drafts), *bare})
    return known | await events.by_key_prefixes(file.series_prefixes)


def _taken_out(stored: Mapping[str, Event], file: CalendarFile) -> list[EventDraft]:
    told = {draft.key for draft in file.drafts}
    return [
        replace(event.facts, status=Status.CANCELLED)
        for key, event in stored.items()
        if key not in told and not event.cancelled and file.expanded.contains(event.facts.starts)
    ]


def _newly_cancelled(event: Event, draft: EventDraft) -> bool:
    return draft.status is Status.CANCELLED and not event.cancelled


def _without(drafts: Collection[EventDraft], keys: Collection[str]) -> tuple[EventDraft, ...]:
    return tuple(draft for draft in drafts if draft.key not in keys)
