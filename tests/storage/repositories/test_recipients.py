"""Whom the bot can write to, and what each wants to hear, on both databases."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.recipients import Address, RecipientKind
from bot.domain.reminders import LEADS, Lead, Scope, Subscription
from storage.store import SqlStore
from tests.support.drafts import helsinki

AINO = Address(RecipientKind.PERSON, "29:aino", "a:aino", "https://service.example/emea/", "28:bot", "t", "aad-aino")
NOW = helsinki(2026, 11, 23, 9, 0)


async def seen(store: SqlStore, address: Address = AINO) -> int:
    async with store.begin() as uow:
        return await uow.recipients.seen(address)


async def subscribers(store: SqlStore, event: int, series: str, *leads: Lead) -> list[int]:
    async with store.begin() as uow:
        return list(await uow.recipients.subscribers(event, series, leads))


async def subscribe(store: SqlStore, number: int, scope: Scope, about: str, *leads: Lead) -> None:
    async with store.begin() as uow:
        await uow.recipients.subscribe(number, Subscription(scope, about, frozenset(leads)))


async def test_a_person_is_one_recipient_with_the_newest_address(store: SqlStore) -> None:
    number = await seen(store)
    moved = replace(AINO, service_url="https://other.example/", language="en")
    assert await seen(store, moved) == number
    async with store.begin() as uow:
        found = await uow.recipients.by_id(number)
        assert found is not None
        assert found.address == moved
        assert await uow.recipients.by_account("29:aino") == found
        assert await uow.recipients.by_account("29:bo") is None
        assert await uow.recipients.by_id(number + 1) is None


async def test_a_message_in_a_channel_does_not_forget_the_own_chat(store: SqlStore) -> None:
    number = await seen(store)
    await seen(store, replace(AINO, conversation=""))
    async with store.begin() as uow:
        found = await uow.recipients.by_id(number)
    assert found is not None
    assert found.address.conversation == "a:aino"


async def test_who_cannot_be_reached_can_be_after_writing_again(store: SqlStore) -> None:
    number = await seen(store)
    async with store.begin() as uow:
        await uow.recipients.lost(number, "ConversationBlockedByUser")
        await uow.recipients.pause(number, NOW)
        found = await uow.recipients.by_id(number)
    assert found is not None
    assert (found.unreachable, found.paused_until) == ("ConversationBlockedByUser", NOW)
    await seen(store)
    async with store.begin() as uow:
        found = await uow.recipients.by_id(number)
    assert found is not None
    assert (found.unreachable, found.paused_until) == ("", NOW), "a pause is the person's own and goes on"


async def test_an_event_is_told_to_whom_it_concerns_once(store: SqlStore) -> None:
    one, two, three, four = [await seen(store, replace(AINO, account=f"29:{n}")) for n in range(4)]
    await subscribe(store, one, Scope.EVENT, "7", Lead.HOUR, Lead.QUARTER)
    await subscribe(store, two, Scope.SERIES, "Digivartit", Lead.HOUR)
    await subscribe(store, three, Scope.ALL, "", Lead.HOUR, Lead.MORNING)
    await subscribe(store, four, Scope.SERIES, "Webinaari", Lead.HOUR)
    assert await subscribers(store, 7, "Digivartit", Lead.HOUR) == [one, two, three]
    assert await subscribers(store, 8, "Digivartit", Lead.HOUR) == [two, three]
    assert await subscribers(store, 8, "Digivartit", Lead.MORNING) == [three]
    assert await subscribers(store, 7, "Digivartit", *LEADS) == [one, two, three]
    assert await subscribers(store, 8, "Digivartit", Lead.QUARTER) == []


async def test_the_narrowest_subscription_decides(store: SqlStore) -> None:
    number = await seen(store)
    await subscribe(store, number, Scope.ALL, "", Lead.MORNING)
    await subscribe(store, number, Scope.SERIES, "Digivartit", Lead.HOUR)
    await subscribe(store, number, Scope.EVENT, "3", Lead.NEVER)
    heard = {
        (event, series): [lead for lead in LEADS if await subscribers(store, event, series, lead)]
        for event, series in ((1, "Webinaari"), (2, "Digivartit"), (3, "Digivartit"))
    }
    assert heard == {(1, "Webinaari"): [Lead.MORNING], (2, "Digivartit"): [Lead.HOUR], (3, "Digivartit"): []}
    await subscribe(store, number, Scope.EVENT, "3")
    assert await subscribers(store, 3, "Digivartit", Lead.HOUR) == [number]


async def test_subscribing_again_changes_the_leads(store: SqlStore) -> None:
    number = await seen(store)
    await subscribe(store, number, Scope.SERIES, "Digivartit", Lead.HOUR, Lead.QUARTER)
    await subscribe(store, number, Scope.SERIES, "Digivartit", Lead.MORNING)
    await subscribe(store, number, Scope.EVENT, "3", Lead.HOUR)
    async with store.begin() as uow:
        assert await uow.recipients.subscriptions(number) == [
            Subscription(Scope.EVENT, "3", frozenset({Lead.HOUR})),
            Subscription(Scope.SERIES, "Digivartit", frozenset({Lead.MORNING})),
        ]
    await subscribe(store, number, Scope.SERIES, "Digivartit")
    await subscribe(store, number, Scope.EVENT, "3")
    async with store.begin() as uow:
        assert await uow.recipients.subscriptions(number) == []


async def test_everything_can_be_stopped_at_once(store: SqlStore) -> None:
    number, other = await seen(store), await seen(store, replace(AINO, account="29:bo"))
    for who in (number, other):
        await subscribe(store, who, Scope.ALL, "", *Lead)
    async with store.begin() as uow:
        await uow.recipients.unsubscribe_all(number)
    assert await subscribers(store, 1, "Digivartit", Lead.HOUR) == [other]


async def test_people_are_found_by_their_ids_in_the_directory_in_any_case(store: SqlStore) -> None:
    await seen(store)
    await seen(store, replace(AINO, account="29:bo", directory_id="AAD-Bo"))
    await seen(store, replace(AINO, kind=RecipientKind.CHANNEL, account="19:kahvit"))
    async with store.begin() as uow:
        found = await uow.recipients.of_directory(["aad-bo", "AAD-aino", "aad-x"])
        assert [one.address.account for one in found] == ["29:aino", "29:bo"]
        assert await uow.recipients.of_directory([]) == []
