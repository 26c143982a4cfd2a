"""Topic wishes and their supports, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import text

from bot.domain.wishes import ENDED, Wish, WishState
from bot.services.wishes import support
from storage.models import supports, wishes
from storage.store import SqlStore
from tests.support.drafts import draft

DAY = date(2026, 11, 24)
OPEN = (WishState.OPEN,)


async def wish(store: SqlStore, said: str, *hands: str) -> Wish:
    async with store.begin() as uow:
        made = await uow.wishes.add(said, hands[0], f"key of {said}")
        assert made is not None
        for hand in hands[1:]:
            assert await uow.wishes.support(made.id, hand)
    return made


async def seen(store: SqlStore, hand: str = "nobody", **how: bool) -> list[tuple[str, int, bool]]:
    async with store.begin() as uow:
        found = await uow.wishes.listed(OPEN, hand, 99, **how)
        assert await uow.wishes.count(OPEN, **how) == len(found)
    return [(one.wish.text, one.number, one.own) for one in found]


async def test_the_most_supported_comes_first_and_then_the_newest(store: SqlStore) -> None:
    for said, *hands in (("Vanha", "a"), ("Suosittu 😀", "b", "c"), ("Uusi", "d")):
        await wish(store, said, *hands)
    assert await seen(store, "c") == [("Suosittu 😀", 2, True), ("Uusi", 1, False), ("Vanha", 1, False)]
    async with store.begin() as uow:
        assert [one.wish.text for one in await uow.wishes.listed(OPEN, "", 1, skip=1)] == ["Uusi"]


async def test_a_form_sent_twice_is_one_wish(store: SqlStore) -> None:
    await wish(store, "Kaukolainat", "a")
    async with store.begin() as uow:
        assert await uow.wishes.add("Kaukolainat taas", "a", "key of Kaukolainat") is None
    assert await seen(store) == [("Kaukolainat", 1, False)]


async def test_a_hand_supports_once_and_takes_it_back(store: SqlStore) -> None:
    made = await wish(store, "Kaukolainat", "a")
    async with store.begin() as uow:
        assert [await uow.wishes.support(made.id, "b") for _ in range(2)] == [True, False]
        assert await uow.wishes.supporters(made.id) == {"a", "b"}
        assert [await uow.wishes.take_back(made.id, "b") for _ in range(2)] == [True, False]
        assert await uow.wishes.supporters(made.id) == {"a"}


async def test_who_supported_both_of_two_joined_wishes_counts_once(store: SqlStore) -> None:
    first = await wish(store, "Kaukolainat", "a", "b")
    second = await wish(store, "Kaukolainojen hinnat", "b", "c")
    third = await wish(store, "Kaukolaina", "c", "d")
    async with store.begin() as uow:
        await uow.wishes.join(first.id, second.id)
        await uow.wishes.join(second.id, third.id)
        assert await uow.wishes.by_id(first.id) == third
        found = await uow.wishes.supported(third.id, "a")
        assert found is not None
        assert (found.number, found.own, found.others) == (4, True, ("Kaukolainat", "Kaukolainojen hinnat"))
        assert await uow.wishes.supporters(third.id) == {"a", "b", "c", "d"}
        assert not await uow.wishes.support(third.id, "a")
        assert await uow.wishes.take_back(third.id, "b")
    assert await seen(store, "b") == [("Kaukolaina", 3, False)]


async def test_what_is_hidden_is_listed_for_the_team_alone(store: SqlStore) -> None:
    made = await wish(store, "Sopimaton", "a")
    other = await wish(store, "Sopiva", "b")
    async with store.begin() as uow:
        await uow.wishes.change(replace(made, hidden=True))
        assert await uow.wishes.by_text("SOPIMATON") is None
        assert await uow.wishes.by_text("sopiva") == other
    assert await seen(store) == [("Sopiva", 1, False)]
    assert await seen(store, hidden=True) == [("Sopiva", 1, False), ("Sopimaton", 1, False)]


async def test_a_hidden_wish_is_not_shown_with_the_one_it_was_joined_with(store: SqlStore) -> None:
    made = await wish(store, "Sopimaton", "a")
    other = await wish(store, "Sopiva", "b")
    async with store.begin() as uow:
        await uow.wishes.change(replace(made, hidden=True))
        await uow.wishes.join(made.id, other.id)
        found = await uow.wishes.supported(other.id, "a")
        assert found is not None
        assert (found.number, found.others) == (2, ())


async def test_a_changed_wish_comes_back_as_it_was_kept(store: SqlStore) -> None:
    made = await wish(store, "Kaukolainat", "a")
    async with store.begin() as uow:
        await uow.events.add([draft("e")])
        event = (await uow.events.by_keys(["e"]))["e"].id
        changed = replace(
            made, state=WishState.PLANNED, answer="Hyvä!", reason="Syy", hidden=True, event=event, ended_on=DAY
        )
        await uow.wishes.change(changed)
        assert await uow.wishes.by_id(made.id) == changed
        assert await uow.wishes.count(ENDED, hidden=True) == 1
        assert await uow.wishes.by_id(99) is None


async def test_ended_wishes_are_erased_with_all_that_hangs_on_them(store: SqlStore) -> None:
    ended, joined, still = [await wish(store, said, "a") for said in ("Loppu", "Liitetty", "Avoin")]
    async with store.begin() as uow:
        await uow.wishes.join(joined.id, ended.id)
        await uow.wishes.change(replace(ended, state=WishState.CLOSED, ended_on=DAY))
        assert await uow.wishes.forget_ended(DAY) == 0
        assert await uow.wishes.forget_ended(DAY + timedelta(days=1)) == 1
        for table, left in ((wishes, 1), (supports, 1)):
            rows = await uow.wishes._connection.execute(text(f"SELECT * FROM {table.name}"))
            assert len(rows.all()) == left
        assert await uow.wishes.by_id(still.id) == still


def test_nothing_stored_tells_who_wished_or_when() -> None:
    assert {column.name for column in supports.c} == {"wish", "hand"}
    assert not {"made_at", "made_on", "person", "account", "hand"} & {column.name for column in wishes.c}


async def test_many_may_support_at_once_and_each_counts_once(store: SqlStore) -> None:
    made = await wish(store, "Kaukolainat", "a")

    async def press(hand: str) -> bool:
        async with store.begin() as uow:
            return (await support(uow, made.id, hand))[1]

    pressed = await asyncio.gather(*(press(f"h{number % 20}") for number in range(60)))
    assert sum(pressed) == 20
    assert await seen(store) == [("Kaukolainat", 21, False)]


async def test_a_support_given_while_wishes_are_joined_is_not_lost(store: SqlStore) -> None:
    first, second = await wish(store, "Kaukolainat", "a"), await wish(store, "Kuljetukset", "b")

    async def join() -> None:
        async with store.begin() as uow:
            await uow.wishes.by_id(first.id)
            await uow.wishes.join(first.id, second.id)

    async def press(hand: str) -> None:
        async with store.begin() as uow:
            assert (await support(uow, first.id, hand))[1]

    await asyncio.gather(press("c"), join(), press("d"))
    assert await seen(store) == [("Kuljetukset", 4, False)]
