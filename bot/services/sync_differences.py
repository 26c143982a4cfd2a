"""Where events are otherwise here than in the followed calendar, since people changed them: shown, and told of once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.domain.calendar_sync import Difference, Followed
from bot.domain.event_merging import different
from bot.domain.events import Event
from bot.domain.intervals import Interval, at_helsinki
from bot.domain.outbox import NewNotice, Notice, NoticeKind, Settlement, State, unsent
from bot.services.calendar import Calendar
from bot.services.checked import Checked, Knowledge
from bot.services.event_records import facts_of_json
from bot.services.named_channels import NamedChannel
from bot.services.ports import UnitOfWork
from bot.services.reached import reached

TOLD_WITHIN = timedelta(days=3)
"""How long the AKE team's channel is tried."""

MOST_TOLD = 3
"""Of one round; the last tells how many more there are, else a series that both changed would fill the channel."""


async def differences(uow: UnitOfWork, calendar: Calendar, now: datetime) -> list[Difference]:
    """The coming events that are otherwise here, in the order of their starts."""
    span = calendar.span(Interval(at_helsinki(now)))
    coming = [event for event in calendar.events[span.start : span.stop] if not event.over(now)]
    rows = {row.event: row for row in await uow.calendar_sync.of_events([event.id for event in coming])}
    found = [_difference(event, rows[event.id]) for event in coming if event.id in rows]
    return [one for one in found if one is not None]


async def difference_of(uow: UnitOfWork, event: Event) -> Difference | None:
    """In what an event is otherwise here; None when it is the same, or follows nothing."""
    rows = await uow.calendar_sync.of_events([event.id])
    return _difference(event, rows[0]) if rows else None


def _difference(event: Event, row: Followed) -> Difference | None:
    told = facts_of_json(row.told)
    parts = different(event.facts, told)
    return Difference(event, told, parts) if parts else None


async def tell_of(uow: UnitOfWork, kept: Iterable[Difference], channel: NamedChannel, now: datetime) -> None:
    """Let the AKE team's channel know of what was changed on both sides; without one the command shows it."""
    all_kept = list(kept)
    told, more = all_kept[:MOST_TOLD], len(all_kept[MOST_TOLD:])
    found = await channel.find(uow) if told else None
    if found is None:
        return
    await uow.outbox.put(
        [
            NewNotice(
                f"{NoticeKind.SYNC}:{one.event.id}:{now.timestamp():.0f}:{found.id}",
                NoticeKind.SYNC,
                now,
                now + TOLD_WITHIN,
                one.event.id,
                found.id,
                {"parts": list(one.parts), "more": more if one is told[-1] else 0},
            )
            for one in told
        ]
    )


async def check_difference(uow: UnitOfWork, notice: Notice, known: Knowledge, now: datetime) -> Checked | Settlement:
    """What is still otherwise of what a notice tells of; nothing when it has been made the same meanwhile."""
    event = known.calendar.event(notice.told.event)
    if event is None:
        return unsent(notice, State.CANCELLED, "gone")
    if event.over(at_helsinki(now)):
        return unsent(notice, State.EXPIRED, "too_late")
    recipient = await reached(uow, notice, now)
    if isinstance(recipient, Settlement):
        return recipient
    differs = await difference_of(uow, event)
    parts = tuple(part for part in notice.told.data["parts"] if differs is not None and part in differs.parts)
    if differs is None or not parts:
        return unsent(notice, State.CANCELLED, "same_again")
    return Checked(Difference(event, differs.told, parts), recipient)
