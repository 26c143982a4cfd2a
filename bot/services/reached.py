"""What is asked in every last check of a notice: who is reached by it, and whether now."""

from __future__ import annotations

from datetime import datetime

from bot.domain.intervals import at_helsinki
from bot.domain.outbox import Notice, Settlement, State, unsent
from bot.domain.recipients import Recipient
from bot.domain.reminders import after_quiet
from bot.services.ports import UnitOfWork


async def reached(uow: UnitOfWork, notice: Notice, now: datetime) -> Recipient | Settlement:
    """Whom a notice can be sent to now, or what becomes of it."""
    recipient = await uow.recipients.by_id(notice.told.recipient or 0)
    if recipient is None:
        return unsent(notice, State.CANCELLED, "gone")
    if notice.told.late(now):
        return unsent(notice, State.EXPIRED, "too_late")
    if recipient.unreachable:
        return unsent(notice, State.FAILED, recipient.unreachable)
    return recipient


def put_off(notice: Notice, recipient: Recipient, useful_until: datetime, now: datetime) -> Settlement | None:
    """What becomes of a notice that waits until a person's pause or the quiet hours end; None when it need not."""
    if recipient.paused(now):
        return unsent(notice, State.WAITING, "paused", recipient.paused_until)
    here = at_helsinki(now)
    later = after_quiet(here, useful_until)
    return unsent(notice, State.WAITING, "quiet_hours", later) if later > here else None
