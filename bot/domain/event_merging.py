"""How what a followed calendar tells of an event goes together with what people have changed here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC
from typing import Any

from bot.domain.events import EventDraft, Status

TIMES, HELD = "times", "held"
"""Names of what is told together: when it begins and ends, and whether it takes place."""

_TEXTS = ("series", "title", "form", "place", "host", "link", "description")
PARTS = (TIMES, HELD, *_TEXTS)
"""What a followed calendar tells. Registration and recording are never its own: it has no fields for them."""


@dataclass(frozen=True, slots=True)
class Merged:
    """An event's facts after a change elsewhere, and the parts where both had changed: there ours are kept."""

    facts: EventDraft
    kept: tuple[str, ...] = ()


def merged(ours: EventDraft, before: EventDraft, after: EventDraft) -> Merged:
    """Ours with what has changed from `before` to `after`, but for the parts that people have changed here."""
    taken: list[str] = []
    kept: list[str] = []
    for part in PARTS:
        here, was, now = (part_of(facts, part) for facts in (ours, before, after))
        if now in (was, here):
            continue
        (taken if here == was else kept).append(part)
    return Merged(with_parts(ours, after, taken), tuple(kept))


def adopted(ours: EventDraft, told: EventDraft) -> EventDraft:
    """An event of ours that turns out to be the same as one told elsewhere: what ours lacks is filled in."""
    return with_parts(ours, told, [part for part in _TEXTS if not part_of(ours, part)])


def different(ours: EventDraft, told: EventDraft) -> tuple[str, ...]:
    """The parts that are otherwise here than they were told."""
    return tuple(part for part in PARTS if part_of(ours, part) != part_of(told, part))


def part_of(facts: EventDraft, part: str) -> object:
    """A part's value, to be compared: moments as such, whatever the clocks show."""
    if part == TIMES:
        return facts.starts.astimezone(UTC), facts.ends.astimezone(UTC), facts.all_day
    if part == HELD:
        return facts.status is not Status.CANCELLED
    return getattr(facts, part)


def with_parts(ours: EventDraft, told: EventDraft, parts: Iterable[str]) -> EventDraft:
    """Ours with these parts as they are told."""
    names: list[str] = []
    for part in parts:
        names += {TIMES: ["starts", "ends", "all_day"], HELD: ["status"]}.get(part, [part])
    changes: dict[str, Any] = {name: getattr(told, name) for name in names}
    return replace(ours, **changes)
