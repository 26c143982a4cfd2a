"""Warns the AKE team in its own channel: of sendings that fail, a calendar that stands still, a secret that ends."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.domain.alerts import LATE, Alert, Cause, Standing, Trouble, day_stage, of_secret, of_sends
from bot.domain.outbox import NewNotice, Notice, NoticeKind, Settlement, State, unsent
from bot.services.checked import Checked
from bot.services.named_channels import NamedChannel
from bot.services.ports import Store, UnitOfWork
from bot.services.reached import reached

USEFUL = timedelta(days=1)
"""How long a warning is tried; after that the next one tells it."""

_log = logging.getLogger(__name__)


class Watch:
    """Looks at the bot from time to time. All replicas may; each thing is told by one of them.

    `secret_ends` is the last day of that by which the bot proves who it is, None where that is not known.
    """

    def __init__(
        self, store: Store, channel: NamedChannel, secret_ends: date | None, clock: Callable[[], datetime]
    ) -> None:
        self._store, self._channel, self._secret_ends, self._clock = store, channel, secret_ends, clock
        self._running_since = clock()

    async def tick(self) -> None:
        """Tell what is new of troubles."""
        now = self._clock()
        if now - self._running_since < LATE:
            # What was due while the bot was away is done first.
            return
        async with self._store.begin() as uow:
            troubles = await self._troubles(uow, now)
            for trouble in troubles:
                await self._tell(uow, trouble, now)
            there = {one.cause for one in troubles}
            for standing in await uow.alerts.all():
                if standing.cause not in there and standing.over(now):
                    await self._end(uow, standing, now)

    async def _troubles(self, uow: UnitOfWork, now: datetime) -> Sequence[Trouble]:
        lately, followed = await uow.outbox.lately(now), await uow.calendar_sync.state()
        calendar = [Trouble(Cause.CALENDAR, day_stage(now))] if followed.stale(now) else []
        return [*of_sends(lately, now), *calendar, *of_secret(self._secret_ends, now)]

    async def _tell(self, uow: UnitOfWork, trouble: Trouble, now: datetime) -> None:
        await uow.alerts.see(trouble.cause, now)
        standing = await uow.alerts.of(trouble.cause)
        if standing is None or not standing.to_be_told(trouble, now):
            return
        if await uow.alerts.tell(trouble.cause, trouble.stage, now):
            key = f"alert:{trouble.cause}:{standing.began.timestamp():.0f}:{trouble.stage}"
            data = {"stage": trouble.stage, "facts": trouble.facts}
            await self._put(uow, standing, key, data, now)

    async def _end(self, uow: UnitOfWork, standing: Standing, now: datetime) -> None:
        # A calendar that is followed no more is not well again either.
        left = standing.cause is Cause.CALENDAR and not (await uow.calendar_sync.state()).active
        if await uow.alerts.end(standing) and standing.told is not None and not left:
            key = f"alert:{standing.cause}:{standing.began.timestamp():.0f}:over"
            await self._put(uow, standing, key, {"over": True}, now)

    async def _put(
        self, uow: UnitOfWork, standing: Standing, key: str, data: Mapping[str, object], now: datetime
    ) -> None:
        channel = await self._channel.find(uow)
        over = "over" in data
        if not over:
            where = "log" if channel is None or channel.unreachable else "channel"
            # In the log too: a channel that cannot be reached may be the very trouble.
            _log.error("alert", extra={"fields": {"cause": standing.cause, "told": where}})
        if channel is not None:
            told = {"cause": standing.cause, "began": standing.began.isoformat(), **data}
            notice = NewNotice(key, NoticeKind.ALERT, now, now + USEFUL, recipient=channel.id, data=told)
            await uow.outbox.put([notice])


async def check_alert(uow: UnitOfWork, notice: Notice, now: datetime) -> Checked | Settlement:
    """Whether it is still so: a trouble at the stage that is told, or none any more when its end is."""
    recipient = await reached(uow, notice, now)
    if isinstance(recipient, Settlement):
        return recipient
    told = notice.told.data
    cause, began, over = Cause(told["cause"]), datetime.fromisoformat(told["began"]), "over" in told
    standing = await uow.alerts.of(cause)
    if over:
        still = standing is None
    else:
        still = standing is not None and (standing.began, standing.stage) == (began, told["stage"])
    if not still:
        return unsent(notice, State.CANCELLED, "not_so_any_more")
    return Checked(Alert(cause, began, over, told.get("facts", {})), recipient)
