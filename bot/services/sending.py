"""Sends what is due in the outbox: claims it, checks it again, sends it outside any transaction, settles it."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from secrets import token_bytes
from uuid import uuid4

from bot.domain.conversation import Reply
from bot.domain.errors import StoreUnavailable
from bot.domain.hands import KEY_BYTES, Hands
from bot.domain.outbox import (
    MAKING,
    Delivery,
    Notice,
    NoticeKind,
    Outcome,
    Settlement,
    State,
    settlement_of,
    told_kind,
    unsent,
)
from bot.domain.pace import Breaker
from bot.domain.recipients import Recipient, RecipientKind
from bot.domain.small_groups import SMALLEST
from bot.services.calendar import CalendarCache
from bot.services.chains import Chain, by_recipient, for_a_while, sleep_until, until_few
from bot.services.changes_together import Unsent, check_changes
from bot.services.checked import Checked, Knowledge
from bot.services.gate import Gate
from bot.services.named_channels import NamedChannel
from bot.services.notices import Render, check, expand
from bot.services.ports import Messenger, Store, UnitOfWork
from bot.services.team import Team
from bot.services.trip_files import NO_TRIP_FILES, TripFileAddresses
from bot.tracing import span

LEASE = timedelta(seconds=60)
"""How long a claim is held: longer than any sending of a batch, short enough that nobody misses what a crash held."""

BATCH = 50
# More is claimed before the last of a batch is sent, so that the pace never waits for the service's slowest answer.
_FEW = 25
# A place in the pace is taken some 22 ms apart: so many bear answers of most of a second.
_AT_ONCE = 32
_SETTLES_AGAIN_SECONDS = 0.5
_GIVE_BACK_SECONDS = 2.0

_log = logging.getLogger(__name__)


def utc_now() -> datetime:
    """The present moment; what is counted in seconds is counted in UTC, where no hour is missing or twice."""
    return datetime.now(UTC)


class Sender:
    """One replica's share of the sending. `tick` does what is due and returns; it never runs twice at once.

    Without a `team` nobody belongs to it; without `hands` nobody is known to have answered anything.
    """

    def __init__(
        self,
        store: Store,
        calendars: CalendarCache,
        messenger: Messenger,
        render: Render,
        clock: Callable[[], datetime] = utc_now,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        lease: timedelta = LEASE,
        team: Team | None = None,
        hands: Hands | None = None,
        ake_channel: NamedChannel | None = None,
        smallest: int = SMALLEST,
        trip_files: TripFileAddresses = NO_TRIP_FILES,
    ) -> None:
        self._store, self._calendars = store, calendars
        self._messenger, self._render = messenger, render
        self._team, self._hands = team or Team(), hands or Hands(token_bytes(KEY_BYTES))
        self._clock, self._sleep = clock, sleep
        self._lease, self._longest_wait = lease, lease / 6
        self._ake_channel, self._smallest = ake_channel or NamedChannel("AKE_CHANNEL_ID"), smallest
        self._trip_files = trip_files
        self._breaker = Breaker()
        self._places = asyncio.Semaphore(_AT_ONCE)
        self._gate = Gate(sleep)
        self._stopping = asyncio.Event()
        self._holder = uuid4().hex

    def stop(self) -> None:
        """Take nothing more, and end the tick under way as soon as what is being sent is settled."""
        self._stopping.set()

    async def give_back(self) -> None:
        """Let others send at once what was claimed and not begun; if the database is away, when the lease ends."""
        try:
            async with asyncio.timeout(_GIVE_BACK_SECONDS), self._store.begin() as uow:
                given = await uow.outbox.give_back(self._holder, self._clock())
        except (TimeoutError, StoreUnavailable):
            _log.warning("claims not given back")
        else:
            _log.info("claims given back", extra={"fields": {"notices": given}})

    async def tick(self) -> None:
        """Do everything that is due. StoreUnavailable ends it; what was claimed is claimed again later.

        However it ends, what is being sent is sent and settled first: broken off it would be in doubt.
        """
        chains: set[Chain] = set()
        try:
            while (due := await self._claim()) or chains:
                for notice in due:
                    if notice.told.kind in MAKING and not self._stopping.is_set():
                        await self._expand(notice)
                chains |= {asyncio.create_task(self._send_in_order(some)) for some in by_recipient(due)}
                chains = await (until_few(chains, 0 if self._trying() else _FEW) if due else for_a_while(chains))
        finally:
            await asyncio.gather(*chains, return_exceptions=True)

    async def _claim(self) -> Sequence[Notice]:
        if self._service_down() or self._stopping.is_set():
            return ()
        now, most = self._clock(), 1 if self._trying() else BATCH
        async with self._store.begin() as uow:
            return await uow.outbox.claim(self._holder, now, now + self._lease, most)

    async def _expand(self, notice: Notice) -> None:
        async with self._store.begin() as uow:
            now = self._clock()
            settlement = await expand(uow, notice, await self._known(uow), now)
            await self._settle(uow, notice, settlement)

    async def _send_in_order(self, notices: Sequence[Notice]) -> None:
        """Send what one recipient gets; when one of it must wait, the rest waits as long.

        When the bot stops, what is not begun stays claimed, to be given back.
        """
        done: set[int] = set()
        async with self._places:
            for number, notice in enumerate(notices, 1):
                if self._stopping.is_set():
                    return
                until = None if notice.id in done else await self._send(notice, done)
                if until is not None:
                    rest = [one for one in notices[number:] if one.id not in done]
                    await self._put_off(rest, until, "behind_another")
                    return

    async def _send(self, notice: Notice, done: set[int]) -> datetime | None:
        """Send one, if it is still to be; until when its recipient gets nothing, where that is so.

        What is settled along with it goes to those that are done.
        """
        if notice.state is State.SENDING:
            # Whoever was sending it is gone, and with it the service's answer.
            return await self._close([notice], None, Delivery(Outcome.UNKNOWN, "interrupted"))
        try:
            checked = await self._check(notice, done)
        except _TooFarError as far:
            return await self._put_off([notice], far.at, "throttled")
        if checked is None:
            return None
        together = checked.notices or (notice,)
        reply = self._render(notice, checked.about, checked.recipient, self._clock())
        if self._service_down():
            return await self._put_off(together, self._clock(), "service_down")
        if not await self._begin(together):
            return None
        with span("notice") as marked:
            delivery = await self._deliver(checked, reply)
            marked.tell("kind", told_kind(notice.told.kind))
            marked.tell("outcome", delivery.outcome)
        self._breaker.heard(delivery, time.monotonic())
        return await self._close(together, checked, delivery)

    async def _begin(self, together: Sequence[Notice]) -> bool:
        """Keep that these are being sent; False when another has taken any of them over."""
        try:
            async with self._gate, self._store.begin() as uow:
                # From here on a crash leaves a doubt.
                if not await uow.outbox.begin_sending(together, self._holder, self._clock() + self._lease):
                    raise _TakenOverError
        except _TakenOverError:
            return False
        return True

    async def _deliver(self, checked: Checked, reply: Reply) -> Delivery:
        if checked.message:
            return await self._messenger.update(checked.recipient, checked.conversation, checked.message, reply)
        return await self._messenger.send(checked.recipient, reply, checked.thread)

    async def _check(self, notice: Notice, done: set[int]) -> Checked | None:
        """Check it again and wait for its place in the pace; None when it is not to be sent now.

        _TooFarError when the place is too far off to be held so long. It is free for others then, else what is
        put off again and again would push all places ever further away.
        """
        async with self._store.begin() as uow:
            now = self._clock()
            checked, rest = await self._checked(uow, notice, now)
            for one, settlement in rest:
                await self._settle(uow, one, settlement)
            if checked is None:
                done.update(one.id for one, _ in rest)
                return None
            at = await uow.outbox.reserve(notice, now)
            if at - now > self._longest_wait:
                raise _TooFarError(at)
        done.update(one.id for one in (*checked.notices, *(one for one, _ in rest)))
        if at > now:
            await sleep_until(self._stopping, self._sleep((at - now).total_seconds()))
        return None if self._stopping.is_set() else checked

    async def _checked(self, uow: UnitOfWork, notice: Notice, now: datetime) -> tuple[Checked | None, Unsent]:
        known = await self._known(uow)
        if notice.told.kind is NoticeKind.CHANGE:
            return await self._checked_together(uow, notice, known, now)
        checked = await check(uow, notice, known, now)
        return (None, [(notice, checked)]) if isinstance(checked, Settlement) else (checked, [])

    async def _checked_together(
        self, uow: UnitOfWork, notice: Notice, known: Knowledge, now: datetime
    ) -> tuple[Checked | None, Unsent]:
        """What is told together, with what another replica has made of it until nothing more was to come."""
        waiting = await uow.outbox.gather(notice, self._holder, now, now + self._lease)
        while True:
            found = await check_changes(uow, waiting, known.calendar, now)
            # Between the gathering and the look at what is to come another may have made the last of it.
            more = await uow.outbox.gather(notice, self._holder, now, now + self._lease)
            if len(more) == len(waiting):
                return found
            waiting = more

    async def _known(self, uow: UnitOfWork) -> Knowledge:
        calendar = await self._calendars.current(uow)
        return Knowledge(calendar, self._team, self._hands, self._ake_channel, self._smallest, self._trip_files)

    def _trying(self) -> bool:
        return self._breaker.trying(time.monotonic())

    def _service_down(self) -> bool:
        return self._breaker.open(time.monotonic())

    async def _put_off(self, notices: Sequence[Notice], until: datetime, reason: str) -> datetime:
        """Let them wait until a moment as if they had never been claimed; the moment."""
        for notice in notices:
            if notice.state is State.SENDING:
                await self._close([notice], None, Delivery(Outcome.UNKNOWN, "interrupted"))
                continue
            async with self._store.begin() as uow:
                await self._settle(uow, notice, unsent(notice, State.WAITING, reason, until))
        return until

    async def _close(self, together: Sequence[Notice], checked: Checked | None, delivery: Delivery) -> datetime | None:
        """Keep what came of a sending for all that it told; when any of it is tried again, if it is.

        A database that is away is waited for as long as the notice is held: what is known now is in doubt later.
        """
        now, spread = self._clock(), random.uniform(0.5, 1.5)
        settlements = [(one, settlement_of(one, delivery, now, spread)) for one in together]
        end = self._clock() + self._lease
        while True:
            try:
                await self._keep(settlements, checked, delivery)
            except StoreUnavailable:
                if self._clock() >= end:
                    raise
                await self._sleep(_SETTLES_AGAIN_SECONDS)
            else:
                return max((one.due for _, one in settlements if one.due is not None), default=None)

    async def _keep(self, settlements: Unsent, checked: Checked | None, delivery: Delivery) -> None:
        async with self._store.begin() as uow:
            kept = [await self._settle(uow, notice, settlement) for notice, settlement in settlements]
            if delivery.wait is not None:
                await uow.outbox.slow_down(settlements[0][0], self._clock(), delivery.wait)
            # Whose notices are gone has perhaps been erased, and the number is another's.
            if checked is not None and any(kept):
                await _remember(uow, checked.recipient, delivery)

    async def _settle(self, uow: UnitOfWork, notice: Notice, settlement: Settlement) -> bool:
        kept = await uow.outbox.settle(notice.id, self._holder, settlement, self._clock())
        if settlement.state is not State.SENT or not kept:
            fields = {"notice": notice.id, "kind": notice.told.kind, "state": settlement.state, "kept": kept}
            _log.info("notice", extra={"fields": {**fields, "reason": settlement.reason}})
        return kept


class _TooFarError(Exception):
    """The next free place is too far off."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.at = at


class _TakenOverError(Exception):
    """Another has taken over what was to be sent."""


async def _remember(uow: UnitOfWork, recipient: Recipient, delivery: Delivery) -> None:
    """What a sending taught of where the recipient is reached."""
    if delivery.outcome is Outcome.UNREACHABLE:
        await uow.recipients.lost(recipient.id, delivery.reason)
    elif recipient.address.kind is RecipientKind.PERSON and delivery.conversation not in (
        "",
        recipient.address.conversation,
    ):
        await uow.recipients.opened(recipient.id, delivery.conversation)
