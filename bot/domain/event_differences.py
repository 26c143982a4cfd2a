"""What has become of an event while somebody had its form open, and how it goes together with what they wrote."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from bot.domain.event_forms import Field

MARKED = 80
"""Characters of a text that a form carries of what was there when it was opened."""

_HASH = 8


def marks(written: Mapping[Field, str]) -> dict[str, str]:
    """What a form carries of each field: short texts as they are, of long ones the beginning and a fingerprint."""
    return {field.value: mark(text) for field, text in written.items() if text}


def mark(text: str) -> str:
    """A short text as it is, of a long one its beginning and a fingerprint."""
    if len(text) <= MARKED:
        return text
    return f"{text[:MARKED]} …{sha256(text.encode()).hexdigest()[:_HASH]}"


def shown(marked: str) -> str:
    """A mark as people see it, without the fingerprint."""
    return marked[:-_HASH] if len(marked) > MARKED else marked


def marks_of(data: object) -> dict[Field, str]:
    """The marks that came back with a form; what cannot be one is left out."""
    if not isinstance(data, dict):
        return {}
    known: Mapping[str, Any] = data
    told = {field: known.get(field.value, "") for field in Field}
    most = MARKED + _HASH + 2
    return {field: text for field, text in told.items() if isinstance(text, str) and len(text) <= most}


def differences(was: Mapping[Field, str], now: Mapping[Field, str]) -> list[tuple[Field, str, str]]:
    """The fields that are not as they were: each with what was there, and what is."""
    return [
        (field, shown(was[field]), text) for field, text in now.items() if field in was and mark(text) != was[field]
    ]


def together(told: Mapping[Field, str], was: Mapping[Field, str], now: Mapping[Field, str]) -> dict[Field, str]:
    """What somebody wrote, and where they left a field as it was, what it is now."""
    return {
        field: now[field] if field in now and mark(text) == was.get(field) else text for field, text in told.items()
    }
