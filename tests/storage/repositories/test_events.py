"""Events as the store keeps them, on both databases."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.domain.events import Event, EventDraft, Form, Recording, Registration, Status
from storage.models import events
from storage.store import SqlStore
from tests.support.drafts import draft, helsinki


async def _all(store: SqlStore) -> list[Event]:
    async with store.begin() as uow:
        return list(await uow.events.changed_since(-1))


async def _add(store: SqlStore, *drafts: EventDraft) -> None:
    async with store.begin() as uow:
        await uow.events.add(drafts)


async def _change(store: SqlStore, new: EventDraft, *, announced: bool = True) -> Event:
    async with store.begin() as uow:
        old = (await uow.events.by_keys([new.key]))[new.key]
        await uow.events.change([(old, new)], announced=announced)
    async with store.begin() as uow:
        return (await uow.events.by_keys([new.key]))[new.key]


async def test_every_fact_comes_back(store: SqlStore) -> None:
    full = draft(
        form=Form.HYBRID,
        place="Kirjaston sali; Teams",
        host="Aino Esimerkki",
        link="https://kokous.example/sanelu",
        description='Ääkköset, "lainaukset"\nja rivinvaihto 📚',
        registration=Registration("https://lomake.example/1", date(2026, 11, 20), 12),
        recording=Recording("https://tallenne.example/1", date(2027, 1, 31)),
        status=Status.MOVED,
    )
    all_day = draft("a2", starts=helsinki(2026, 12, 1), ends=helsinki(2026, 12, 3), all_day=True)
    permanent = draft("a3", recording=Recording("https://tallenne.example/2"))
    await _add(store, full, all_day, permanent)
    facts = {event.facts.key: event.facts for event in await _all(store)}
    assert facts == {"a1": full, "a2": all_day, "a3": permanent}
    assert all(fact.starts.tzinfo is full.starts.tzinfo for fact in facts.values())


@pytest.mark.parametrize(
    ("starts", "utc"),
    [
        (helsinki(2027, 3, 28, 2, 59), (2027, 3, 28, 0, 59)),
        (helsinki(2027, 3, 28, 4, 0), (2027, 3, 28, 1, 0)),
        (helsinki(2026, 10, 25, 3, 30, fold=0), (2026, 10, 25, 0, 30)),
        (helsinki(2026, 10, 25, 3, 30, fold=1), (2026, 10, 25, 1, 30)),
        (helsinki(2026, 7, 1, 12, 0), (2026, 7, 1, 9, 0)),
        (helsinki(2026, 12, 1, 12, 0), (2026, 12, 1, 10, 0)),
    ],
)
async def test_wall_time_survives_the_clock_changes(store: SqlStore, starts: object, utc: tuple[int, ...]) -> None:
    await _add(store, draft(starts=starts, ends=helsinki(2027, 3, 28, 12, 0)))
    stored = (await _all(store))[0].facts.starts
    assert stored == starts
    assert stored.fold == getattr(starts, "fold", None)
    assert stored.astimezone(UTC).timetuple()[:5] == utc


async def test_a_naive_moment_is_refused(store: SqlStore) -> None:
    with pytest.raises(Exception, match="time zone"):
        await _add(store, draft(ends=helsinki(2026, 11, 24, 10).replace(tzinfo=None)))
    assert await _all(store) == []


async def test_the_revision_grows_with_every_change_and_tells_what_changed(store: SqlStore) -> None:
    async with store.begin() as uow:
        assert await uow.events.revision() == 0
    await _add(store, draft("a1"), draft("a2"))
    async with store.begin() as uow:
        first = await uow.events.revision()
        assert first == 1
        assert await uow.events.changed_since(first) == []
    changed = await _change(store, draft("a2", title="Etäkahvit: Uusi aihe"))
    async with store.begin() as uow:
        assert await uow.events.revision() == changed.revision > first
        assert [event.facts.key for event in await uow.events.changed_since(first)] == ["a2"]


async def test_nothing_to_store_changes_no_revision(store: SqlStore) -> None:
    async with store.begin() as uow:
        await uow.events.add([])
        await uow.events.change([])
        assert await uow.events.revision() == 0


async def test_a_failed_transaction_leaves_no_trace(store: SqlStore) -> None:
    with pytest.raises(ZeroDivisionError):
        async with store.begin() as uow:
            await uow.events.add([draft()])
            raise ZeroDivisionError
    assert await _all(store) == []
    async with store.begin() as uow:
        assert await uow.events.revision() == 0


async def test_the_first_start_is_remembered_while_it_differs(store: SqlStore) -> None:
    original = draft()
    await _add(store, original)
    later = draft(starts=original.starts + timedelta(days=2), status=Status.MOVED)
    assert (await _change(store, later)).moved_from == original.starts
    again = draft(starts=original.starts + timedelta(days=5), status=Status.MOVED)
    assert (await _change(store, again)).moved_from == original.starts
    renamed = draft(starts=again.starts, title="Etäkahvit: Toinen nimi")
    assert (await _change(store, renamed)).moved_from == original.starts
    assert (await _change(store, original)).moved_from is None


async def test_a_move_within_the_repeated_hour_is_a_move(store: SqlStore) -> None:
    early = helsinki(2026, 10, 25, 3, 30, fold=0)
    ends = helsinki(2026, 10, 25, 6, 0)
    await _add(store, draft(starts=early, ends=ends))
    moved = await _change(store, draft(starts=early.replace(fold=1), ends=ends))
    assert moved.moved_from is not None
    assert moved.moved_from.fold == 0


async def test_a_start_that_nobody_was_told_is_not_remembered(store: SqlStore) -> None:
    await _add(store, draft())
    await _change(store, draft(starts=helsinki(2026, 11, 26, 9, 0)))
    assert (await _change(store, draft(starts=helsinki(2026, 11, 27)), announced=False)).moved_from is None


async def test_keys_are_found_in_any_number(store: SqlStore) -> None:
    drafts = [draft(f"k{number}") for number in range(2500)]
    await _add(store, *drafts)
    async with store.begin() as uow:
        found = await uow.events.by_keys([one.key for one in drafts] + ["missing"])
    assert set(found) == {one.key for one in drafts}


async def test_prefixes_are_exact(store: SqlStore) -> None:
    await _add(store, *map(draft, ["uid/1", "uid/2", "UID/1", "uid", "uid2/1", "u%d/1", "äö/1", "uid0"]))
    async with store.begin() as uow:
        assert set(await uow.events.by_key_prefixes(["uid/"])) == {"uid/1", "uid/2"}
        assert set(await uow.events.by_key_prefixes(["u%d/", "äö/"])) == {"u%d/1", "äö/1"}
        assert await uow.events.by_key_prefixes([]) == {}


async def test_events_come_in_the_order_of_their_starts(store: SqlStore) -> None:
    days = {"c": 3, "a": 1, "b": 2}
    await _add(store, *(draft(key, starts=helsinki(2026, 12, day, 9)) for key, day in days.items()))
    assert [event.facts.key for event in await _all(store)] == ["a", "b", "c"]


async def test_concurrent_writers_make_revisions_that_no_reader_misses(database_url: str) -> None:
    """A reader that asks for what changed since its last look has in the end seen every event."""
    stores = [SqlStore(database_url) for _ in range(3)]
    seen: set[str] = set()

    async def write(store: SqlStore, name: str) -> None:
        for number in range(15):
            async with store.begin() as uow:
                await uow.events.add([draft(f"{name}{number}")])
                await asyncio.sleep(0.002)

    async def look(revision: int) -> int:
        async with stores[2].begin() as uow:
            now = await uow.events.revision()
            seen.update(event.facts.key for event in await uow.events.changed_since(revision))
        return now

    writers = [asyncio.create_task(write(store, name)) for store, name in zip(stores, "ab", strict=False)]
    revision = -1
    while not all(writer.done() for writer in writers):
        revision = await look(revision)
        await asyncio.sleep(0.001)
    await asyncio.gather(*writers)
    await look(revision)
    assert len(seen) == 30
    for store in stores:
        await store.close()


async def test_a_lock_keeps_other_writers_away(database_url: str) -> None:
    first, second = SqlStore(database_url), SqlStore(database_url)
    order: list[str] = []

    async def hold() -> None:
        async with first.begin() as uow:
            await uow.events.lock()
            order.append("first has it")
            await asyncio.sleep(0.1)
            order.append("first is done")

    async def wait() -> None:
        await asyncio.sleep(0.03)
        async with second.begin() as uow:
            await uow.events.lock()
            order.append("second has it")

    await asyncio.gather(hold(), wait())
    assert order == ["first has it", "first is done", "second has it"]
    await first.close()
    await second.close()


async def test_it_is_known_when_an_event_was_changed_last(store: SqlStore) -> None:
    before = datetime.now(UTC) - timedelta(seconds=2)
    await _add(store, draft(), draft("a2"))
    (first,) = [event for event in await _all(store) if event.facts.key == "a1"]
    async with store.begin() as uow:
        await uow.team._connection.execute(update(events).values(changed_at=helsinki(2026, 1, 1)))
    changed = await _change(store, draft(title="Muu"))
    (left,) = [event for event in await _all(store) if event.facts.key == "a2"]
    after = datetime.now(UTC) + timedelta(seconds=2)
    assert first.changed_at and changed.changed_at
    assert before <= first.changed_at <= changed.changed_at <= after
    assert left.changed_at == helsinki(2026, 1, 1)
