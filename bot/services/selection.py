"""Picking events out of the calendar by what a meaning names, and by less of it when that finds nothing."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice

from bot.domain.events import Event, Form
from bot.domain.intervals import Interval
from bot.services.calendar import Calendar
from bot.understanding.calendar_names import host_names, words_of
from bot.understanding.dates.reading import Grain, TimeReading
from bot.understanding.meaning import Aspect, Direction, Meaning, TopicWord
from bot.understanding.topics import ENOUGH, SOME, topic_groups

CLOSE_TO_BEST = 0.8
"""Of several events on a topic, those whose rank is at least this share of the best one's are shown."""

MOST = 60
"""Events that a search without a topic gives: more are read by nobody, and would cost what is stored."""

ONE_DAY = frozenset({Grain.DAY, Grain.DAYPART, Grain.CLOCK})

Found = tuple[list[Event], list[Event]]
"""Events that fit, and those that fit the topic half when none fits it well."""


class Search:
    """One meaning searched in one calendar at one moment."""

    def __init__(self, meaning: Meaning, calendar: Calendar, now: datetime) -> None:
        self._meaning = meaning
        self._calendar = calendar
        self._now = now
        self._ahead = Interval(now)
        self._behind = Interval(None, now)
        self._excluded = self._about(meaning.excluded.topic)

    @property
    def refers(self) -> bool:
        """Whether the meaning names anything that narrows the events."""
        m = self._meaning
        return bool(
            m.series or m.topic or m.hosts or m.place or m.times or m.form or m.excluded or "event_noun" in m.evidence
        )

    def run(self, direction: Direction | None = None) -> Found:
        """Events that fit all that was said, in the order of their starts."""
        towards = direction or self._meaning.direction
        latest = towards is Direction.PAST and not self._meaning.times
        return self._search(self._windows(towards), self._meaning.series, latest=latest)

    def shown(self) -> list[Event]:
        """The events of an earlier answer that still exist."""
        return self.numbered(self._meaning.shown)

    def numbered(self, numbers: Sequence[int]) -> list[Event]:
        """The events of these numbers that still exist."""
        positions = (self._calendar.by_id.get(number) for number in numbers)
        return [self._calendar.events[p] for p in positions if p is not None]

    def beside_shown(self) -> list[Event]:
        """What comes after the events of an earlier answer, or came before them, of the same kind, the nearest first.

        A topic names no kind: then it is the series of what was shown.
        """
        shown = self.shown()
        if not shown:
            return []
        after, before = max(event.facts.ends for event in shown), min(event.facts.starts for event in shown)
        window = Interval(after) if self._meaning.step > 0 else Interval(None, before)
        series = self._meaning.series
        if not series and self._meaning.topic:
            series = tuple(dict.fromkeys(event.facts.series for event in shown))
        found, _ = self._search([window], series, topic=False, latest=self._meaning.step < 0)
        beside = [event for event in found if not event.cancelled and event not in shown]
        return beside if self._meaning.step > 0 else beside[::-1]

    def _coming(self, among: Sequence[int], fits: Callable[[Event], bool]) -> list[Event]:
        """What is to come at these positions, of the named series, if any, and fits."""
        ahead = among[bisect_left(among, self._calendar.span(self._ahead).start) :]
        events = (self._calendar.events[p] for p in ahead if self._within(p, self._ahead, self._meaning.series))
        return list(islice(filter(fits, events), MOST))

    def to_sign_up_for(self, fits: Callable[[Event], bool]) -> list[Event]:
        """What is to come that one signs up for, and fits."""
        return self._coming(self._calendar.registering, fits)

    def changed(self, fits: Callable[[Event], bool]) -> list[Event]:
        """What is to come that is cancelled or moved, and fits."""
        return self._coming(self._calendar.changed, fits)

    def watchable(self) -> list[Event]:
        """What can be watched today of the named series, if any, the latest first."""
        events = (self._calendar.events[p] for p in reversed(self._calendar.recorded))
        series = self._meaning.series
        return list(islice((e for e in events if self.can_watch(e) and (not series or e.facts.series in series)), MOST))

    def on_any_topic(self) -> list[Event]:
        """All that was said but the topic."""
        return self._search(self._windows(self._meaning.direction), self._meaning.series, topic=False)[0]

    def without_times(self) -> list[Event]:
        """The same at any coming time."""
        return self._search([self._ahead], self._meaning.series)[0] if self._meaning.times else []

    def of_others(self) -> list[Event]:
        """The same of any host."""
        return self._as(replace(self._meaning, hosts=())) if self._meaning.hosts else []

    def elsewhere(self) -> list[Event]:
        """The same in any place."""
        return self._as(replace(self._meaning, place="")) if self._meaning.place else []

    def _as(self, meaning: Meaning) -> list[Event]:
        return Search(meaning, self._calendar, self._now).run(Direction.COMING)[0]

    def called_by_times(self) -> list[Event]:
        """The same topic at another time, if the title has the words of the time: "kesän poikkeusaukiolot" in May."""
        analyzer = self._calendar.names.analyzer
        said = [word.lemmas for time in self._meaning.times for word in words_of(time.text, analyzer)]
        if not said or not self._meaning.topic:
            return []
        titles = ((event, words_of(event.topic, analyzer)) for event in self.without_times())
        return [event for event, title in titles if all(any(w.lemmas & lemmas for w in title) for lemmas in said)]

    def without_series(self) -> list[Event]:
        """The same topic in any series."""
        return self._search([self._ahead], ())[0] if self._meaning.series else []

    def without_topic(self) -> list[Event]:
        """The next of the same series on any topic."""
        return self.first(self._meaning.series, self._ahead)

    def past_topic(self) -> list[Event]:
        """The latest on the same topic."""
        return self._search([self._behind], (), latest=True)[0][-1:]

    def at_those_times(self) -> list[Event]:
        """What else there is at the times that were asked."""
        if not self._meaning.series or not all(time.grain in ONE_DAY for time in self._meaning.times):
            return []
        return [e for e in self._search(self._windows(Direction.COMING), (), topic=False)[0] if not e.cancelled]

    def nearest_in_time(self) -> list[Event]:
        """The coming event that is nearest to the times that were asked, of the same series, or of any."""
        start = min((time.interval.start for time in self._meaning.times if time.interval.start), default=self._now)
        end = max((time.interval.end for time in self._meaning.times if time.interval.end), default=self._now)
        start, end = max(start, self._now), max(end, self._now)
        for series in (self._meaning.series, ()):
            after, before = (
                self.first(series, Interval(end)),
                self.first(series, Interval(self._now, start), latest=True),
            )
            if after and before:
                closer = start - before[0].facts.ends < after[0].facts.starts - end
                return before if closer else after
            if after or before:
                return after or before
        return []

    def first(self, series: Sequence[str], window: Interval, *, latest: bool = False) -> list[Event]:
        """The first, or the latest, event of a window that takes place; an empty list when none does."""
        positions = self._calendar.positions(window, series, latest=latest)
        events = (self._calendar.events[p] for p in positions if self._fits(p))
        return list(islice((event for event in events if not event.cancelled), 1))

    def can_register(self, event: Event) -> bool:
        """Whether one can still sign up for an event."""
        closes = event.facts.registration.closes
        return (
            event.facts.registration.needed and not event.cancelled and (closes is None or closes >= self._now.date())
        )

    def can_watch(self, event: Event) -> bool:
        """Whether an event's recording may be offered now."""
        recording = event.facts.recording
        return recording is not None and event.over(self._now) and recording.watchable(self._now.date())

    def _windows(self, towards: Direction) -> list[Interval]:
        """The stretches of time that are searched."""
        if not self._meaning.times:
            return [self._behind if towards is Direction.PAST else self._ahead]
        windows = []
        for time in self._meaning.times:
            over = towards is Direction.COMING and time.interval.end is not None and time.interval.end <= self._now
            choices = (time.interval, *time.alternatives) if time.ambiguous or over else (time.interval,)
            windows += [self._still_ahead(interval, towards) for interval in choices]
        return windows

    def _still_ahead(self, interval: Interval, towards: Direction) -> Interval:
        """Of a time that is going on, only what is left of it, or what is over when one asks back."""
        if not interval.contains(self._now):
            return interval
        return Interval(self._now, interval.end) if towards is Direction.COMING else Interval(interval.start, self._now)

    def _search(
        self, windows: Sequence[Interval], series: Sequence[str], *, topic: bool = True, latest: bool = False
    ) -> Found:
        if topic and self._meaning.topic:
            return self._on_topic(windows, series, latest)
        found: set[int] = set()
        for window in windows:
            positions = self._calendar.positions(window, series, latest=latest)
            found.update(islice(filter(self._fits, positions), MOST))
        return [self._calendar.events[p] for p in sorted(found)], []

    def _on_topic(self, windows: Sequence[Interval], series: Sequence[str], latest: bool) -> Found:
        groups = topic_groups(self._meaning.topic)
        of_each = [self._on_one(words, windows, series, latest) for words in groups]
        if len(groups) > 1 and self._meaning.group:
            # "Lautapelikahvit ja Apilan kierros": only the one of them is a coffee.
            of_each = [
                one if one[0] else self._on_one(words, windows, (), latest)
                for one, words in zip(of_each, groups, strict=True)
            ]
        found, half = ({e.id: e for one in of_each for e in one[i]} for i in (0, 1))
        in_order = sorted(found.values(), key=lambda event: (event.facts.starts, event.id))
        return in_order, [] if found else list(half.values())

    def _on_one(
        self, words: Sequence[TopicWord], windows: Sequence[Interval], series: Sequence[str], latest: bool
    ) -> Found:
        hits = {
            hit.position: hit
            for window in windows
            for hit in self._calendar.names.topics.search(words, self._calendar.span(window), latest=latest)
            if self._within(hit.position, window, series)
        }
        enough = [hit for hit in hits.values() if hit.coverage >= ENOUGH]
        # "Mistä bussi lähtee" after a study trip: of several that speak of buses, the one that is talked of.
        among = self._meaning.among
        enough = [hit for hit in enough if among and self._calendar.events[hit.position].id in among] or enough
        if enough:
            best = max(hit.rank for hit in enough)
            chosen = sorted(hit.position for hit in enough if hit.rank >= CLOSE_TO_BEST * best)
            return [self._calendar.events[p] for p in chosen], []
        half = sorted((hit for hit in hits.values() if hit.coverage >= SOME), key=lambda hit: -hit.rank)
        half = [hit for hit in half if hit.rank >= CLOSE_TO_BEST * half[0].rank]
        return [], [self._calendar.events[hit.position] for hit in half]

    def _within(self, position: int, window: Interval, series: Sequence[str]) -> bool:
        facts = self._calendar.events[position].facts
        named = not series or facts.series in series
        return named and window.overlaps(facts.starts, facts.ends) and self._fits(position)

    def _fits(self, position: int) -> bool:
        """Whether the event has the host, the form, the place and the time of day that were asked."""
        facts = self._calendar.events[position].facts
        meaning = self._meaning
        if self._calendar.events[position].id in meaning.besides:
            return False
        if position in self._excluded or facts.series in meaning.excluded.series:
            return False
        if meaning.excluded.hosts and set(host_names(facts.host)) & set(meaning.excluded.hosts):
            return False
        if meaning.hosts and not set(host_names(facts.host)) & set(meaning.hosts):
            return False
        if meaning.form and Aspect.FORM not in meaning.aspects and facts.form not in (meaning.form, Form.HYBRID):
            return False
        if meaning.place and not self._held_in(facts.place):
            return False
        return not meaning.times or any(_at_times_of(time, facts.starts) for time in meaning.times)

    def _about(self, topic: Sequence[TopicWord]) -> frozenset[int]:
        """Positions of the coming events on a topic that is left out."""
        if not topic:
            return frozenset()
        hits = self._calendar.names.topics.search(topic, self._calendar.span(self._ahead))
        return frozenset(hit.position for hit in hits if hit.coverage >= ENOUGH)

    def _held_in(self, place: str) -> bool:
        return held_in(place, self._meaning.place, self._calendar)


def held_in(place: str, town: str, calendar: Calendar) -> bool:
    """Whether an event's place is in a town."""
    return any(town in word.lemmas for word in words_of(place, calendar.names.analyzer))


def _at_times_of(time: TimeReading, start: datetime) -> bool:
    """Whether a start is on the weekdays and within the hours that a time limits itself to."""
    if time.weekdays and start.weekday() not in time.weekdays:
        return False
    return time.daily is None or time.daily[0] <= start.hour < time.daily[1]
