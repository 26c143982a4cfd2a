"""Picking events out of the calendar by what a meaning names, and by less of it when that finds nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.events import Event, Form
from bot.domain.intervals import Interval
from bot.services.calendar import Calendar
from bot.understanding.dates.reading import TimeReading
from bot.understanding.meaning import Aspect, Direction, Meaning
from bot.understanding.topics import ENOUGH, SOME
from bot.understanding.calendar_names import host_names, words_of

CLOSE_TO_BEST = 0.8
"""Of several events on a topic, those whose rank is at least this share of the best one's are shown."""


class Search:
    """One meaning searched in one calendar at one moment."""

    def __init__(self, meaning: Meaning, calendar: Calendar, now: datetime) -> None:
        self._meaning = meaning
        self._calendar = calendar
        self._now = now

    @property
    def refers(self) -> bool:
        """Whether the meaning names anything that narrows the events."""
        m = self._meaning
        return bool(m.series or m.topic or m.hosts or m.place or m.times or m.form or "event_noun" in m.evidence)

    def run(self, direction: Direction | None = None) -> tuple[list[Event], list[Event]]:
        """Events that fit all that was said; and, when none does, those that fit the topic half."""
        return self._search(self._windows(direction), self._meaning.series, topic=True)

    def shown(self) -> list[Event]:
        """The events of an earlier answer that still exist."""
        positions = (self._calendar.by_id.get(number) for number in self._meaning.shown)
        return [self._calendar.events[p] for p in positions if p is not None]

    def after_shown(self) -> list[Event]:
        """What comes after the events of an earlier answer, of the same series and topic."""
        shown = self.shown()
        after = Interval(max(event.facts.ends for event in shown)) if shown else Interval(self._now)
        found = self._search([after], self._meaning.series, topic=True)[0]
        return [event for event in found if not event.cancelled and event not in shown]

    def coming(self) -> list[Event]:
        """All that is to come, of the named series if any."""
        return self._search([Interval(self._now)], self._meaning.series, topic=False)[0]

    def past(self) -> list[Event]:
        """All that is over, of the named series if any."""
        return self._search([Interval(None, self._now)], self._meaning.series, topic=False)[0]

    def on_any_topic(self) -> list[Event]:
        """All that was said but the topic."""
        return self._search(self._windows(None), self._meaning.series, topic=False)[0]

    def can_register(self, event: Event) -> bool:
        """Whether one can still sign up for an event."""
        closes = event.facts.registration.closes
        return event.facts.registration.needed and not event.cancelled and (closes is None or closes >= self._now.date())

    def without_times(self) -> list[Event]:
        """The same at any coming time."""
        if not self._meaning.times:
            return []
        return self._search([Interval(self._now)], self._meaning.series, topic=True)[0]

    def without_series(self) -> list[Event]:
        """The same topic in any series."""
        if not self._meaning.series:
            return []
        return self._search([Interval(self._now)], (), topic=True)[0]

    def without_topic(self) -> list[Event]:
        """The same series on any topic: its next one."""
        return [e for e in self._search([Interval(self._now)], self._meaning.series, topic=False)[0] if not e.cancelled][:1]

    def past_topic(self) -> list[Event]:
        """The same topic in the past, the latest first."""
        return self._search([Interval(None, self._now)], (), topic=True)[0][::-1][:1]

    def anything(self) -> list[Event]:
        """Everything to come."""
        return self._search([Interval(self._now)], (), topic=False)[0]

    def _windows(self, direction: Direction | None) -> list[Interval]:
        """The stretches of time that are searched."""
        towards = direction or self._meaning.direction
        side = Interval(None, self._now) if towards is Direction.PAST else Interval(self._now)
        if not self._meaning.times:
            return [side]
        windows = []
        for time in self._meaning.times:
            choices = (time.interval, *time.alternatives) if time.ambiguous else (time.interval,)
            windows += [self._still_ahead(interval, towards) for interval in choices]
        return windows

    def _still_ahead(self, interval: Interval, towards: Direction) -> Interval:
        """Of a time that is going on, only what is left, unless one asks back."""
        if towards is Direction.COMING and interval.contains(self._now):
            return Interval(self._now, interval.end)
        return interval

    def _search(self, windows: Sequence[Interval], series: Sequence[str], topic: bool) -> tuple[list[Event], list[Event]]:
        positions = sorted({p for window in windows for p in self._calendar.positions(window, series) if self._fits(p)})
        if not topic or not self._meaning.topic or not positions:
            return [self._calendar.events[p] for p in positions], []
        allowed = set(positions)
        hits = self._calendar.names.topics.search(self._meaning.topic, positions[0], positions[-1] + 1)
        hits = [hit for hit in hits if hit.position in allowed]
        enough = [hit for hit in hits if hit.coverage >= ENOUGH]
        if enough:
            best = max(hit.rank for hit in enough)
            chosen = sorted(hit.position for hit in enough if hit.rank >= CLOSE_TO_BEST * best)
            return [self._calendar.events[p] for p in chosen], []
        half = [hit.position for hit in hits if hit.coverage >= SOME]
        return [], [self._calendar.events[p] for p in half]

    def _fits(self, position: int) -> bool:
        facts = self._calendar.events[position].facts
        meaning = self._meaning
        if meaning.hosts and not set(host_names(facts.host)) & set(meaning.hosts):
            return False
        if meaning.form and Aspect.FORM not in meaning.aspects and facts.form not in (meaning.form, Form.HYBRID):
            return False
        if meaning.place and not self._held_in(facts.place):
            return False
        hours = [time.daily for time in meaning.times if time.daily]
        return not hours or any(first <= facts.starts.hour < last for first, last in hours)

    def _held_in(self, place: str) -> bool:
        analyzer = self._calendar.names.analyzer
        return any(self._meaning.place in word.lemmas for word in words_of(place, analyzer))


def nearest_in_time(events: Sequence[Event], times: Sequence[TimeReading], count: int) -> list[Event]:
    """The events closest to the times asked: the first after them, or the last before when none is after."""
    going_on = [event for event in events if not event.cancelled]
    edge = max((time.interval.end for time in times if time.interval.end), default=None)
    if edge is None:
        return going_on[:count]
    after = [event for event in going_on if event.facts.starts >= edge]
    return after[:count] or going_on[-count:]
