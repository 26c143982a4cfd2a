"""Questions that could not be answered, and the hands that want to hear of them, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.unanswered import Unanswered, UnansweredState
from storage.store import SqlStore

DAY = date(2026, 11, 24)


def question(this: int, **facts: object) -> Unanswered:
    return replace(Unanswered(this, (f"kysymys {this} 😀",), "fi", 1, DAY), **facts)  # type: ignore[arg-type]


async def stored(store: SqlStore, *questions: Unanswered) -> None:
    async with store.begin() as uow:
        for one in questions:
            assert await uow.unanswered.add(f"key {one.id}", one)


async def test_the_most_asked_comes_first_and_then_the_latest(store: SqlStore) -> None:
    later = DAY + timedelta(days=1)
    ended = question(4, number=9, state=UnansweredState.DROPPED, ended_on=DAY)
    await stored(store, question(1), question(2, last_on=later), question(3, number=5), ended)
    async with store.begin() as uow:
        assert [one.question.id for one in await uow.unanswered.open(9)] == [3, 2, 1]
        assert [one.question.id for one in await uow.unanswered.open(1, skip=1)] == [2]
        assert await uow.unanswered.count() == 3


async def test_one_of_a_key_or_an_id_is_there_once_and_comes_back_as_it_was(store: SqlStore) -> None:
    await stored(store, question(1))
    async with store.begin() as uow:
        assert not await uow.unanswered.add("key 1", question(2))
        assert not await uow.unanswered.add("key 2", question(1))
        changed = question(1, number=2, state=UnansweredState.ANSWERED, answer="a" * 32, ended_on=DAY)
        await uow.unanswered.change(changed)
        assert await uow.unanswered.by_id(1) == await uow.unanswered.by_key("key 1") == changed


async def test_a_hand_hears_once_and_of_nothing_when_it_is_erased(store: SqlStore) -> None:
    await stored(store, question(1), question(2))
    async with store.begin() as uow:
        assert [await uow.unanswered.hear(1, "a") for _ in range(2)] == [True, False]
        assert await uow.unanswered.hear(2, "a")
        assert await uow.unanswered.hear(1, "b")
        await uow.unanswered.unhear(1, "b")
        assert await uow.unanswered.hearers(1) == {"a"}
        assert await uow.unanswered.awaited("a") == 2
        assert [one.hearers for one in await uow.unanswered.open(9)] == [1, 1]
        await uow.unanswered.silence(2)
        assert await uow.unanswered.awaited("a") == 1
        await uow.unanswered.erase("a")
        assert await uow.unanswered.awaited("a") == 0


async def test_what_is_over_is_erased_with_its_hands(store: SqlStore) -> None:
    old = DAY - timedelta(days=9)
    gone = [question(1, last_on=old), question(2, last_on=DAY, state=UnansweredState.DROPPED, ended_on=old)]
    await stored(store, *gone, question(3), question(4, last_on=old, state=UnansweredState.DROPPED, ended_on=DAY))
    async with store.begin() as uow:
        await uow.unanswered.hear(1, "a")
        assert await uow.unanswered.forget(DAY, DAY) == 2
        assert await uow.unanswered.awaited("a") == 0
        assert await uow.unanswered.by_id(4) is not None
