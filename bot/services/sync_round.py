"""Brings what one reading of a followed calendar told into ours, in the caller's transaction: all of it or nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import chain, count

from bot.domain.calendar_sync import Difference, Entry, Followed, Round, Tally
from bot.domain.event_merging import adopted, merged
from bot.domain.events import Event, EventDraft, Status
from bot.services.calendar import Calendar
from bot.services.event_care import with_status
from bot.services.event_changes import add_events, change_events
from bot.services.event_records import facts_of_json, facts_to_json
from bot.services.ports import UnitOfWork

_SAME_WEEK = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a round came to, and the events of which ours was kept in parts."""

    tally: Tally
    kept: tuple[Difference, ...]


async def apply(uow: UnitOfWork, calendar: Calendar, round_: Round, now: datetime) -> Outcome:
    """Add, change and cancel what the round tells; the calendar is as it is stored, and locked.

    Nothing is erased: an event that is gone there is cancelled here while it is still to come, so that whoever was
    reminded of it hears.
    """
    rows = await _concerned(uow, round_)
    work = _Work(calendar, now, rows)
    told = {**_by_series(round_, rows), **{entry.source: entry for entry in round_.entries}}
    gone = {source for source, row in rows.items() if _is_gone(row, round_, told)}
    work.forget(gone)
    for entry in told.values():
        if entry.source in rows:
            work.follow(rows[entry.source], entry)
    # Of an invitation nothing is taken before it is accepted; one that is moved afterwards waits for an answer again.
    new = [entry for entry in told.values() if entry.source not in rows and not entry.unanswered]
    taken = {row.event: row for row in await uow.calendar_sync.of_events(work.alike(new))}
    for entry in sorted(new, key=lambda one: (one.facts.starts, one.source)):
        work.meet(entry, taken)
    work.cancel_gone()
    await work.store(uow)
    return Outcome(replace(work.tally, unread=len(round_.unread)), tuple(work.kept))


def key_of(source: str) -> str:
    """The key of an event that was first met in the followed calendar."""
    return f"outlook-{sha256(source.encode()).hexdigest()[:32]}"


async def _concerned(uow: UnitOfWork, round_: Round) -> dict[str, Followed]:
    """What follows the entries and series that a round tells of."""
    sources = {entry.source for entry in round_.entries} | round_.gone
    rows = [
        *await uow.calendar_sync.by_sources(sources),
        *await uow.calendar_sync.of_masters(round_.masters.keys() | round_.gone),
    ]
    return {row.source: row for row in rows}


def _by_series(round_: Round, rows: Mapping[str, Followed]) -> dict[str, Entry]:
    """What a changed series tells its occurrences, of which the round itself says nothing."""
    found = {}
    for source, row in rows.items():
        series = round_.masters.get(row.master)
        if series is None or not row.inherits or source in round_.gone | round_.unread:
            continue
        was = facts_of_json(row.told)
        facts = replace(series, starts=was.starts, ends=was.ends, all_day=was.all_day)
        found[source] = Entry(source, facts, row.master, inherits=True)
    return found


def _is_gone(row: Followed, round_: Round, told: Mapping[str, Entry]) -> bool:
    hidden = row.inherits and row.master in round_.masters and round_.masters[row.master] is None
    return row.source not in told and (row.source in round_.gone or row.master in round_.gone or hidden)


class _Work:
    """Gathers what a round changes before anything is stored."""

    def __init__(self, calendar: Calendar, now: datetime, rows: Mapping[str, Followed]) -> None:
        self._calendar, self._now, self._rows = calendar, now, rows
        self._gone: dict[str, Followed] = {}
        self._gone_starts: dict[str, list[tuple[float, str]]] = {}
        self._keys: set[str] = set()
        self._added: list[tuple[Entry, EventDraft]] = []
        self._changes: list[tuple[Event, EventDraft]] = []
        self._put: list[Followed] = []
        self._drop: list[str] = []
        self._alike: dict[tuple[str, float], list[Event]] = {}
        self.tally = Tally()
        self.kept: list[Difference] = []

    def forget(self, sources: Iterable[str]) -> None:
        """These are gone, unless a new entry turns out to be one of them."""
        for source in sources:
            row = self._gone[source] = self._rows[source]
            title, starts = _title_and_start(facts_of_json(row.told))
            self._gone_starts.setdefault(title, []).append((starts, source))

    def follow(self, row: Followed, entry: Entry) -> None:
        """An entry tells something of an event that follows it."""
        event = self._calendar.event(row.event)
        if event is None:
            return
        both = merged(event.facts, facts_of_json(row.told), entry.facts)
        self._change(event, both.facts)
        if both.kept and not event.over(self._now):
            self.kept.append(Difference(event, entry.facts, both.kept))
            self.tally = replace(self.tally, kept=self.tally.kept + len(both.kept))
        self._put.append(_row(entry, event.id))

    def alike(self, entries: Iterable[Entry]) -> list[int]:
        """The events that may be the same as one of the new entries; they are remembered."""
        wanted = {key for entry in entries for key in _likeness(entry)}
        if not wanted:
            return []
        for event in self._calendar.events:
            self._keys.add(event.facts.key)
            for key in ((event.facts.key, 0.0), _title_and_start(event.facts)):
                if key in wanted:
                    self._alike.setdefault(key, []).append(event)
        return [event.id for events in self._alike.values() for event in events]

    def meet(self, entry: Entry, taken: dict[int, Followed]) -> None:
        """An entry that is new there: a gone one under another id, an event of ours, or a new event.

        A series whose days are changed in Outlook has new ids for all its occurrences, and so has what was deleted by
        mistake and is written again.
        """
        alike = [one for key in _likeness(entry) for one in self._alike.get(key, ())]
        replaced = self._replaced_by(entry) or self._called_off(alike, taken)
        if replaced is not None:
            self._drop.append(replaced.source)
            taken[replaced.event] = _row(entry, replaced.event)
            self.follow(replaced, entry)
            return
        ours = next((one for one in alike if one.id not in taken), None)
        if ours is None:
            self._added.append((entry, replace(entry.facts, key=self._free_key(entry.source))))
            return
        taken[ours.id] = _row(entry, ours.id)
        self._change(ours, adopted(ours.facts, entry.facts))
        self._put.append(taken[ours.id])

    def cancel_gone(self) -> None:
        """What is gone is cancelled, if it is still to come."""
        for row in self._gone.values():
            event, told = self._calendar.event(row.event), facts_of_json(row.told)
            if event is None or event.over(self._now):
                continue
            cancelled = replace(told, status=Status.CANCELLED)
            self._change(event, merged(event.facts, told, cancelled).facts)
            self._put.append(replace(row, told=facts_to_json(cancelled)))

    async def store(self, uow: UnitOfWork) -> None:
        """Store all that has been gathered."""
        await change_events(uow, self._changes, self._now)
        await add_events(uow, [draft for _, draft in self._added], self._now)
        events = await uow.events.by_keys(draft.key for _, draft in self._added)
        await uow.calendar_sync.drop(self._drop)
        await uow.calendar_sync.put([*self._put, *(_row(entry, events[draft.key].id) for entry, draft in self._added)])
        self.tally = replace(self.tally, added=len(self._added))

    def _replaced_by(self, entry: Entry) -> Followed | None:
        """What is gone and has the same title within the same week, the nearest of them."""
        title, starts = _title_and_start(entry.facts)
        same = [one for one in self._gone_starts.get(title, ()) if one[1] in self._gone]
        apart, source = min(((abs(was - starts), source) for was, source in same), default=(math.inf, ""))
        return self._gone.pop(source) if apart <= _SAME_WEEK.total_seconds() else None

    def _called_off(self, alike: Iterable[Event], taken: Mapping[int, Followed]) -> Followed | None:
        """What was gone or cancelled there in an earlier round, of the same title and start."""
        rows = (taken[event.id] for event in alike if event.cancelled and event.id in taken)
        off = (row for row in rows if facts_of_json(row.told).status is Status.CANCELLED)
        return next((row for row in off if row.source not in self._rows), None)

    def _free_key(self, source: str) -> str:
        """A key for a new event; the usual one may be that of an event which follows another entry by now."""
        names = chain([source], (f"{source} {number}" for number in count(2)))
        return next(key for key in map(key_of, names) if key not in self._keys)

    def _change(self, event: Event, facts: EventDraft) -> None:
        facts = with_status(facts, event)
        if event.facts.same_as(facts):
            return
        self._changes.append((event, facts))
        newly = facts.status is Status.CANCELLED and not event.cancelled
        part = "cancelled" if newly else "changed"
        self.tally = replace(self.tally, **{part: getattr(self.tally, part) + 1})


def _likeness(entry: Entry) -> tuple[tuple[str, float], tuple[str, float]]:
    return (key_of(entry.source), 0.0), _title_and_start(entry.facts)


def _title_and_start(facts: EventDraft) -> tuple[str, float]:
    return facts.title.casefold(), facts.starts.timestamp()


def _row(entry: Entry, event: int) -> Followed:
    told = facts_to_json(entry.facts)
    return Followed(entry.source, event, told, entry.facts.ends, entry.master, entry.inherits)
