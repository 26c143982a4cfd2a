"""The calendar in memory: an unchanging picture of all events, renewed when the stored one changes."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import merge

from bot.domain.events import Event
from bot.domain.intervals import Interval
from bot.services.ports import WithEvents
from bot.understanding.calendar_names import CalendarNames, Terms, certain, live_words, make_names, terms_of
from bot.understanding.morphology.analyzer import Analyzer


@dataclass(frozen=True, slots=True)
class Calendar:
    """All events in the order of their starts, with what finds them without reading through them.

    A position is an event's place in `events`; a stretch of time is then a slice. `longest` is the longest
    duration of any event: what has begun that long before a moment may still be going on. `recorded`,
    `registering` and `changed` are the positions of events that have a recording, that one signs up for, and
    that are cancelled or moved.
    """

    revision: int
    events: tuple[Event, ...]
    starts: tuple[datetime, ...]
    longest: timedelta
    by_id: dict[int, int]
    by_series: dict[str, list[int]]
    recorded: list[int]
    registering: list[int]
    changed: list[int]
    names: CalendarNames

    def event(self, number: int | None) -> Event | None:
        """The event of a number."""
        position = self.by_id.get(number) if number is not None else None
        return None if position is None else self.events[position]

    def those(self, numbers: Iterable[int | None]) -> list[Event]:
        """The events of numbers, but for what is not there any more."""
        return [event for event in map(self.event, numbers) if event is not None]

    def span(self, interval: Interval) -> range:
        """Positions that may overlap the interval."""
        first = 0 if interval.start is None else bisect_left(self.starts, interval.start - self.longest)
        last = len(self.starts) if interval.end is None else bisect_left(self.starts, interval.end)
        return range(first, max(first, last))

    def positions(self, interval: Interval, series: Sequence[str], *, latest: bool = False) -> Iterator[int]:
        """Positions of events that overlap the interval, of these series only, if any are named.

        In the order of their starts, or with `latest` the other way round; found as they are asked for.
        """
        span = self.span(interval)
        parts: list[Iterable[int]] = [span[::-1] if latest else span]
        if series:
            parts = [_within(self.by_series.get(name, []), span, latest) for name in series]
        for position in merge(*parts, reverse=latest):
            facts = self.events[position].facts
            if interval.overlaps(facts.starts, facts.ends):
                yield position


def _within(positions: list[int], span: range, latest: bool) -> Iterator[int]:
    first, last = bisect_left(positions, span.start), bisect_left(positions, span.stop)
    order = range(last - 1, first - 1, -1) if latest else range(first, last)
    return (positions[i] for i in order)


class CalendarCache:
    """Holds the newest picture; an event's words are analysed again only when the event changes."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._live = analyzer
        self._names: list[str] = []
        self._events: dict[int, Event] = {}
        self._terms: dict[tuple[int, int], Terms] = {}
        self._uncertain: set[tuple[int, int]] = set()
        self._calendar: Calendar | None = None
        self._renewing = asyncio.Lock()

    async def current(self, uow: WithEvents) -> Calendar:
        """The calendar as the transaction sees it."""
        revision = await uow.events.revision()
        if self._calendar is None or self._calendar.revision != revision:
            async with self._renewing:
                if self._calendar is None or self._calendar.revision != revision:
                    await self._renew(uow, revision)
        assert self._calendar is not None
        return self._calendar

    async def _renew(self, uow: WithEvents, revision: int) -> None:
        since = self._calendar.revision if self._calendar and self._calendar.revision < revision else -1
        changed = await uow.events.changed_since(since)
        known = {} if since < 0 else self._events
        self._events = known | {event.id: event for event in changed}
        events = sorted(self._events.values(), key=lambda event: (event.facts.starts, event.id))
        self._calendar = self.picture_of(events, revision)

    def picture_of(self, events: Sequence[Event], revision: int = 0) -> Calendar:
        """The calendar of these events, which are in the order of their starts."""
        names = live_words(events)
        if names != self._names:
            self._names, self._live = names, self._analyzer.with_live_words(names)
            # A word that no dictionary has may be another event's title now.
            self._terms = {key: terms for key, terms in self._terms.items() if key not in self._uncertain}
        self._terms = {(e.id, e.revision): self._terms_of(e) for e in events}
        return self._picture(revision, tuple(events))

    def _terms_of(self, event: Event) -> Terms:
        key = (event.id, event.revision)
        terms = self._terms.get(key)
        if terms is None:
            terms = terms_of(event, self._live)
            if not certain(event, self._analyzer):
                self._uncertain.add(key)
        return terms

    def _picture(self, revision: int, events: tuple[Event, ...]) -> Calendar:
        by_series: dict[str, list[int]] = {}
        for position, event in enumerate(events):
            by_series.setdefault(event.facts.series, []).append(position)
        terms = [self._terms[event.id, event.revision] for event in events]
        return Calendar(
            revision,
            events,
            tuple(event.facts.starts for event in events),
            max((event.duration for event in events), default=timedelta()),
            {event.id: position for position, event in enumerate(events)},
            by_series,
            _those(events, lambda event: event.facts.recording is not None),
            _those(events, lambda event: event.facts.registration.needed),
            _those(events, lambda event: event.changed),
            make_names(events, terms, self._live),
        )


def _those(events: Sequence[Event], fit: Callable[[Event], bool]) -> list[int]:
    return [position for position, event in enumerate(events) if fit(event)]
