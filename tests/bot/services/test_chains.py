"""Chains of one recipient each: sorted out, and waited for."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from bot.domain.outbox import NewNotice, Notice, NoticeKind, State
from bot.services import chains
from bot.services.chains import by_recipient, for_a_while, sleep_until, until_few

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)


def notice(number: int, recipient: int | None, kind: NoticeKind = NoticeKind.REMINDER) -> Notice:
    return Notice(number, NewNotice(f"k{number}", kind, NOW, NOW, 1, recipient), State.CLAIMED)


def test_each_recipient_has_a_chain_in_the_order_of_what_was_claimed() -> None:
    claimed = [notice(1, 7), notice(2, None, NoticeKind.DUE_CHANGE), notice(3, 8), notice(4, 7, NoticeKind.CHANGE)]
    assert [[one.id for one in chain] for chain in by_recipient(claimed)] == [[1, 4], [3]]


async def test_it_is_waited_until_few_are_under_way() -> None:
    ends = [asyncio.Event() for _ in range(3)]

    async def wait(end: asyncio.Event) -> None:
        await end.wait()

    under_way = {asyncio.create_task(wait(end)) for end in ends}
    assert await until_few(under_way, 3) == under_way
    ends[0].set()
    under_way = await until_few(under_way, 2)
    assert len(under_way) == 2
    for end in ends:
        end.set()
    assert await until_few(under_way, 0) == set()


async def test_what_lasts_is_not_waited_for_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chains, "_LOOKS_AGAIN_SECONDS", 0.01)
    lasting = asyncio.create_task(asyncio.sleep(60))
    assert await for_a_while({lasting}) == {lasting}
    lasting.cancel()


async def test_an_error_of_a_chain_is_raised() -> None:
    async def fail() -> None:
        raise ZeroDivisionError

    for wait in (for_a_while, lambda chains: until_few(chains, 0)):
        with pytest.raises(ZeroDivisionError):
            await wait({asyncio.create_task(fail())})


async def test_a_sleep_ends_with_what_it_waits_for_or_by_itself() -> None:
    ended = asyncio.Event()
    await asyncio.wait_for(sleep_until(ended, asyncio.sleep(0.01)), 5)
    asyncio.get_running_loop().call_later(0.01, ended.set)
    await asyncio.wait_for(sleep_until(ended, asyncio.sleep(3600)), 5)
