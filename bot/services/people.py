"""Whom the bot has heard of: kept when they write, not again while nothing has changed, and found by their hands."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence

from bot.domain.hands import Hands
from bot.domain.recipients import Address
from bot.services.ports import UnitOfWork

KEPT_SECONDS = 60.0
"""How long an address is taken to be stored as it is: a message a minute costs one small write, not each."""

_MOST = 10_000


class People:
    """Remembers which addresses this process has stored lately."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._stored: dict[Address, float] = {}

    def news(self, addresses: Sequence[Address]) -> list[Address]:
        """The addresses that are to be stored."""
        since = self._clock() - KEPT_SECONDS
        return [one for one in addresses if self._stored.get(one, float("-inf")) < since]

    def stored(self, addresses: Sequence[Address]) -> None:
        """These are stored, now that their transaction has ended well."""
        if len(self._stored) > _MOST:
            self._stored.clear()
        self._stored.update(dict.fromkeys(addresses, self._clock()))


async def keep(uow: UnitOfWork, news: Sequence[Address], known: Sequence[Address] = ()) -> None:
    """Store addresses, of the known ones those that were lost or erased since: whoever writes can be reached again.

    In one order everywhere, so that two transactions never wait for each other.
    """
    lost = [one for one in known if one not in news and await uow.recipients.is_lost(one.account)]
    for address in sorted([*news, *lost], key=lambda one: one.account):
        await uow.recipients.seen(address)


async def people_of(uow: UnitOfWork, hands: Hands, purpose: str, wanted: Collection[str]) -> list[int]:
    """The people whose hands for a purpose are among the wanted ones.

    Nothing stored leads from a hand to a person, so the hands of everybody are made, which takes milliseconds.
    """
    return [number for number, account in await uow.recipients.accounts() if hands.of(account, purpose) in wanted]
