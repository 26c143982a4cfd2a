"""The record of who changed which events, with the facts before, so that a change can be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.domain.conversation import Incoming
from bot.domain.events import Event, EventDraft, Form, Recording, Registration, Status
from bot.domain.intervals import at_helsinki
from bot.domain.roles import Change, Deed
from bot.jsontext import decoded, encoded
from bot.services.ports import UnitOfWork
from bot.services.team import record

RECORDED = tuple(f"event_{what}" for what in ("added", "changed", "moved", "cancelled", "recording", "undone"))
"""What a change of events can be."""

READ_BACK = 200
"""How many of the latest changes are looked through for those of events."""


@dataclass(frozen=True, slots=True)
class Touched:
    """An event that a change touched: its key, its revision after, and its facts before, None when it is new."""

    key: str
    revision: int
    before: EventDraft | None


@dataclass(frozen=True, slots=True)
class EventChange:
    """A recorded change of events: who, when, what, and what it touched."""

    name: str
    at: datetime
    what: str
    title: str
    touched: tuple[Touched, ...]

    @property
    def revision(self) -> int:
        """The calendar's revision that the change made: no other change has it."""
        return self.touched[0].revision


async def record_change(
    uow: UnitOfWork, said: Incoming, what: str, after: Sequence[Event], before: Mapping[str, EventDraft]
) -> None:
    """Keep that these events are now as they are; `before` are the facts they had, by their keys."""
    touched = [[one.facts.key, one.revision, facts_to_plain(before.get(one.facts.key))] for one in after]
    await record(uow, said, Deed.EDIT_EVENTS, what, name=said.person.name, title=after[0].facts.title, touched=touched)


async def latest_changes(uow: UnitOfWork, most: int = READ_BACK) -> list[EventChange]:
    """The latest changes of events, the last first."""
    latest = await uow.team.latest(READ_BACK)
    return [_read(change) for change in latest if change.what in RECORDED][:most]


def _read(change: Change) -> EventChange:
    data = decoded(change.data)
    touched = tuple(Touched(key, revision, facts_of_plain(before)) for key, revision, before in data["touched"])
    return EventChange(data["name"], change.at, change.what, data["title"], touched)


def facts_to_plain(facts: EventDraft | None) -> dict[str, Any] | None:
    """Facts as JSON has them."""
    if facts is None:
        return None
    names = ("key", "series", "title", "form", "all_day", "place", "host", "link", "description", "status")
    registration, recording = facts.registration, facts.recording
    plain: dict[str, Any] = {name: getattr(facts, name) for name in names}
    return plain | {
        "starts": facts.starts.isoformat(),
        "ends": facts.ends.isoformat(),
        "registration": [registration.url, _told(registration.closes), registration.seats],
        "recording": [recording.url, _told(recording.until)] if recording else None,
    }


def facts_of_plain(plain: Mapping[str, Any] | None) -> EventDraft | None:
    """What `facts_to_plain` made plain."""
    if plain is None:
        return None
    url, closes, seats = plain["registration"]
    recording = plain["recording"]
    return EventDraft(
        key=plain["key"],
        series=plain["series"],
        title=plain["title"],
        starts=at_helsinki(datetime.fromisoformat(plain["starts"])),
        ends=at_helsinki(datetime.fromisoformat(plain["ends"])),
        form=Form(plain["form"]),
        all_day=plain["all_day"],
        place=plain["place"],
        host=plain["host"],
        link=plain["link"],
        description=plain["description"],
        registration=Registration(url, _day(closes), seats),
        recording=Recording(recording[0], _day(recording[1])) if recording else None,
        status=Status(plain["status"]),
    )


def facts_to_json(facts: EventDraft) -> str:
    """Facts as a text to be stored."""
    return encoded(facts_to_plain(facts)).decode()


def facts_of_json(text: str) -> EventDraft:
    """What `facts_to_json` wrote."""
    facts = facts_of_plain(decoded(text))
    assert facts is not None
    return facts


def _told(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
