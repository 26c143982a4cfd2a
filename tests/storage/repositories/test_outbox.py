"""The outbox on both databases: each notice once, leases, and what is cancelled."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count, pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.outbox import NewNotice, Notice, NoticeKind, Settlement, State
from bot.domain.pace import APP_GAP, LONGEST_SLOWDOWN, RECIPIENT_GAP
from storage.store import SqlStore
from tests.storage.repositories.test_recipients import AINO

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
LEASE = timedelta(seconds=60)


def new(key: str = "k", *, after: float = 0, **facts: Any) -> NewNotice:
    due = NOW + timedelta(seconds=after)
    known: dict[str, Any] = {"kind": NoticeKind.DUE_REMINDER, "useful_until": NOW + timedelta(days=1), "event": 1}
    return NewNotice(key=key, due=due, **(known | facts))


async def put(store: SqlStore, *notices: NewNotice) -> None:
    async with store.begin() as uow:
        await uow.outbox.put(notices)


async def claim(store: SqlStore, holder: str = "a", *, after: float = 0, most: int = 100) -> list[Notice]:
    now = NOW + timedelta(seconds=after)
    async with store.begin() as uow:
        return await uow.outbox.claim(holder, now, now + LEASE, most)


async def begin(store: SqlStore, notice: Notice, holder: str = "a", after: float = 0) -> bool:
    async with store.begin() as uow:
        return await uow.outbox.begin_sending([notice], holder, NOW + timedelta(seconds=after) + LEASE)


async def settle(store: SqlStore, notice: Notice, settlement: Settlement, holder: str = "a") -> bool:
    async with store.begin() as uow:
        return await uow.outbox.settle(notice.id, holder, settlement, NOW)


async def counts(store: SqlStore) -> dict[State, int]:
    async with store.begin() as uow:
        return await uow.outbox.counts()


async def test_what_is_due_is_claimed_once_the_longest_due_first(store: SqlStore) -> None:
    await put(store, new("later", after=1), new("b", after=-5), new("a", after=-9), new("far", after=500))
    assert [one.told.key for one in await claim(store, after=1)] == ["a", "b", "later"]
    assert await claim(store, "b", after=1) == []


async def test_a_notice_comes_back_as_it_was_put(store: SqlStore) -> None:
    told = new(data={"lead": "hour", "ä": [1, None]}, kind=NoticeKind.REMINDER)
    await put(store, told)
    (notice,) = await claim(store)
    assert (notice.told, notice.state, notice.attempts) == (told, State.CLAIMED, 0)


async def test_at_most_so_many_are_claimed_at_a_time(store: SqlStore) -> None:
    await put(store, *(new(f"k{n}", after=-n) for n in range(5)))
    assert [one.told.key for one in await claim(store, most=2)] == ["k4", "k3"]
    assert [one.told.key for one in await claim(store, "b", most=9)] == ["k2", "k1", "k0"]


async def test_the_same_cause_is_one_notice(store: SqlStore) -> None:
    await put(store, new())
    await put(store, new(after=100), new("other"))
    (first, second) = await claim(store)
    assert {first.told.key, second.told.key} == {"k", "other"}
    await settle(store, first, Settlement(State.SENT))
    await put(store, new())
    assert await claim(store) == []


async def test_a_cancelled_notice_waits_again_when_its_cause_comes_back(store: SqlStore) -> None:
    await put(store, new())
    async with store.begin() as uow:
        assert await uow.outbox.cancel(1, [NoticeKind.DUE_REMINDER], "moved", NOW) == 1
    assert await claim(store) == []
    await put(store, new(after=5))
    (again,) = await claim(store, after=5)
    assert again.told.due == NOW + timedelta(seconds=5)


async def test_only_what_waits_of_that_event_and_kind_is_cancelled(store: SqlStore) -> None:
    await put(store, new("claimed"))
    (claimed,) = await claim(store)
    await put(store, new("mine"), new("other event", event=2), new("other kind", kind=NoticeKind.CHANGE))
    async with store.begin() as uow:
        assert await uow.outbox.cancel(1, [NoticeKind.DUE_REMINDER], "moved", NOW) == 1
    assert await counts(store) == {State.CLAIMED: 1, State.CANCELLED: 1, State.WAITING: 2}
    assert await begin(store, claimed)


async def test_a_lease_that_has_ended_gives_the_notice_to_another(store: SqlStore) -> None:
    await put(store, new())
    (held,) = await claim(store, "a")
    assert await claim(store, "b", after=59) == []
    (taken,) = await claim(store, "b", after=60)
    assert taken.state is State.CLAIMED
    assert not await begin(store, held, "a"), "it is not the first holder's any more"
    assert not await settle(store, held, Settlement(State.SENT), "a")
    assert await begin(store, taken, "b")
    assert await settle(store, taken, Settlement(State.SENT), "b")


async def test_what_was_being_sent_when_its_holder_died_says_so(store: SqlStore) -> None:
    await put(store, new())
    (held,) = await claim(store, "a")
    assert await begin(store, held)
    assert not await begin(store, held), "it is begun once"
    (taken,) = await claim(store, "b", after=61)
    assert taken.state is State.SENDING
    assert not await begin(store, taken, "b"), "it must be settled as a lost answer first"


async def test_what_waits_again_is_due_at_its_new_moment(store: SqlStore) -> None:
    await put(store, new())
    (notice,) = await claim(store)
    later = NOW + timedelta(seconds=30)
    assert await settle(store, notice, Settlement(State.WAITING, "http_429", later, 1, 1))
    assert await claim(store, after=29) == []
    (again,) = await claim(store, after=30)
    assert (again.attempts, again.doubts, again.state) == (1, 1, State.CLAIMED)


async def test_a_failed_transaction_puts_nothing(store: SqlStore) -> None:
    try:
        async with store.begin() as uow:
            await uow.outbox.put([new()])
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    assert await counts(store) == {}


async def test_all_of_a_kind_is_gathered_for_one_recipient_and_nothing_else(store: SqlStore) -> None:
    async with store.begin() as uow:
        aino, bo = [await uow.recipients.seen(replace(AINO, account=f"29:{n}")) for n in range(2)]
    change: dict[str, Any] = {"kind": NoticeKind.CHANGE, "recipient": aino}
    await put(store, new("dead", **change))
    await claim(store, "dead", after=-61)
    await put(store, *(new(key, after=n, **change) for key, n in (("first", -2), ("mine", -1), ("later", 900))))
    await put(store, new("other kind", after=5, kind=NoticeKind.REMINDER, recipient=aino))
    await put(store, new("another's", **{**change, "recipient": bo}))
    first, _ = [one for one in await claim(store) if one.told.key in ("first", "mine")]
    async with store.begin() as uow:
        gathered = await uow.outbox.gather(first, "a", NOW, NOW + LEASE)
    assert [one.told.key for one in gathered] == ["first", "mine", "dead", "later"]
    assert {one.state for one in gathered} == {State.CLAIMED}
    assert await claim(store, "b", after=30) == [], "the recipient is served by one"
    async with store.begin() as uow:
        assert await uow.outbox.begin_sending(gathered, "a", NOW + LEASE)
    assert {one.state for one in await claim(store, "b", after=61)} >= {State.SENDING}


async def test_what_is_sent_together_is_begun_together_or_not_at_all(store: SqlStore) -> None:
    await put(store, new("mine"), new("lost"))
    mine, lost = sorted(await claim(store), key=lambda one: one.told.key, reverse=True)
    await settle(store, lost, Settlement(State.CANCELLED))
    async with store.begin() as uow:
        assert not await uow.outbox.begin_sending([mine, lost], "a", NOW + LEASE)


async def test_the_last_of_the_changes_to_come_is_known_until_their_notices_are_made(store: SqlStore) -> None:
    async def coming(after: float) -> datetime | None:
        async with store.begin() as uow:
            return await uow.outbox.changes_coming(NOW + timedelta(seconds=after))

    await put(store, new("other kind"))
    assert await coming(1000) is None
    await put(store, *(new(f"k{n}", after=n, kind=NoticeKind.DUE_CHANGE) for n in (-10, 60, 120)))
    assert [await coming(n) for n in (120, 119, -11)] == [
        NOW + timedelta(seconds=120),
        NOW + timedelta(seconds=60),
        None,
    ]
    for notice in await claim(store, after=120):
        await settle(store, notice, Settlement(State.SENT))
    assert await coming(1000) is None


async def test_ended_notices_are_forgotten(store: SqlStore) -> None:
    await put(store, new("ended"), new("waits"))
    for notice in await claim(store):
        if notice.told.key == "ended":
            await settle(store, notice, Settlement(State.SENT))
    async with store.begin() as uow:
        assert await uow.outbox.forget_before(NOW) == 0
        assert await uow.outbox.forget_before(NOW + timedelta(seconds=1)) == 1
    assert await counts(store) == {State.CLAIMED: 1}


async def test_replicas_share_what_is_due_and_none_gets_the_same(database_url: str) -> None:
    stores = [SqlStore(database_url) for _ in range(3)]
    await put(stores[0], *(new(f"k{n}") for n in range(60)))

    async def work(number: int) -> list[str]:
        taken: list[str] = []
        while some := await claim(stores[number], f"holder-{number}", most=7):
            taken += [one.told.key for one in some]
            await asyncio.sleep(0)
        return taken

    shares = await asyncio.gather(*(work(number) for number in range(3)))
    taken = [key for share in shares for key in share]
    assert sorted(taken) == sorted(f"k{n}" for n in range(60))
    for one in stores:
        await one.close()


async def test_all_replicas_together_keep_the_pace(database_url: str) -> None:
    stores = [SqlStore(database_url) for _ in range(2)]
    async with stores[0].begin() as uow:
        people = [await uow.recipients.seen(replace(AINO, account=f"29:{n}")) for n in range(40)]
    await put(stores[0], *(new(f"k{n}", kind=NoticeKind.REMINDER, recipient=people[n]) for n in range(40)))
    moments: list[datetime] = []
    for number, one in enumerate(stores):
        for notice in await claim(one, f"h{number}", most=20):
            async with one.begin() as uow:
                moments.append(await uow.outbox.reserve(notice, NOW))
    assert moments[0] == NOW
    gaps = {later - earlier for earlier, later in pairwise(moments)}
    assert {gap // timedelta(milliseconds=1) for gap in gaps} == {APP_GAP // timedelta(milliseconds=1)}
    for one in stores:
        await one.close()


async def test_one_conversation_has_a_pace_of_its_own_and_a_throttled_app_waits(store: SqlStore) -> None:
    async with store.begin() as uow:
        aino = await uow.recipients.seen(AINO)
    await put(store, *(new(f"k{n}", kind=NoticeKind.REMINDER, recipient=aino) for n in range(3)))
    first, second, third = await claim(store)
    gap = RECIPIENT_GAP // timedelta(milliseconds=1)
    async with store.begin() as uow:
        assert await uow.outbox.reserve(first, NOW) == NOW
        at = await uow.outbox.reserve(second, NOW)
        assert (at - NOW) // timedelta(milliseconds=1) == gap
        await uow.outbox.slow_down(second, NOW, timedelta(seconds=30))
        await uow.outbox.slow_down(second, NOW, timedelta())
        assert await uow.outbox.reserve(third, NOW) == NOW + timedelta(seconds=30)


async def test_a_long_wait_for_one_recipient_holds_the_others_up_for_a_while_only(store: SqlStore) -> None:
    async with store.begin() as uow:
        people = [await uow.recipients.seen(replace(AINO, account=f"29:{n}")) for n in range(2)]
    await put(store, *(new(f"k{n}", kind=NoticeKind.REMINDER, recipient=who) for n, who in enumerate(people)))
    slow, other = await claim(store)
    async with store.begin() as uow:
        await uow.outbox.reserve(slow, NOW)
        await uow.outbox.slow_down(slow, NOW, timedelta(hours=1))
        assert await uow.outbox.reserve(other, NOW) == NOW + LONGEST_SLOWDOWN


async def test_what_is_for_a_recipient_who_is_being_served_is_left_for_later(store: SqlStore) -> None:
    async with store.begin() as uow:
        aino, bo = [await uow.recipients.seen(replace(AINO, account=f"29:{n}")) for n in range(2)]
    await put(store, new("first", kind=NoticeKind.REMINDER, recipient=aino))
    (first,) = await claim(store, "a")
    await put(store, new("second", kind=NoticeKind.REMINDER, recipient=aino), new("other", recipient=bo), new("maker"))
    assert {one.told.key for one in await claim(store, "b")} == {"other", "maker"}
    assert await begin(store, first)
    assert await claim(store, "b", after=59) == []
    await settle(store, first, Settlement(State.SENT))
    assert [one.told.key for one in await claim(store, "b", after=59)] == ["second"]


async def test_who_may_have_been_reminded_counts_as_reminded(store: SqlStore) -> None:
    async with store.begin() as uow:
        people = [await uow.recipients.seen(replace(AINO, account=f"29:{n}")) for n in range(3)]
    await put(store, *(new(f"k{n}", kind=NoticeKind.REMINDER, recipient=who) for n, who in enumerate(people)))
    sent, doubted, failed = await claim(store)
    await settle(store, sent, Settlement(State.SENT))
    await settle(store, doubted, Settlement(State.EXPIRED, "timeout", doubts=1))
    await settle(store, failed, Settlement(State.FAILED))
    async with store.begin() as uow:
        assert await uow.outbox.reminded(1) == set(people[:2])
        assert [await uow.outbox.reminded_of(who) for who in people] == [{1}, {1}, set()]


numbers = count()
STEPS = st.lists(st.sampled_from(["claim", "die", "begin", "sent", "later", "put"]), max_size=25)


@settings(max_examples=60)
@given(steps=STEPS)
async def test_whatever_happens_a_notice_is_somewhere_and_sent_once(store: SqlStore, steps: list[str]) -> None:
    """A model of one notice: every path ends in one known state, and no two holders may send it."""
    key = f"model-{next(numbers)}"
    await put(store, new(key, event=7))
    clock, held, begun, sent = 0.0, None, False, 0
    for step in steps:
        mine = [one for one in await claim(store, "a", after=clock) if one.told.key == key] if step == "claim" else []
        if mine:
            held, begun = mine[0], mine[0].state is State.SENDING
        elif step == "die":
            clock, held = clock + 61, None
        elif step == "begin" and held and not begun:
            begun = await begin(store, held, after=clock)
        elif step == "sent" and held and begun:
            sent += await settle(store, held, Settlement(State.SENT))
            held = None
        elif step == "later" and held:
            await settle(store, held, Settlement(State.WAITING, "", NOW + timedelta(seconds=clock)))
            held, begun = None, False
        elif step == "put":
            await put(store, new(key, event=7))
    assert sent <= 1
    found = await claim(store, "z", after=clock + 1000)
    assert sent + sum(one.told.key == key for one in found) == 1
    for one in found:
        async with store.begin() as uow:
            await uow.outbox.settle(one.id, "z", Settlement(State.EXPIRED), NOW)
