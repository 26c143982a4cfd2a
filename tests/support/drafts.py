"""Event drafts for tests."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from bot.domain.events import EventDraft
from bot.domain.intervals import HELSINKI


def helsinki(year: int, month: int, day: int, hour: int = 0, minute: int = 0, fold: int = 0) -> datetime:
    """A moment on Helsinki's clock; `fold` 1 is the later one of a repeated hour."""
    return datetime(year, month, day, hour, minute, tzinfo=HELSINKI, fold=fold)


def draft(key: str = "a1", **facts: Any) -> EventDraft:
    """A plain event on Tuesday 24.11.2026 at 9.00, half an hour long, but for the given facts."""
    starts = facts.pop("starts", helsinki(2026, 11, 24, 9, 0))
    known = {
        "series": "Etäkahvit",
        "title": "Etäkahvit: Sanelu puhelimella",
        "ends": starts + timedelta(minutes=30),
    }
    return EventDraft(key=key, starts=starts, **(known | facts))
