"""How long what is kept of people is kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.intervals import HELSINKI
from bot.domain.outbox import NewNotice, NoticeKind, Settlement, State
from bot.domain.retention import Retention
from bot.domain.roles import Change, Deed
from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import OPEN, TripState
from bot.services.retention import forget_old
from storage.store import SqlStore
from tests.support.journeys import HELMI, TRAVELLER, WANTED, Journey
from tests.support.trips_made import agreed, reported

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=HELSINKI)


async def test_turns_are_kept_two_days_and_memories_one(store: SqlStore) -> None:
    minute = timedelta(minutes=1)
    async with store.begin() as uow:
        for days in (1, 2):
            await uow.turns.claim(f"before {days}", NOW - timedelta(days=days) - minute)
            await uow.turns.claim(f"after {days}", NOW - timedelta(days=days) + minute)
            await uow.memories.keep(f"before {days}", "{}", NOW - timedelta(days=days) - minute)
            await uow.memories.keep(f"after {days}", "{}", NOW - timedelta(days=days) + minute)
        erased = {"turns": 1, "memories": 3, "notices": 0, "hands": 0, "names": 0, "left": 0, "trips": 0}
        erased |= {"questions": 0, "wishes": 0}
        assert await forget_old(uow, NOW) == erased
        assert not any((await forget_old(uow, NOW)).values())


async def test_names_in_the_record_of_changes_are_kept_a_year_and_what_was_changed_longer(store: SqlStore) -> None:
    told = '{"name":"Helmi Laineke","title":"Kahvit"}'
    async with store.begin() as uow:
        for days in (366, 364):
            await uow.team.record(Change("29:helmi", NOW - timedelta(days=days), Deed.EDIT_EVENTS, "event_moved", told))
        await uow.team.record(Change("29:helmi", NOW - timedelta(days=400), Deed.ANNOUNCE, "draft_saved", '{"id":1}'))
        assert (await forget_old(uow, NOW))["names"] == 2
        assert (await forget_old(uow, NOW))["names"] == 0
        kept = [(one.who, one.what, one.data) for one in await uow.team.latest(9)]
    assert kept == [
        ("", "draft_saved", '{"id":1}'),
        ("29:helmi", "event_moved", told),
        ("", "event_moved", '{"name":"","title":"Kahvit"}'),
    ]


async def test_who_was_not_asked_again_is_forgotten_within_a_fortnight(store: SqlStore) -> None:
    """Whom feedback is asked no more has said something, and where all have answered, what that was."""
    async with store.begin() as uow:
        until = NOW + timedelta(days=1)
        await uow.outbox.put([NewNotice(one, one, NOW, until, 1) for one in (NoticeKind.FEEDBACK, NoticeKind.REMINDER)])
        for notice in await uow.outbox.claim("one", NOW, until, 9):
            await uow.outbox.settle(notice.id, "one", Settlement(State.CANCELLED, "no_need"), NOW)
        assert (await forget_old(uow, NOW + timedelta(days=13)))["notices"] == 0
        assert (await forget_old(uow, NOW + timedelta(days=15)))["notices"] == 1


async def test_names_of_trips_go_after_their_months_and_counts_stay(journey: Journey) -> None:
    start = journey.now
    old, paid = await journey.requested(library="Kaavi"), await reported(journey)  # A week later.
    await journey.step(paid.id, Step.PAY, Actor.TEAM, HELMI)
    ahead = await agreed(journey, journey.now.date() + timedelta(days=900))
    async with journey.store.begin() as uow:
        draft = await uow.trips.add("k" * 32, TRAVELLER.id, WANTED, "", journey.now)
    journey.office.now = start.replace(year=start.year + 2)
    assert await _forgotten(journey) == 0
    journey.wait(days=1)
    assert await _forgotten(journey) == 1
    journey.wait(days=8)
    fresh = await journey.requested()
    assert await _forgotten(journey) == 2
    assert await _forgotten(journey) == 0
    async with journey.store.begin() as uow:
        assert await uow.trips.by_id(draft.id) is None
        assert await uow.trips.report(paid.id) is None
        assert await uow.trips.steps(paid.id) == []
        # Nobody can go on with one that is erased: it is in no list of what is to be done.
        assert [one.id for one in await uow.trips.in_states(OPEN, 9)] == [ahead.id, fresh.id]
        assert await uow.trips.count(OPEN) == 2
    left = [await journey.trip(one.id) for one in (old, paid, ahead, fresh)]
    assert [one.erased for one in left] == [True, True, False, False]
    gone = left[1]
    assert (gone.state, gone.wanted.library, gone.agreed.host, gone.made_on) == (
        TripState.PAID,
        "Juva",
        "Iisalmi",
        paid.made_on,
    )
    assert (gone.traveller, gone.handler, gone.handler_name, gone.agreed.contact, gone.wanted.name) == ("",) * 5
    assert [row.key for row in await journey.office.rows() if row.trip in (old.id, paid.id)] == []


async def test_how_many_months_a_trip_is_kept_can_be_set(journey: Journey) -> None:
    await journey.requested()
    journey.wait(days=40)
    async with journey.store.begin() as uow:
        assert (await forget_old(uow, journey.now, Retention(trip_months=2)))["trips"] == 0
        assert (await forget_old(uow, journey.now, Retention(trip_months=1)))["trips"] == 1


async def _forgotten(journey: Journey) -> int:
    async with journey.store.begin() as uow:
        return (await forget_old(uow, journey.now))["trips"]
