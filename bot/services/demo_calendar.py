"""A demo calendar whose dates follow today, to try the bot with."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from bot.domain.events import EventDraft, Form, Recording, Registration, Status
from bot.domain.intervals import HELSINKI
from bot.services.event_changes import add_events, change_events
from bot.services.ports import UnitOfWork

_DATA = Path(__file__).with_suffix(".toml")
_WEEKDAYS = ("ma", "ti", "ke", "to", "pe")
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DemoEvent:
    """An event as it is now, and as it was first told; the two differ when it was moved."""

    now: EventDraft
    first: EventDraft


async def load_demo(uow: UnitOfWork, now: datetime) -> int:
    """Store the demo calendar with the dates that it has now; how many events that changed.

    Loading again moves the same events. A new day makes no event a moved one: only those are that the
    data says were moved.
    """
    await uow.events.lock()
    demo = demo_events(now.date())
    stored = await uow.events.by_keys(event.now.key for event in demo)
    stale = [e for e in demo if e.now.key not in stored or not stored[e.now.key].facts.same_as(e.now)]
    await add_events(uow, [event.first for event in stale if event.now.key not in stored], now)
    known = [(stored[event.now.key], event.first) for event in stale if event.now.key in stored]
    await change_events(uow, known, now, announced=False)
    moved = [event.now for event in stale if event.now != event.first]
    before = await uow.events.by_keys(draft.key for draft in moved)
    await change_events(uow, [(before[draft.key], draft) for draft in moved], now)
    return len(stale)


def demo_events(today: date) -> list[DemoEvent]:
    """The demo calendar as it is on this day."""
    with _DATA.open("rb") as file:
        data = tomllib.load(file)
    calendar = _Dates(today, {(month, day) for month, day in data["closed"]})
    return [_event(facts, calendar) for facts in data["event"]]


class _Dates:
    """Weeks around today, as working days."""

    def __init__(self, today: date, closed: Collection[tuple[int, int]]) -> None:
        self._monday = today - timedelta(days=today.weekday())
        self._closed = closed

    def start(self, when: Mapping[str, Any]) -> datetime:
        """The moment of a week, a day and a time, on the next working day if that one is none."""
        day = self._monday + timedelta(weeks=when["week"], days=_WEEKDAYS.index(when["day"]))
        while (day.month, day.day) in self._closed or day.weekday() >= _SATURDAY:
            day += timedelta(days=1)
        return _at(day, when["at"])


def _event(facts: Mapping[str, Any], dates: _Dates) -> DemoEvent:
    starts = dates.start(facts)
    now = EventDraft(
        key=facts["key"],
        series=facts["series"],
        title=f"{facts['series']}: {facts['topic']}",
        starts=starts,
        ends=_end(facts, starts),
        form=Form(facts.get("form", Form.REMOTE)),
        place=facts.get("place", "Teams"),
        host=facts["host"],
        link=facts.get("link", ""),
        description=facts["description"],
        registration=_registration(facts.get("registration", {}), starts),
        recording=_recording(facts.get("recording"), starts),
        status=Status(facts.get("status", Status.PLANNED)),
    )
    if "moved_from" not in facts:
        return DemoEvent(now, now)
    first = dates.start(facts["moved_from"])
    return DemoEvent(now, replace(now, starts=first, ends=_end(facts, first), status=Status.PLANNED))


def _end(facts: Mapping[str, Any], starts: datetime) -> datetime:
    if "until" in facts:
        return _at(starts.date() + timedelta(days=facts["last_day"]), facts["until"])
    return starts + timedelta(minutes=facts["minutes"])


def _registration(facts: Mapping[str, Any], starts: datetime) -> Registration:
    if not facts:
        return Registration()
    closes = starts.date() - timedelta(days=facts["closes"])
    return Registration(facts["url"], closes, facts.get("seats"))


def _recording(facts: Mapping[str, Any] | None, starts: datetime) -> Recording | None:
    if facts is None:
        return None
    days = facts.get("days")
    return Recording(facts["url"], None if days is None else starts.date() + timedelta(days=days))


def _at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), HELSINKI)
