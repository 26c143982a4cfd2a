"""Following Outlook's calendar: what changes there changes here, and nothing that people changed here is lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest

from bot.domain.calendar_sync import Tally
from bot.domain.errors import StoreUnavailable
from bot.domain.events import Event, Form, Recording, Registration, Status
from bot.domain.outbox import NoticeKind, State
from bot.graph import client
from bot.services import calendar_sync
from bot.services.event_changes import add_events
from storage.store import SqlStore
from tests.support.drafts import draft, helsinki
from tests.support.following import START, Following, following

TUESDAY = helsinki(2026, 11, 24, 9)
JOIN = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_example/0"


@pytest.fixture
async def office(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Following]:
    monkeypatch.setattr(client, "_FIRST_PAUSE_SECONDS", 0.01)
    async with following(store) as office:
        yield office


async def waiting(office: Following, event: Event, kind: NoticeKind) -> bool:
    """Whether something waits to be sent of an event."""
    async with office.store.begin() as uow:
        return await uow.outbox.waits(event.id, kind)


async def test_the_first_round_brings_all_in_and_the_next_nothing(office: Following) -> None:
    office.graph.add("Etäkahvit: Sanelu", TUESDAY, onlineMeeting={"joinUrl": JOIN})
    office.graph.add_series("Digivartti: Kartat", TUESDAY, 3, categories=["Digivartti"])
    state = await office.round(0)
    assert (state.tally, state.problem, state.succeeded) == (Tally(added=4), "", START)
    events = await office.events()
    assert events["Etäkahvit: Sanelu"].facts.link == JOIN
    assert events["Etäkahvit: Sanelu"].facts.series == "Etäkahvit"
    assert await waiting(office, events["Etäkahvit: Sanelu"], NoticeKind.DUE_REMINDER)
    before = await office.all()
    await office.round()
    assert await office.all() == before


async def test_what_moves_there_moves_here_and_people_hear(office: Following) -> None:
    source = office.graph.add("Etäkahvit: Sanelu", TUESDAY)
    await office.round(0)
    office.graph.move(source, TUESDAY + timedelta(days=1))
    state = await office.round()
    event = (await office.events())["Etäkahvit: Sanelu"]
    assert (event.facts.starts, event.moved_from, event.facts.status) == (
        TUESDAY + timedelta(days=1),
        TUESDAY,
        Status.MOVED,
    )
    assert state.tally == Tally(changed=1)
    assert await waiting(office, event, NoticeKind.DUE_CHANGE)


@pytest.mark.parametrize("how", ["deleted", "cancelled", "made private"])
async def test_what_is_gone_there_is_cancelled_here(office: Following, how: str) -> None:
    source = office.graph.add("Etäkahvit: Sanelu", TUESDAY)
    await office.round(0)
    if how == "deleted":
        office.graph.remove(source)
    elif how == "cancelled":
        office.graph.change(source, isCancelled=True, subject="Peruttu: Etäkahvit: Sanelu")
    else:
        office.graph.change(source, sensitivity="private")
    state = await office.round()
    event = (await office.events())["Etäkahvit: Sanelu"]
    assert (event.cancelled, state.tally) == (True, Tally(cancelled=1))
    assert await waiting(office, event, NoticeKind.DUE_CHANGE)
    assert (await office.round()).tally == Tally(cancelled=1)


async def test_what_is_over_stays_when_it_is_deleted(office: Following) -> None:
    source = office.graph.add("Etäkahvit: Sanelu", START - timedelta(days=2))
    await office.round(0)
    office.graph.remove(source)
    assert (await office.round()).tally == Tally(added=1)
    assert not (await office.events())["Etäkahvit: Sanelu"].cancelled


async def test_what_is_put_back_is_held_again(office: Following) -> None:
    source = office.graph.add("Etäkahvit: Sanelu", TUESDAY)
    await office.round(0)
    kept = office.graph.entries.pop(source)
    await office.round()
    office.graph.entries[source] = kept
    await office.round()
    assert not (await office.events())["Etäkahvit: Sanelu"].cancelled


async def test_what_leaves_the_window_is_moved_and_not_cancelled(office: Following) -> None:
    source = office.graph.add("Etäkahvit: Sanelu", TUESDAY)
    await office.round(0)
    office.graph.move(source, TUESDAY + timedelta(days=600))
    await office.round()
    event = (await office.events())["Etäkahvit: Sanelu"]
    assert (event.cancelled, event.facts.starts) == (False, TUESDAY + timedelta(days=600))
    # Nor when all is read again, and the window does not reach it yet.
    await office.round(8 * 24 * 60)
    assert not (await office.events())["Etäkahvit: Sanelu"].cancelled


async def test_an_exception_of_a_series_is_its_own(office: Following) -> None:
    master = office.graph.add_series("Digivartti: Kartat", TUESDAY, 4)
    await office.round(0)
    office.graph.change(office.graph.occurrence(master, 1), subject="Digivartti: Sanelu")
    office.graph.move(office.graph.occurrence(master, 2), TUESDAY + timedelta(weeks=2, hours=2))
    office.graph.remove(office.graph.occurrence(master, 3))
    await office.round()
    found = [(one.facts.title, one.facts.starts, one.facts.status) for one in await office.all()]
    assert found == [
        ("Digivartti: Kartat", TUESDAY, Status.PLANNED),
        ("Digivartti: Sanelu", TUESDAY + timedelta(weeks=1), Status.PLANNED),
        ("Digivartti: Kartat", TUESDAY + timedelta(weeks=2, hours=2), Status.MOVED),
        ("Digivartti: Kartat", TUESDAY + timedelta(weeks=3), Status.CANCELLED),
    ]


@pytest.mark.parametrize("told", [True, False])
async def test_a_series_that_changes_changes_its_occurrences(office: Following, told: bool) -> None:
    """Also where Graph tells of the series alone; an exception keeps what is its own."""
    office.graph.tells_masters = told
    master = office.graph.add_series("Digivartti: Kartat", TUESDAY, 3)
    office.graph.change(office.graph.occurrence(master, 2), subject="Digivartti: Sanelu")
    await office.round(0)
    office.graph.change(master, subject="Digivartti: Verkkokartat", location={"displayName": "Kuopion pääkirjasto"})
    await office.round()
    titles = [(one.facts.title, one.facts.place) for one in await office.all()]
    assert titles[:2] == [("Digivartti: Verkkokartat", "Kuopion pääkirjasto")] * 2
    assert titles[2][0] == "Digivartti: Sanelu"


async def test_a_whole_series_that_is_deleted_is_cancelled(office: Following) -> None:
    master = office.graph.add_series("Digivartti: Kartat", TUESDAY, 3)
    await office.round(0)
    office.graph.remove(master)
    assert (await office.round()).tally == Tally(cancelled=3)


async def test_a_series_whose_days_change_moves_and_is_not_cancelled(office: Following) -> None:
    """Outlook gives new ids to all its occurrences then."""
    office.graph.add_series("Digivartti: Kartat", TUESDAY, 3)
    await office.round(0)
    office.graph.entries.clear()
    office.graph.add_series("Digivartti: Kartat", TUESDAY + timedelta(days=1), 3)
    state = await office.round()
    assert state.tally == Tally(changed=3)
    assert [(one.facts.starts.weekday(), one.cancelled) for one in await office.all()] == [(2, False)] * 3


async def test_what_people_changed_here_stays(office: Following) -> None:
    source = office.graph.add("Etäkahvit: Sanelu", TUESDAY, location={"displayName": "Teams"})
    await office.round(0)
    recording = Recording("https://video.example/1", date(2027, 3, 1))
    await office.edit(
        "Etäkahvit: Sanelu", host="Aino Esimerkki", recording=recording, registration=Registration(seats=20)
    )
    office.graph.change(source, subject="Etäkahvit: Sanelu puhelimella")
    state = await office.round()
    facts = (await office.events())["Etäkahvit: Sanelu puhelimella"].facts
    assert (facts.host, facts.recording, facts.registration.seats) == ("Aino Esimerkki", recording, 20)
    assert state.tally == Tally(changed=1)


async def test_what_both_changed_stays_ours_and_is_told_once(office: Following) -> None:
    source = office.graph.add("Etäkahvit: Sanelu", TUESDAY)
    await office.round(0)
    await office.edit("Etäkahvit: Sanelu", title="Etäkahvit: Puhelimet")
    office.graph.change(source, subject="Etäkahvit: Sanelu ja tekoäly")
    state = await office.round()
    assert "Etäkahvit: Puhelimet" in await office.events()
    assert state.tally == Tally(kept=1)
    # What Outlook says is known now; it is not a change any more.
    office.graph.change(source, location={"displayName": "Kuopion pääkirjasto"})
    assert (await office.round()).tally == Tally(changed=1)
    assert (await office.events())["Etäkahvit: Puhelimet"].facts.form is Form.ON_SITE


async def test_an_event_that_was_there_already_is_not_doubled(office: Following) -> None:
    ours = draft("ics-uid-1", title="Etäkahvit: Sanelu", starts=TUESDAY, host="Aino Esimerkki")
    async with office.store.begin() as uow:
        await add_events(uow, [ours], START)
    source = office.graph.add("ETÄKAHVIT: Sanelu", TUESDAY, onlineMeeting={"joinUrl": JOIN})
    await office.round(0)
    (event,) = await office.all()
    assert (event.facts.key, event.facts.host, event.facts.link) == ("ics-uid-1", "Aino Esimerkki", JOIN)
    office.graph.move(source, TUESDAY + timedelta(hours=1))
    await office.round()
    (event,) = await office.all()
    assert event.facts.starts == TUESDAY + timedelta(hours=1)


async def test_two_entries_that_are_alike_are_two_events(office: Following) -> None:
    office.graph.add("Etäkahvit: Sanelu", TUESDAY)
    office.graph.add("Etäkahvit: Sanelu", TUESDAY)
    await office.round(0)
    assert len(await office.all()) == 2


async def test_a_link_that_is_of_no_use_any_more_is_followed_by_a_round_of_all(office: Following) -> None:
    goes = office.graph.add("Etäkahvit: Sanelu", TUESDAY)
    office.graph.add("Etäkahvit: Kartat", TUESDAY)
    await office.round(0)
    office.graph.remove(goes)
    office.graph.add("Etäkahvit: Uusi", TUESDAY)
    office.graph.forgotten = True
    state = await office.round()
    assert (state.tally, state.problem) == (Tally(added=1, cancelled=1), "")


async def test_the_window_moves_on_each_week(office: Following) -> None:
    office.graph.add("Etäkahvit: Ensi vuonna", TUESDAY + timedelta(days=402))
    state = await office.round(0)
    first = state.window
    assert await office.events() == {}
    assert (await office.round(60)).window == first
    state = await office.round(7 * 24 * 60)
    assert state.window.start is not None
    assert first.start is not None
    assert state.window.start - first.start == timedelta(days=7)
    assert set(await office.events()) == {"Etäkahvit: Ensi vuonna"}


async def test_what_ended_before_the_window_is_let_go_of_and_its_event_stays(office: Following) -> None:
    office.graph.add("Etäkahvit: Sanelu", TUESDAY)
    await office.round(0)
    await office.round(40 * 24 * 60)
    async with office.store.begin() as uow:
        assert await uow.calendar_sync.all() == []
    assert not (await office.events())["Etäkahvit: Sanelu"].cancelled


@pytest.mark.parametrize(("fault", "code"), [("403", "forbidden"), ("garbage", "bad_answer"), ("429", "throttled")])
async def test_a_round_that_fails_changes_nothing_and_the_next_makes_up_for_it(
    office: Following, fault: str, code: str
) -> None:
    office.graph.page_size = 2
    for number in range(5):
        office.graph.add(f"Etäkahvit: {number}", TUESDAY)
    # It fails at its second page, for good.
    office.graph.faults.extend(["", *[fault] * 4])
    state = await office.round(0)
    assert (state.problem, state.problem_since, state.succeeded, await office.events()) == (code, START, None, {})
    office.graph.faults.clear()
    state = await office.round()
    assert (state.problem, state.tally) == ("", Tally(added=5))


async def test_the_service_is_waited_for_as_long_as_it_says(office: Following) -> None:
    office.graph.retry_after = "1800"
    office.graph.faults.append("429")
    assert (await office.round(0)).problem == "throttled"
    asked = len(office.graph.asked)
    await office.round(20)
    assert len(office.graph.asked) == asked
    assert (await office.round(15)).problem == ""


async def test_an_entry_that_cannot_be_read_leaves_its_event_as_it_is(office: Following) -> None:
    source = office.graph.add("Etäkahvit: Sanelu", TUESDAY)
    await office.round(0)
    office.graph.change(source, start={"dateTime": "huomenna"}, subject="Etäkahvit: Rikki")
    state = await office.round()
    assert state.tally == Tally(unread=1)
    office.graph.forgotten = True
    await office.round()
    assert not (await office.events())["Etäkahvit: Sanelu"].cancelled


async def test_a_calendar_that_is_empty_all_of_a_sudden_is_not_believed(office: Following) -> None:
    for number in range(calendar_sync.MANY):
        office.graph.add(f"Etäkahvit: {number}", TUESDAY)
    await office.round(0)
    kept, office.graph.entries = office.graph.entries, {}
    office.graph.forgotten = True
    state = await office.round()
    assert (state.problem, any(one.cancelled for one in await office.all())) == ("emptied", False)
    office.graph.entries = kept
    assert (await office.round()).problem == ""


async def test_of_many_that_are_gone_some_are_looked_up_and_the_rest_believed(
    office: Following, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar_sync, "MOST_LOOKED_UP", 2)
    office.graph.add("Etäkahvit: Jää", TUESDAY)
    gone = [office.graph.add(f"Etäkahvit: {number}", TUESDAY) for number in range(5)]
    await office.round(0)
    for source in gone:
        office.graph.remove(source)
    office.graph.forgotten = True
    assert (await office.round()).tally == Tally(cancelled=5)


async def test_two_replicas_do_a_round_once(office: Following) -> None:
    for number in range(3):
        office.graph.add(f"Etäkahvit: {number}", TUESDAY)
    await asyncio.gather(office.replica().tick(), office.replica().tick())
    assert (len(await office.all()), len(office.graph.asked)) == (3, 1)


async def test_a_round_that_took_too_long_is_let_go_of(office: Following) -> None:
    office.graph.add("Etäkahvit: Sanelu", TUESDAY)
    late = office.replica()
    read = office.outlook.read

    async def slow(*asked: object) -> object:
        office.now += calendar_sync.LEASE
        office.outlook.read = read  # type: ignore[method-assign]
        await office.replica().tick()
        return await read(*asked)  # type: ignore[arg-type]

    office.outlook.read = slow  # type: ignore[method-assign, assignment]
    await late.tick()
    assert len(await office.all()) == 1


async def test_killed_at_its_end_a_round_is_done_again(office: Following, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of it is one transaction: nothing is there in part, and the lease lapses."""
    office.graph.add_series("Digivartti: Kartat", TUESDAY, 3)

    async def killed(*_: object) -> None:
        raise StoreUnavailable

    with monkeypatch.context() as patched:
        patched.setattr(calendar_sync, "tell_of", killed)
        with pytest.raises(StoreUnavailable):
            await office.round(0)
    assert await office.events() == {}
    await office.round(1)
    assert await office.events() == {}
    await office.round(10)
    assert len(await office.all()) == 3


async def test_hurried_it_is_done_now(office: Following) -> None:
    await office.round(0)
    office.graph.add("Etäkahvit: Sanelu", TUESDAY)
    await office.round(1)
    assert await office.events() == {}
    async with office.store.begin() as uow:
        await uow.calendar_sync.hurry(office.now)
    await office.round(0)
    assert set(await office.events()) == {"Etäkahvit: Sanelu"}


async def test_the_hour_that_comes_twice_is_told_apart(office: Following) -> None:
    office.now = helsinki(2026, 10, 20, 9)
    await office.begin()
    async with office.store.begin() as uow:
        await uow.calendar_sync.hurry(office.now)
    later = helsinki(2026, 10, 25, 3, 30, fold=1)
    office.graph.add("Etäkahvit: Yöllä", later)
    await office.round(0)
    facts = (await office.events())["Etäkahvit: Yöllä"].facts
    assert (facts.starts.timestamp(), (facts.ends.timestamp() - later.timestamp()) / 60) == (later.timestamp(), 30)


async def test_a_whole_day_is_that_day_whatever_the_zone(office: Following) -> None:
    office.graph.add("Etäkahvit: Päivä", helsinki(2026, 12, 1), minutes=24 * 60, isAllDay=True)
    await office.round(0)
    facts = (await office.events())["Etäkahvit: Päivä"].facts
    assert (facts.starts, facts.ends, facts.all_day) == (helsinki(2026, 12, 1), helsinki(2026, 12, 2), True)


async def test_nothing_is_sent_unasked_of_what_did_not_change(office: Following) -> None:
    office.graph.add("Etäkahvit: Sanelu", TUESDAY)
    await office.round(0)
    async with office.store.begin() as uow:
        before = await uow.outbox.counts()
    for _ in range(3):
        await office.round()
    async with office.store.begin() as uow:
        assert await uow.outbox.counts() == before
        assert set(before) == {State.WAITING}
