"""Whom the bot has heard of: a small write a minute, and whoever was lost is found again at once."""

from __future__ import annotations

from dataclasses import replace

from bot.services.people import KEPT_SECONDS, People, keep
from storage.store import SqlStore
from tests.storage.repositories.test_recipients import AINO

BO = replace(AINO, account="29:bo", conversation="a:bo")


def test_an_address_is_news_when_it_is_new_changed_or_was_stored_long_ago() -> None:
    now = 1000.0
    people = People(lambda: now)
    assert people.news([AINO, BO]) == [AINO, BO]
    people.stored([AINO])
    assert people.news([AINO, BO]) == [BO]
    assert people.news([replace(AINO, language="en")]) == [replace(AINO, language="en")]
    now += KEPT_SECONDS + 1
    assert people.news([AINO]) == [AINO]


def test_what_could_not_be_stored_is_news_again() -> None:
    people = People(lambda: 0.0)
    people.news([AINO])
    assert people.news([AINO]) == [AINO]


def test_not_everybody_is_remembered_for_ever() -> None:
    people = People(lambda: 0.0)
    people.stored([replace(AINO, account=f"29:{number}") for number in range(10_001)])
    people.stored([BO])
    assert people.news([replace(AINO, account="29:1"), BO]) == [replace(AINO, account="29:1")]


async def test_who_was_lost_can_be_reached_after_writing_again_within_the_minute(store: SqlStore) -> None:
    async with store.begin() as uow:
        await keep(uow, [BO, AINO])
        lost = await uow.recipients.by_account(AINO.account)
        assert lost is not None
        await uow.recipients.lost(lost.id, "ConversationBlockedByUser")
        await keep(uow, [], [BO])
        assert await uow.recipients.is_lost(AINO.account)
        await keep(uow, [], [AINO, BO])
        assert not await uow.recipients.is_lost(AINO.account)
        assert await uow.recipients.by_account(AINO.account) == lost
