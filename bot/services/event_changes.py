"""Adding and changing events, and in the same transaction the notices that this calls for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.events import Event, EventDraft
from bot.services.event_announcements import follow
from bot.services.planning import plan, replan
from bot.services.ports import UnitOfWork


async def add_events(uow: UnitOfWork, drafts: Sequence[EventDraft], now: datetime) -> None:
    """Store new events and plan their reminders."""
    await uow.events.add(drafts)
    stored = await uow.events.by_keys(draft.key for draft in drafts)
    await plan(uow, list(stored.values()), now)


async def change_events(
    uow: UnitOfWork, changes: Sequence[tuple[Event, EventDraft]], now: datetime, *, announced: bool = True
) -> None:
    """Give stored events new facts; their reminders and announcements follow, and those concerned will hear of it.

    With `announced` false the earlier facts were never told to anyone, so nobody hears of a change.
    """
    await uow.events.change(changes, announced=announced)
    after = await uow.events.by_keys(draft.key for _, draft in changes)
    # In the order of planning all, so that two transactions never wait for each other.
    for before, draft in sorted(changes, key=lambda change: change[0].id):
        await replan(uow, before, after[draft.key], now, tell=announced)
        await follow(uow, before, after[draft.key], now)
