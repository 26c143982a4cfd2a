"""Keys of people's own calendars, on both databases."""

from __future__ import annotations

from datetime import timedelta

from bot.domain.conversation import Person
from storage.store import SqlStore
from tests.support.drafts import helsinki
from tests.support.talk import AINO, address_of

NOW = helsinki(2026, 11, 23, 9)
BO = Person("29:bo", "Bo Exempel")
FIRST, SECOND = "a" * 32, "b" * 32


async def test_one_key_for_each_person(store: SqlStore) -> None:
    async with store.begin() as uow:
        aino, bo = [await uow.recipients.seen(address_of(person)) for person in (AINO, BO)]
        await uow.calendar_keys.give(aino, FIRST, NOW)
        await uow.calendar_keys.give(bo, SECOND, NOW)
    async with store.begin() as uow:
        assert await uow.calendar_keys.opens(FIRST)
        assert not await uow.calendar_keys.opens(FIRST.upper())
        await uow.calendar_keys.give(aino, "c" * 32, NOW + timedelta(days=1))
    async with store.begin() as uow:
        assert [await uow.calendar_keys.opens(key) for key in (FIRST, SECOND, "c" * 32)] == [False, True, True]
        assert await uow.calendar_keys.made_at(aino) == NOW + timedelta(days=1)
        assert await uow.calendar_keys.end(aino)
    async with store.begin() as uow:
        assert not await uow.calendar_keys.end(aino)
        assert await uow.calendar_keys.made_at(aino) is None
        assert [await uow.calendar_keys.opens(key) for key in (SECOND, "c" * 32)] == [True, False]


async def test_it_opens_again_when_its_person_is_reached_again(store: SqlStore) -> None:
    async with store.begin() as uow:
        aino = await uow.recipients.seen(address_of(AINO))
        await uow.calendar_keys.give(aino, FIRST, NOW)
        await uow.recipients.lost(aino, "http_403")
    async with store.begin() as uow:
        assert not await uow.calendar_keys.opens(FIRST)
        await uow.recipients.seen(address_of(AINO))
    async with store.begin() as uow:
        assert await uow.calendar_keys.opens(FIRST)
