"""What each recipient is sent one after another, while others are served: chains, and waiting for them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterable, Sequence

from bot.domain.outbox import MAKING, Notice

Chain = asyncio.Task[None]

_LOOKS_AGAIN_SECONDS = 1.0


def by_recipient(notices: Iterable[Notice]) -> Sequence[Sequence[Notice]]:
    """What is sent, apart for each recipient and in its order."""
    found: dict[int | None, list[Notice]] = {}
    for notice in notices:
        if notice.told.kind not in MAKING:
            found.setdefault(notice.told.recipient, []).append(notice)
    return list(found.values())


async def until_few(chains: set[Chain], few: int) -> set[Chain]:
    """Wait until no more than these are under way; which. An error of one that has ended is raised."""
    while len(chains) > few:
        ended, chains = await asyncio.wait(chains, return_when=asyncio.FIRST_COMPLETED)
        _raise_errors(ended)
    return chains


async def for_a_while(chains: set[Chain]) -> set[Chain]:
    """Wait until all have ended, but no longer than until something else may be due; those under way."""
    ended, chains = await asyncio.wait(chains, timeout=_LOOKS_AGAIN_SECONDS)
    _raise_errors(ended)
    return chains


async def sleep_until(ended: asyncio.Event, sleep: Awaitable[None]) -> None:
    """Sleep, but no longer than until something has ended."""
    waits = {asyncio.ensure_future(sleep), asyncio.ensure_future(ended.wait())}
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for one in waits:
            one.cancel()


def _raise_errors(ended: set[Chain]) -> None:
    for chain in ended:
        chain.result()
