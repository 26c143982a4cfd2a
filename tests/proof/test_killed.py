"""The sending process is killed again and again: nobody is left out, and whoever hears twice is known as a doubt."""

from __future__ import annotations

from bot.domain.outbox import NoticeKind, State
from storage.store import SqlStore
from tests.proof.running import changed_now, check_nothing_lost_or_doubled, due_now, found, runner
from tests.support.channel_service import channel_service

AT_ONCE = 32
# With one recipient: 4 steps of claiming, 3 of expanding, 4 of claiming, 2 of checking, ... and some to spare.
STEPS = range(1, 25)
# Three changes: 3 steps of claiming them, 9 of expanding, 3 of claiming, 3 of checking all, 3 of beginning, ...
STEPS_OF_CHANGES = range(1, 33)


async def _chats(store: SqlStore, key: str, recipients: int) -> dict[int, str]:
    async with store.begin() as uow:
        people = [await uow.recipients.by_account(f"29:{number}") for number in range(recipients)]
    return {person.id: f"{key}-{number}" for number, person in enumerate(people) if person}


async def test_killed_at_every_step_it_is_sent_by_the_next(sqlite_url: str) -> None:
    store = SqlStore(sqlite_url)
    killed, reached = [], []
    with channel_service() as service, runner() as running:
        for step in STEPS:
            await due_now(store, service.url, 1, key=f"step{step}")
            running.start(database=sqlite_url, step=step, lease=0.4)
            killed.append(running.killed())
            reached.append((await found(store, service)).reached[f"step{step}-0"])
        end = await found(store, service)
    await store.close()
    assert len(end.rows) == len(STEPS)
    assert {row.state for row in end.rows} == {State.SENT}
    assert killed == sorted(killed, reverse=True), "a step that is never reached kills nobody"
    assert sum(killed) >= 15
    times = [(times, row.doubts) for times, row in zip(reached, end.rows, strict=True)]
    assert set(times) == {(1, 0), (1, 1), (2, 1)}, "twice only after a kill between sending and settling"
    assert times.count((2, 1)) <= 3, "after the sending, before the settling's beginning and before its end"


async def test_killed_at_every_step_changes_are_told_together_by_the_next(sqlite_url: str) -> None:
    store = SqlStore(sqlite_url)
    killed, reached = [], []
    with channel_service() as service, runner() as running:
        for step in STEPS_OF_CHANGES:
            await changed_now(store, service.url, 3, f"step{step}")
            running.start(database=sqlite_url, step=step, lease=0.4)
            killed.append(running.killed())
            reached.append((await found(store, service)).reached[f"step{step}"])
        end = await found(store, service)
    await store.close()
    told = [row for row in end.rows if row.kind is NoticeKind.CHANGE]
    assert len(told) == 3 * len(STEPS_OF_CHANGES)
    assert {row.state for row in told} == {State.SENT}
    assert killed == sorted(killed, reverse=True), "a step that is never reached kills nobody"
    assert sum(killed) >= 23
    doubts = [{row.doubts for row in told[3 * n : 3 * n + 3]} for n in range(len(STEPS_OF_CHANGES))]
    assert all(len(some) == 1 for some in doubts), "what was sent together is in doubt together"
    times = [(times, max(some)) for times, some in zip(reached, doubts, strict=True)]
    assert set(times) == {(1, 0), (1, 1), (2, 1)}, "one message, twice only after a kill between sending and settling"
    assert times.count((2, 1)) <= 3


async def test_a_thousand_recipients_faults_and_kills_on_an_embedded_database(sqlite_url: str) -> None:
    store = SqlStore(sqlite_url)
    with channel_service(seed=1, faults=0.1) as service, runner() as running:
        await due_now(store, service.url, 1000)
        running.start(database=sqlite_url, kills=6, seed=1)
        kills = running.killed()
        result = await found(store, service)
    check_nothing_lost_or_doubled(result, await _chats(store, "a1", 1000), kills, AT_ONCE)
    await store.close()


async def test_a_thousand_recipients_faults_and_kills_with_two_replicas(postgres_url: str) -> None:
    store = SqlStore(postgres_url)
    with channel_service(seed=3, faults=0.1) as service, runner() as one, runner() as other:
        await due_now(store, service.url, 1000)
        for number, replica in enumerate((one, other)):
            replica.start(database=postgres_url, kills=2, seed=number)
        kills = one.killed() + other.killed()
        result = await found(store, service)
    check_nothing_lost_or_doubled(result, await _chats(store, "a1", 1000), kills, AT_ONCE)
    await store.close()
