"""Sends what is due in the outbox: claims it, checks it again, sends it outside any transaction, settles it."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from bot.domain.outbox import MAKING, Delivery, Notice, Outcome, Settlement, State, settlement_of
from bot.domain.pace import Breaker
from bot.domain.recipients import Recipient, RecipientKind
from bot.services.calendar import CalendarCache
from bot.services.checked import Checked
from bot.services.notices import Render, check, expand
from bot.services.ports import Messenger, Store, UnitOfWork

LEASE = timedelta(seconds=60)
"""How long a claim is held: longer than any sending of a batch, short enough that nobody misses what a crash held."""

_LONGEST_WAIT = LEASE / 6
BATCH = 50
_AT_ONCE = 8

_log = logging.getLogger(__name__)


def utc_now() -> datetime:
    """The present moment; what is counted in seconds is counted in UTC, where no hour is missing or twice."""
    return datetime.now(UTC)


class Sender:
    """One replica's share of the sending. `tick` does what is due and returns; it never runs twice at once."""

    def __init__(
        self,
        store: Store,
        calendars: CalendarCache,
        messenger: Messenger,
        render: Render,
        clock: Callable[[], datetime] = utc_now,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store, self._calendars = store, calendars
        self._messenger, self._render = messenger, render
        self._clock, self._sleep = clock, sleep
        self._breaker = Breaker()
        self._holder = uuid4().hex

    async def tick(self) -> None:
        """Do everything that is due. StoreUnavailable ends it; what was claimed is claimed again later."""
        while not self._service_down() and (due := await self._claim()):
            making = [notice for notice in due if notice.told.kind in MAKING]
            for notice in making:
                await self._expand(notice)
            await self._send_all([notice for notice in due if notice.told.kind not in MAKING])

    async def _claim(self) -> Sequence[Notice]:
        now = self._clock()
        async with self._store.begin() as uow:
            return await uow.outbox.claim(self._holder, now, now + LEASE, BATCH)

    async def _expand(self, notice: Notice) -> None:
        async with self._store.begin() as uow:
            now = self._clock()
            settlement = await expand(uow, notice, await self._calendars.current(uow), now)
            await self._settle(uow, notice, settlement)

    async def _send_all(self, notices: Sequence[Notice]) -> None:
        """Several at once, but what goes to the same recipient in its order."""
        by_recipient: dict[int | None, list[Notice]] = {}
        for notice in notices:
            by_recipient.setdefault(notice.told.recipient, []).append(notice)
        places = asyncio.Semaphore(_AT_ONCE)

        async def send_in_order(some: Sequence[Notice]) -> None:
            async with places:
                for notice in some:
                    await self._send(notice)

        async with asyncio.TaskGroup() as group:
            for some in by_recipient.values():
                group.create_task(send_in_order(some))

    async def _send(self, notice: Notice) -> None:
        if notice.state is State.SENDING:
            # Whoever was sending it is gone, and with it the service's answer.
            await self._close(notice, None, Delivery(Outcome.UNKNOWN, "interrupted"))
            return
        async with self._store.begin() as uow:
            checked = await check(uow, notice, await self._calendars.current(uow), self._clock())
            if isinstance(checked, Settlement):
                await self._settle(uow, notice, checked)
                return
        if self._service_down():
            await self._give_back(notice)
        elif await self._begin(notice):
            delivery = await self._deliver(notice, checked)
            self._breaker.heard(delivery, time.monotonic())
            await self._close(notice, checked, delivery)

    async def _deliver(self, notice: Notice, checked: Checked) -> Delivery:
        reply = self._render(notice, checked.about, checked.recipient, self._clock())
        if checked.message:
            return await self._messenger.update(checked.recipient, checked.conversation, checked.message, reply)
        return await self._messenger.send(checked.recipient, reply)

    async def _begin(self, notice: Notice) -> bool:
        """Keep that it is being sent, and wait for its place; from here on a crash leaves a doubt.

        False when it is another's by now, or when its place is too far off to be held so long.
        """
        async with self._store.begin() as uow:
            now = self._clock()
            at = await uow.outbox.begin_sending(notice, self._holder, now, now + LEASE)
            if at is not None and at - now > _LONGEST_WAIT:
                waiting = Settlement(State.WAITING, "throttled", at, notice.attempts, notice.doubts)
                await self._settle(uow, notice, waiting)
                return False
        if at is not None and at > now:
            await self._sleep((at - now).total_seconds())
        return at is not None

    def _service_down(self) -> bool:
        return self._breaker.open(time.monotonic())

    async def _give_back(self, notice: Notice) -> None:
        """Let it wait as if it had never been claimed."""
        async with self._store.begin() as uow:
            now = self._clock()
            waiting = Settlement(State.WAITING, "service_down", now, notice.attempts, notice.doubts)
            await self._settle(uow, notice, waiting)

    async def _close(self, notice: Notice, checked: Checked | None, delivery: Delivery) -> None:
        settlement = settlement_of(notice, delivery, self._clock(), random.uniform(0.5, 1.5))
        async with self._store.begin() as uow:
            await self._settle(uow, notice, settlement)
            if delivery.wait is not None:
                await uow.outbox.slow_down(self._clock() + delivery.wait)
            if checked is not None:
                await _remember(uow, checked.recipient, delivery)

    async def _settle(self, uow: UnitOfWork, notice: Notice, settlement: Settlement) -> None:
        kept = await uow.outbox.settle(notice.id, self._holder, settlement, self._clock())
        if settlement.state is not State.SENT or not kept:
            fields = {"notice": notice.id, "kind": notice.told.kind, "state": settlement.state, "kept": kept}
            _log.info("notice", extra={"fields": {**fields, "reason": settlement.reason}})


async def _remember(uow: UnitOfWork, recipient: Recipient, delivery: Delivery) -> None:
    """What a sending taught of where the recipient is reached."""
    if delivery.outcome is Outcome.UNREACHABLE:
        await uow.recipients.lost(recipient.id, delivery.reason)
    elif recipient.address.kind is RecipientKind.PERSON and delivery.conversation not in (
        "",
        recipient.address.conversation,
    ):
        await uow.recipients.opened(recipient.id, delivery.conversation)
