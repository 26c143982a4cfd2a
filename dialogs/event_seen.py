"""What a person has seen of what speaks against saving: they save knowingly, or see what is new first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256

from bot.domain.events import EventDraft
from bot.services.event_care import Concern

_LENGTH = 16


def seen(concerns: Sequence[Concern]) -> str:
    """A short text that is the same as long as the same was shown."""
    return _digest(f"{one.code} {one.day} {one.event.id if one.event else ''}" for one in concerns)


def seen_dates(facts: EventDraft, days: Sequence[date]) -> str:
    """The same of the dates of a series, at their time of the day."""
    times = f"{facts.starts:%H:%M} {facts.ends:%H:%M} {facts.all_day}"
    return _digest([times, *(day.isoformat() for day in days)])


def _digest(parts: Iterable[str]) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:_LENGTH]
