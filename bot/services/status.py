"""What the bot itself knows of how it works: what is wrong, what arrived of late, how far its calendar goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.alerts import Alert, alert_of
from bot.domain.calendar_sync import SyncState
from bot.domain.events import Event
from bot.services.calendar import Calendar
from bot.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class BotStatus:
    """How the bot works: `sent` messages arrived within the last hour; `followed` is None when no calendar is."""

    troubles: Sequence[Alert]
    sent: int
    coming: int
    last: Event | None
    followed: SyncState | None

    @property
    def wrong(self) -> bool:
        """Whether anything is known to be wrong, though the team may not have been warned of it yet."""
        return bool(self.troubles) or (self.followed is not None and bool(self.followed.problem))


async def status_of(uow: UnitOfWork, calendar: Calendar, now: datetime) -> BotStatus:
    """The bot as it is now. A trouble is told from the moment on that the team is warned of it."""
    standing = await uow.alerts.all()
    lately, followed = await uow.outbox.lately(now), await uow.calendar_sync.state()
    _, ahead = calendar.names.split(now)
    coming = [event for event in calendar.events[ahead.start :] if not event.cancelled]
    return BotStatus(
        [alert_of(one) for one in standing if one.told is not None],
        lately.sent,
        len(coming),
        coming[-1] if coming else None,
        followed if followed.active else None,
    )
