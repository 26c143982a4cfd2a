"""Changes of which one recipient hears together: which are still to be told, each event once, and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby

from bot.domain.events import Event
from bot.domain.outbox import Notice, Settlement, State, unsent
from bot.domain.recipients import Recipient
from bot.domain.reminders import LEADS, Lead
from bot.services.calendar import Calendar
from bot.services.checked import Changes, Checked
from bot.services.notices import differs
from bot.services.planning import SECOND_THOUGHTS
from bot.services.ports import UnitOfWork
from bot.services.reminders import covering

Unsent = list[tuple[Notice, Settlement]]
"""Notices that are not sent now, and what becomes of each."""

_LOOK_AGAIN = timedelta(seconds=1)


async def check_changes(
    uow: UnitOfWork, notices: Sequence[Notice], calendar: Calendar, now: datetime
) -> tuple[Checked | None, Unsent]:
    """What a recipient hears now of these, all the changes that wait for them, and what becomes of the rest."""
    recipient = await uow.recipients.by_id(notices[0].told.recipient or 0) if notices else None
    if recipient is None:
        return None, _all(notices, State.CANCELLED, "gone")
    if recipient.unreachable:
        return None, _all(notices, State.FAILED, recipient.unreachable)
    told, rest = await _judged(uow, recipient, notices, calendar, now)
    if not told:
        return None, rest
    together = [one for some, _ in told for one in some]
    until = await _more_until(uow, told, now)
    if until is not None:
        return None, rest + _all(together, State.WAITING, "more_to_come", until)
    each = tuple(sorted(((some[0], event) for some, event in told), key=_first_held))
    return Checked(Changes(each), recipient, notices=tuple(together)), rest


_Told = list[tuple[list[Notice], Event]]
"""Events with the notices of each; the first of them holds the facts that the recipient knows."""


async def _judged(
    uow: UnitOfWork, recipient: Recipient, notices: Sequence[Notice], calendar: Calendar, now: datetime
) -> tuple[_Told, Unsent]:
    own = await uow.recipients.subscriptions(recipient.id)
    reminded = await uow.outbox.reminded_of(recipient.id)
    told: _Told = []
    rest: Unsent = []
    for _, same in groupby(sorted(notices, key=_of_event), key=_of_event):
        some = list(same)
        event = calendar.event(some[0].told.event)
        tellable = [one for one in some if event is not None and differs(one, event)]
        if event is None:
            rest += _all(some, State.CANCELLED, "gone")
        elif all(one.told.late(now) for one in some):
            rest += _all(some, State.EXPIRED, "too_late")
        elif not tellable or (tellable[0] is not some[0] and not some[0].doubts):
            # Of what came between nobody has heard, unless it was sent and the answer was lost.
            rest += _all(some, State.CANCELLED, "changed_back")
        elif not _concerns(event, covering(own, event), reminded):
            rest += _all(some, State.CANCELLED, "not_wanted")
        else:
            told.append(([tellable[0], *(one for one in some if one is not tellable[0])], event))
    return told, rest


def _concerns(event: Event, leads: frozenset[Lead], reminded: set[int]) -> bool:
    """Whether somebody with these leads means to come: subscribed, or reminded and not unwilling to hear more."""
    return bool(leads & set(LEADS)) or (Lead.NEVER not in leads and event.id in reminded)


async def _more_until(uow: UnitOfWork, told: _Told, now: datetime) -> datetime | None:
    """Until when to wait for other changes made about the same time, so that all are one message; None for now.

    It is never longer than the time in which a slip can be mended, nor when anything begins before then.
    """
    last = min(some[0].told.due for some, _ in told).astimezone(UTC) + SECOND_THOUGHTS
    coming = await uow.outbox.changes_coming(last) if now < last else None
    if coming is None:
        return None
    until = max(coming.astimezone(UTC), now.astimezone(UTC) + _LOOK_AGAIN)
    begins = min(_held(some[0], event) for some, event in told)
    return until if until < begins else None


def _held(notice: Notice, event: Event) -> datetime:
    """When the event begins, or would have begun before the change, whichever is first."""
    return min(datetime.fromisoformat(notice.told.data["starts"]), event.facts.starts, key=datetime.timestamp)


def _first_held(one: tuple[Notice, Event]) -> tuple[float, int]:
    return _held(*one).timestamp(), one[1].id


def _of_event(notice: Notice) -> int:
    return notice.told.event or 0


def _all(notices: Sequence[Notice], state: State, reason: str, due: datetime | None = None) -> Unsent:
    return [(one, unsent(one, state, reason, due)) for one in notices]
