"""The calendar in memory: how events are found in it, and when it is renewed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.services.calendar as calendar_module
from bot.domain.errors import StoreUnavailable
from bot.domain.events import Event, EventDraft, Recording, Status
from bot.domain.intervals import Interval
from bot.services.calendar import Calendar, CalendarCache
from bot.understanding.calendar_names import Terms, terms_of
from bot.understanding.meaning import TopicWord
from bot.understanding.morphology.analyzer import Analyzer
from storage.store import SqlStore
from tests.support.drafts import draft, helsinki
from tests.support.world import base_analyzer, calendar_of


def day(number: int, hour: int = 9) -> datetime:
    return helsinki(2026, 12, number, hour)


def on(number: int, key: str = "", *, days: int = 0, **facts: object) -> EventDraft:
    """An event of half an hour that day, or of so many days more."""
    starts = day(number)
    return draft(key or f"d{number}", starts=starts, ends=starts + timedelta(days=days, minutes=30), **facts)


def keys(calendar: Calendar, interval: Interval, *series: str, latest: bool = False) -> list[str]:
    return [calendar.events[p].facts.key for p in calendar.positions(interval, series, latest=latest)]


MIXED = calendar_of(
    (
        on(9, "late", series="Työpaja"),
        on(1, "trip", days=3, series="Opintomatka"),
        on(2, "a"),
        on(2, "b", series="Digivartit"),
        on(4, "c", recording=Recording("https://katso.example/c")),
        on(6, "d", series="Digivartit"),
    )
)


def test_events_are_in_the_order_of_their_starts_then_of_their_numbers() -> None:
    assert [event.facts.key for event in MIXED.events] == ["trip", "a", "b", "c", "d", "late"]
    assert list(MIXED.starts) == [event.facts.starts for event in MIXED.events]


def test_what_finds_an_event_points_at_it() -> None:
    assert all(MIXED.events[position].id == number for number, position in MIXED.by_id.items())
    assert len(MIXED.by_id) == len(MIXED.events)
    assert MIXED.by_series["Digivartit"] == [2, 4]
    assert MIXED.recorded == [3]
    assert MIXED.longest == timedelta(days=3, minutes=30)


def test_what_began_days_before_and_goes_on_is_found() -> None:
    assert keys(MIXED, Interval(day(4, 8), day(4, 9))) == ["trip"]
    assert keys(MIXED, Interval.of_day(day(4).date())) == ["trip", "c"]
    assert keys(MIXED, Interval(day(4, 10))) == ["d", "late"]


def test_what_begins_when_the_interval_ends_is_outside() -> None:
    assert keys(MIXED, Interval(day(5), day(6))) == []
    assert keys(MIXED, Interval(day(5), day(6, 10))) == ["d"]


def test_an_open_interval_has_all_on_its_side() -> None:
    assert keys(MIXED, Interval()) == ["trip", "a", "b", "c", "d", "late"]
    assert keys(MIXED, Interval(None, day(2))) == ["trip"]


def test_only_the_named_series_each_in_one_order() -> None:
    assert keys(MIXED, Interval(), "Digivartit") == ["b", "d"]
    assert keys(MIXED, Interval(), "Työpaja", "Digivartit") == ["b", "d", "late"]
    assert keys(MIXED, Interval(day(5)), "Digivartit", "Opintomatka") == ["d"]
    assert keys(MIXED, Interval(), "Webinaari") == []


def test_the_latest_come_first_when_asked() -> None:
    assert keys(MIXED, Interval(), latest=True) == ["late", "d", "c", "b", "a", "trip"]
    assert keys(MIXED, Interval(None, day(6)), "Digivartit", "Opintomatka", latest=True) == ["b", "trip"]


def test_a_calendar_without_events() -> None:
    empty = calendar_of(())
    assert keys(empty, Interval()) == []
    assert empty.longest == timedelta()


EVENTS = st.lists(
    st.tuples(st.integers(1, 28), st.integers(0, 4), st.sampled_from(["Etäkahvit", "Digivartit", "Työpaja"])),
    max_size=12,
)
ENDS = st.tuples(st.none() | st.integers(1, 31), st.none() | st.integers(1, 31))


@given(told=EVENTS, ends=ENDS, series=st.sets(st.sampled_from(["Etäkahvit", "Digivartit"])), latest=st.booleans())
def test_positions_are_those_that_reading_all_events_finds(
    told: list[tuple[int, int, str]], ends: tuple[int | None, int | None], series: set[str], latest: bool
) -> None:
    drafts = (on(first, f"k{n}", days=days, series=name) for n, (first, days, name) in enumerate(told))
    calendar = calendar_of(tuple(drafts))
    start, end = (None if number is None else day(number) for number in ends)
    interval = Interval(start, end)
    wanted = [
        event.facts.key
        for event in calendar.events
        if (not series or event.facts.series in series) and interval.overlaps(event.facts.starts, event.facts.ends)
    ]
    assert keys(calendar, interval, *sorted(series), latest=latest) == (wanted[::-1] if latest else wanted)


@dataclass
class StoredEvents:
    """Stored events that tell what was read of them; only what a cache reads is there."""

    stored: list[Event] = field(default_factory=list)
    number: int = 0
    reads: list[int] = field(default_factory=list)
    broken: bool = False

    def put(self, *drafts: EventDraft) -> None:
        """Add events, or change those of the same key, as one transaction would."""
        self.number += 1
        ids = {event.facts.key: event.id for event in self.stored}
        kept = [event for event in self.stored if event.facts.key not in {told.key for told in drafts}]
        new = [Event(ids.get(told.key, len(ids) + n), self.number, told) for n, told in enumerate(drafts, 1)]
        self.stored = [*kept, *new]

    async def revision(self) -> int:
        return self.number

    async def changed_since(self, revision: int) -> Sequence[Event]:
        self.reads.append(revision)
        await asyncio.sleep(0)
        if self.broken:
            raise StoreUnavailable
        return [event for event in self.stored if event.revision > revision]

    async def by_keys(self, keys: Iterable[str]) -> dict[str, Event]:
        raise NotImplementedError

    async def by_key_prefixes(self, prefixes: Iterable[str]) -> dict[str, Event]:
        raise NotImplementedError

    async def lock(self) -> None:
        raise NotImplementedError

    async def add(self, drafts: Sequence[EventDraft]) -> None:
        raise NotImplementedError

    async def change(self, changes: Sequence[tuple[Event, EventDraft]], *, announced: bool = True) -> None:
        raise NotImplementedError


@dataclass
class Transaction:
    """A transaction in which only events are read."""

    events: StoredEvents


@pytest.fixture
def analysed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of events whose words have been analysed, each time that they were."""
    seen: list[str] = []

    def spy(event: Event, analyzer: Analyzer) -> Terms:
        seen.append(event.facts.key)
        return terms_of(event, analyzer)

    monkeypatch.setattr(calendar_module, "terms_of", spy)
    return seen


@pytest.fixture
def events() -> StoredEvents:
    """Three stored events."""
    stored = StoredEvents()
    stored.put(on(3, "a"), on(1, "b"), on(2, "c"))
    return stored


def shown(calendar: Calendar) -> list[str]:
    return [event.facts.key for event in calendar.events]


async def test_the_same_picture_while_the_revision_is_the_same(events: StoredEvents) -> None:
    cache = CalendarCache(base_analyzer())
    first = await cache.current(Transaction(events))
    assert await cache.current(Transaction(events)) is first
    assert events.reads == [-1]
    assert shown(first) == ["b", "c", "a"]


async def test_only_what_changed_is_read_and_analysed_again(events: StoredEvents, analysed: list[str]) -> None:
    cache = CalendarCache(base_analyzer())
    old = await cache.current(Transaction(events))
    assert sorted(analysed) == ["a", "b", "c"]
    analysed.clear()
    events.put(on(5, "c", title="Etäkahvit: Lukukoira"))
    new = await cache.current(Transaction(events))
    assert events.reads == [-1, 1]
    assert analysed == ["c"]
    assert shown(new) == ["b", "a", "c"]
    assert new.revision == 2
    assert shown(old) == ["b", "c", "a"], "a picture once given never changes"


async def test_what_an_event_was_about_before_is_no_longer_found(events: StoredEvents) -> None:
    events.put(on(2, "c", title="Etäkahvit: Lukukoira"))
    cache = CalendarCache(base_analyzer())
    word = TopicWord("lukukoira", ("lukukoira",))
    before = await cache.current(Transaction(events))
    assert [hit.position for hit in before.names.topics.search([word], range(3))] == [1]
    events.put(on(2, "c", title="Etäkahvit: Siemenkirjasto"))
    after = await cache.current(Transaction(events))
    assert after.names.topics.search([word], range(3)) == []


async def test_a_cancelled_event_is_cancelled_at_once(events: StoredEvents) -> None:
    cache = CalendarCache(base_analyzer())
    await cache.current(Transaction(events))
    events.put(on(2, "c", status=Status.CANCELLED))
    calendar = await cache.current(Transaction(events))
    assert [event.facts.key for event in calendar.events if event.cancelled] == ["c"]


async def test_an_older_revision_is_read_anew_from_the_start(events: StoredEvents) -> None:
    """As after a backup was brought back: what was known of later changes is forgotten."""
    cache = CalendarCache(base_analyzer())
    events.put(on(9, "later"))
    await cache.current(Transaction(events))
    backup = StoredEvents()
    backup.put(on(1, "b"))
    assert shown(await cache.current(Transaction(backup))) == ["b"]


async def test_many_who_ask_at_once_renew_it_once(events: StoredEvents) -> None:
    cache = CalendarCache(base_analyzer())
    pictures = await asyncio.gather(*(cache.current(Transaction(events)) for _ in range(5)))
    assert events.reads == [-1]
    assert all(picture is pictures[0] for picture in pictures)


async def test_a_renewal_that_fails_is_tried_again(events: StoredEvents) -> None:
    cache = CalendarCache(base_analyzer())
    events.broken = True
    with pytest.raises(StoreUnavailable):
        await cache.current(Transaction(events))
    events.broken = False
    assert shown(await cache.current(Transaction(events))) == ["b", "c", "a"]


async def test_a_failed_reading_anew_loses_no_event(events: StoredEvents) -> None:
    cache = CalendarCache(base_analyzer())
    events.put(on(9, "d"))
    await cache.current(Transaction(events))
    backup = StoredEvents(events.stored[:2], number=1, broken=True)
    with pytest.raises(StoreUnavailable):
        await cache.current(Transaction(backup))
    events.put(on(10, "e"))
    assert shown(await cache.current(Transaction(events))) == ["b", "c", "a", "d", "e"]


async def test_a_calendar_that_grew_is_as_one_read_at_once(events: StoredEvents) -> None:
    cache = CalendarCache(base_analyzer())
    events.put(on(4, "d", description="Kokeillaan yhdessä Brosmelia."))
    await cache.current(Transaction(events))
    events.put(on(5, "e", title="Etäkahvit: Brosmeli"))
    grown = await cache.current(Transaction(events))
    fresh = await CalendarCache(base_analyzer()).current(Transaction(events))
    word = TopicWord("brosmeli", ("brosmeli",))
    hits = [calendar.names.topics.search([word], range(5)) for calendar in (grown, fresh)]
    assert hits[0] == hits[1]


async def test_the_stored_revision_renews_it(store: SqlStore) -> None:
    cache = CalendarCache(base_analyzer())
    async with store.begin() as uow:
        await uow.events.add([on(1, "a"), on(2, "b")])
    async with store.begin() as uow:
        first = await cache.current(uow)
    async with store.begin() as uow:
        assert await cache.current(uow) is first
        stored = await uow.events.by_keys(["a"])
        await uow.events.change([(stored["a"], on(3, "a"))])
    async with store.begin() as uow:
        second = await cache.current(uow)
    assert (shown(first), shown(second)) == (["a", "b"], ["b", "a"])
