"""Events as rows and back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row

from bot.domain.events import Event, EventDraft, Recording, Registration


def values_of(draft: EventDraft) -> dict[str, Any]:
    """The columns that tell the draft's facts."""
    return {
        "key": draft.key,
        "series": draft.series,
        "title": draft.title,
        "starts": draft.starts,
        "ends": draft.ends,
        "all_day": draft.all_day,
        "form": draft.form,
        "place": draft.place,
        "host": draft.host,
        "link": draft.link,
        "description": draft.description,
        "registration_url": draft.registration.url,
        "registration_closes": draft.registration.closes,
        "seats": draft.registration.seats,
        "recording_url": draft.recording.url if draft.recording else None,
        "recording_until": draft.recording.until if draft.recording else None,
        "status": draft.status,
    }


def event_of(row: Row[Any]) -> Event:
    """The event of a whole row."""
    recording = None
    if row.recording_url is not None:
        recording = Recording(url=row.recording_url, until=row.recording_until)
    facts = EventDraft(
        key=row.key,
        series=row.series,
        title=row.title,
        starts=row.starts,
        ends=row.ends,
        form=row.form,
        all_day=row.all_day,
        place=row.place,
        host=row.host,
        link=row.link,
        description=row.description,
        registration=Registration(url=row.registration_url, closes=row.registration_closes, seats=row.seats),
        recording=recording,
        status=row.status,
    )
    return Event(id=row.id, revision=row.revision, facts=facts, moved_from=row.moved_from, changed_at=row.changed_at)


def first_start(event: Event, draft: EventDraft) -> datetime | None:
    """The start that was told first, when the draft's start is another moment."""
    first = event.moved_from or event.facts.starts
    return None if first.timestamp() == draft.starts.timestamp() else first
