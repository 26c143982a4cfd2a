"""How much longer a turn takes while reminders are sent: a whole bot, asked before and meanwhile."""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.load import ask
from bench.processes import bot, free_port, module
from bench.sending import fall_due, subscribed
from bot.domain.outbox import State
from bot.domain.recipients import Address, RecipientKind
from bot.domain.reminders import Scope
from bot.services.sending import utc_now
from storage.store import SqlStore

_CHANNELS = 400
_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Turns:
    """A turn's median milliseconds, idle and while sending, and how many were sent in that time."""

    idle: float
    sending: float
    sent: int


def measure(env: Mapping[str, str], questions: Sequence[str]) -> Turns:
    """Measure with one client on loopback. Channels are reminded, since they are at night as well."""
    service, port = free_port(), free_port()
    with module("connector", service), bot(port, env):
        return asyncio.run(_measure(env["DATABASE_URL"], port, service, questions))


async def _measure(url: str, port: int, service: int, questions: Sequence[str]) -> Turns:
    store = SqlStore(url)
    async with store.begin() as uow:
        for number in range(_CHANNELS):
            channel = f"19:{number}@thread.tacv2"
            who = Address(RecipientKind.CHANNEL, channel, channel, f"http://127.0.0.1:{service}", "28:bot", "t")
            await subscribed(uow, who, Scope.SERIES, "Mittaus")
    await ask(port, service, questions, 1, _SECONDS)
    idle = await ask(port, service, questions, 1, _SECONDS)
    await fall_due(store, utc_now())
    await asyncio.sleep(1.5)
    before = await _sent(store)
    sending = await ask(port, service, questions, 1, _SECONDS)
    sent = await _sent(store) - before
    await store.close()
    return Turns(1000 * statistics.median(idle.turns), 1000 * statistics.median(sending.turns), sent)


async def _sent(store: SqlStore) -> int:
    async with store.begin() as uow:
        return (await uow.outbox.counts()).get(State.SENT, 0)
