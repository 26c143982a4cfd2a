"""The demo calendar follows today."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.events import Event, Form, Status
from bot.domain.intervals import HELSINKI
from bot.services.demo_calendar import demo_events, load_demo
from storage.store import SqlStore

TODAY = date(2026, 11, 23)
SERIES = {
    "Etäkahvit",
    "Johtajien ja esihenkilöiden etäkahvit",
    "Digiä tunnissa",
    "Digivartit",
    "Kirjavinkkikahvit",
    "Lanu-vinkkikahvit",
    "Makupaloja Libopista",
    "Virtuaalimatka",
    "Webinaari",
    "Koulutuspäivä",
    "Työpaja",
    "Opintomatka",
    "Tukipiiri",
}
_days = st.dates(date(2024, 1, 1), date(2040, 1, 1))


async def _load(store: SqlStore, today: date) -> int:
    async with store.begin() as uow:
        return await load_demo(uow, datetime.combine(today, time(9), HELSINKI))


async def _stored(store: SqlStore) -> dict[str, Event]:
    async with store.begin() as uow:
        return {event.facts.key: event for event in await uow.events.changed_since(-1)}


def test_it_shows_every_series_form_and_state() -> None:
    drafts = [event.now for event in demo_events(TODAY)]
    assert {draft.series for draft in drafts} == SERIES
    assert {draft.form for draft in drafts} == set(Form)
    assert sorted(draft.status for draft in drafts if draft.status is not Status.PLANNED) == [
        Status.CANCELLED,
        Status.MOVED,
    ]
    assert len({draft.key for draft in drafts}) == len(drafts) >= 30
    assert [draft.title for draft in drafts if draft.form is Form.REMOTE and not draft.link]
    recordings = [draft.recording for draft in drafts if draft.recording]
    assert {one.until is None for one in recordings} == {True, False}
    assert {one.watchable(TODAY) for one in recordings} == {True, False}
    assert any(draft.registration.seats for draft in drafts)


def test_only_example_addresses_are_used() -> None:
    for event in demo_events(TODAY):
        recording = event.now.recording.url if event.now.recording else ""
        for url in filter(None, (event.now.link, event.now.registration.url, recording)):
            assert url.split("/")[2].endswith(".example")


@given(_days)
def test_every_event_is_on_a_working_day_around_today(today: date) -> None:
    for event in demo_events(today):
        for draft in (event.now, event.first):
            assert draft.starts.weekday() < 5
            assert (draft.starts.month, draft.starts.day) not in {
                (12, 24),
                (12, 25),
                (12, 26),
                (1, 1),
                (12, 6),
            }
            assert timedelta(weeks=-6) < draft.starts.date() - today < timedelta(weeks=16)
            assert 8 <= draft.starts.hour < 16
            assert draft.ends > draft.starts
            closes = draft.registration.closes
            assert closes is None or closes < draft.starts.date()


@given(_days)
def test_something_happens_this_week_and_next(today: date) -> None:
    monday = today - timedelta(days=today.weekday())
    weeks = [(event.now.starts.date() - monday).days // 7 for event in demo_events(today)]
    assert 0 in weeks
    assert 1 in weeks
    assert any(week < 0 for week in weeks)


async def test_loading_stores_it_once(store: SqlStore) -> None:
    total = len(demo_events(TODAY))
    assert await _load(store, TODAY) == total
    assert await _load(store, TODAY) == 0
    assert len(await _stored(store)) == total


@pytest.mark.parametrize("days", [1, 7, 40])
async def test_loading_on_another_day_moves_the_dates_and_doubles_nothing(store: SqlStore, days: int) -> None:
    await _load(store, TODAY)
    later = TODAY + timedelta(days=days)
    await _load(store, later)
    stored = await _stored(store)
    assert {key: event.facts for key, event in stored.items()} == {
        event.now.key: event.now for event in demo_events(later)
    }


async def test_only_the_moved_event_was_moved(store: SqlStore) -> None:
    for today in (TODAY, TODAY + timedelta(days=9)):
        await _load(store, today)
        moved = {key: event.moved_from for key, event in (await _stored(store)).items() if event.moved_from}
        told = {event.now.key: event.first.starts for event in demo_events(today) if event.now != event.first}
        assert moved == told
        assert len(told) == 1
