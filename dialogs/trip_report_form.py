"""The forms after a trip as they come back: hostile data read into what was told, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.domain.trip_reports import MAX_REPORT, TOLD
from bot.domain.trips import MAX_REASON, TripReport
from bot.domain.written import clean_text, line_of
from dialogs.feedback_form import RATING

PUBLISH, TEXT, LATER, REASON = "publish", "text", "later", "reason"
_LONGEST = 4 * MAX_REPORT
"""Characters of a field that are read at all; nobody gets so many into a form."""


def answers_from(data: Mapping[str, Any]) -> TripReport | None:
    """The answers that came back, None when they are nothing that the form holds; an empty one does not come at all."""
    words = {name: words_from(data, name) for name in TOLD}
    rating = data.get(RATING, "")
    if None in words.values() or not isinstance(rating, str) or not re.fullmatch("[1-5]?", rating):
        return None
    told = {name: text or "" for name, text in words.items()}
    return TripReport(**told, rating=int(rating or 0), publish=publish_from(data))


def words_from(data: Mapping[str, Any], name: str) -> str | None:
    """A field of several lines, None when it is none."""
    told = data.get(name, "")
    return clean_text(told) if isinstance(told, str) and len(told) <= _LONGEST else None


def publish_from(data: Mapping[str, Any]) -> bool:
    """Whether the report may be published: only when that is ticked."""
    return data.get(PUBLISH) == "true"


def reason_from(data: Mapping[str, Any]) -> str:
    """A reason as one line, no longer than is kept."""
    return line_of(data.get(REASON), MAX_REASON)[:MAX_REASON]
