"""Ordering, changing and stopping reminders over the real store."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.events import Event
from bot.domain.reminders import LEADS, Lead, Scope, Subscription
from bot.services.calendar import Calendar
from bot.services.reminders import Ordered, covering, later_leads, moments_of, order, still_told, stop, stop_all
from storage.store import SqlStore
from tests.storage.repositories.test_recipients import AINO
from tests.support.drafts import draft, helsinki
from tests.support.world import calendar_of

NOW = helsinki(2026, 11, 23, 9, 0)
CALENDAR = calendar_of(
    (draft("a", series="Digivartit"), draft("b", series="Digivartit", starts=helsinki(2026, 12, 1, 9)))
)
FIRST, SECOND = CALENDAR.events


class Person:
    """One person's reminders, each step in a transaction of its own."""

    def __init__(self, store: SqlStore, number: int) -> None:
        self.store, self.number = store, number

    async def order(self, scope: Scope, about: str, *leads: Lead, at: datetime = NOW, **how: Any) -> Ordered:
        """Order reminders."""
        async with self.store.begin() as uow:
            wanted = Subscription(scope, about, frozenset(leads))
            return await order(uow, self.number, wanted, CALENDAR, at, **how)

    async def stop(self, scope: Scope, about: str) -> bool:
        """Stop them."""
        async with self.store.begin() as uow:
            return await stop(uow, self.number, scope, about, CALENDAR)

    async def hears(self, event: Event) -> list[Lead]:
        """At which leads the person is reminded of an event."""
        async with self.store.begin() as uow:
            return [lead for lead in LEADS if await uow.recipients.subscribers(event.id, event.facts.series, [lead])]


@pytest.fixture
async def person(store: SqlStore) -> Person:
    async with store.begin() as uow:
        return Person(store, await uow.recipients.seen(AINO))


async def test_an_event_is_reminded_of_at_what_was_ordered(person: Person) -> None:
    done = await person.order(Scope.EVENT, str(FIRST.id), Lead.HOUR, Lead.WORKDAY_BEFORE)
    assert done.moments == ((Lead.HOUR, helsinki(2026, 11, 24, 8)), (Lead.WORKDAY_BEFORE, helsinki(2026, 11, 23, 9)))
    assert await person.hears(FIRST) == [Lead.HOUR, Lead.WORKDAY_BEFORE]
    assert await person.hears(SECOND) == []


async def test_what_has_passed_is_said_so(person: Person) -> None:
    done = await person.order(Scope.EVENT, str(FIRST.id), Lead.HOUR, Lead.WORKDAY_BEFORE, at=NOW + timedelta(hours=1))
    assert [lead for lead, _ in done.moments] == [Lead.HOUR]
    assert done.gone == (Lead.WORKDAY_BEFORE,)


async def test_instead_of_what_has_passed_the_longest_still_to_come_is_taken(person: Person) -> None:
    late = helsinki(2026, 11, 24, 8, 30)
    done = await person.order(Scope.EVENT, str(FIRST.id), Lead.HOUR, at=late)
    assert [lead for lead, _ in done.moments] == [Lead.QUARTER]
    assert await person.hears(FIRST) == [Lead.QUARTER]


async def test_when_nothing_is_still_to_come_that_shows(person: Person) -> None:
    done = await person.order(Scope.EVENT, str(FIRST.id), Lead.HOUR, at=helsinki(2026, 11, 24, 8, 50))
    assert (done.moments, done.gone) == ((), (Lead.HOUR,))


async def test_an_event_of_a_series_keeps_the_leads_of_the_series(person: Person) -> None:
    await person.order(Scope.SERIES, "Digivartit", Lead.MORNING)
    await person.order(Scope.EVENT, str(FIRST.id), Lead.HOUR, add=True)
    assert await person.hears(FIRST) == [Lead.HOUR, Lead.MORNING]
    assert await person.hears(SECOND) == [Lead.MORNING]


async def test_one_event_is_taken_out_of_its_series(person: Person) -> None:
    await person.order(Scope.SERIES, "Digivartit", Lead.MORNING)
    assert await person.stop(Scope.EVENT, str(FIRST.id))
    assert await person.hears(FIRST) == []
    assert await person.hears(SECOND) == [Lead.MORNING]


async def test_a_series_is_taken_out_of_everything(person: Person) -> None:
    await person.order(Scope.ALL, "", Lead.MORNING)
    assert await person.stop(Scope.SERIES, "Digivartit")
    assert await person.hears(FIRST) == []
    await person.order(Scope.SERIES, "Digivartit", Lead.HOUR)
    assert await person.hears(FIRST) == [Lead.HOUR]


async def test_stopping_what_was_never_ordered_is_told(person: Person) -> None:
    assert not await person.stop(Scope.EVENT, str(FIRST.id))
    assert not await person.stop(Scope.SERIES, "Digivartit")
    async with person.store.begin() as uow:
        assert not await stop_all(uow, person.number)
        assert await uow.recipients.subscriptions(person.number) == []


async def test_everything_is_stopped(person: Person) -> None:
    await person.order(Scope.SERIES, "Digivartit", Lead.MORNING)
    await person.stop(Scope.EVENT, str(FIRST.id))
    async with person.store.begin() as uow:
        assert await stop_all(uow, person.number)
    assert await person.hears(SECOND) == []


def test_the_narrowest_decides_as_the_store_has_it() -> None:
    everything = Subscription(Scope.ALL, "", frozenset({Lead.MORNING}))
    series = Subscription(Scope.SERIES, "Digivartit", frozenset({Lead.HOUR}))
    event = Subscription(Scope.EVENT, str(FIRST.id), frozenset({Lead.NEVER}))
    other = Subscription(Scope.SERIES, "Webinaari", frozenset({Lead.QUARTER}))
    assert covering([everything, other], FIRST) == {Lead.MORNING}
    assert covering([everything, series], FIRST) == {Lead.HOUR}
    assert covering([everything, series, event], FIRST) == {Lead.NEVER}
    assert covering([other], FIRST) == frozenset()


def test_the_moments_of_an_event_are_the_latest_first() -> None:
    assert [lead for lead, _ in moments_of(SECOND, LEADS, NOW)] == list(LEADS)


def test_one_can_be_reminded_again_at_the_leads_that_are_ahead() -> None:
    noon = calendar_of((draft("a", starts=helsinki(2026, 12, 1, 12)),)).events[0]
    workday_before, morning = helsinki(2026, 11, 30, 9), helsinki(2026, 12, 1, 8)
    assert later_leads(noon, workday_before) == [Lead.MORNING, Lead.HOUR, Lead.QUARTER]
    assert later_leads(noon, morning) == [Lead.HOUR, Lead.QUARTER]
    assert later_leads(noon, helsinki(2026, 12, 1, 11)) == [Lead.QUARTER]
    assert later_leads(noon, helsinki(2026, 12, 1, 11, 42)) == []
    assert later_leads(SECOND, workday_before) == [Lead.HOUR, Lead.QUARTER], "at nine its morning is an hour before"


def test_reminders_of_events_that_are_over_are_left_out() -> None:
    own = [
        Subscription(Scope.EVENT, str(FIRST.id), frozenset(LEADS)),
        Subscription(Scope.EVENT, "99", frozenset(LEADS)),
    ]
    calendar: Calendar = CALENDAR
    assert still_told(own, calendar, NOW) == own[:1]
    assert still_told(own, calendar, FIRST.facts.ends) == []
