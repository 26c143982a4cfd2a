"""What people do with their reminders: order, change and stop them, for an event, a series or everything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.events import Event
from bot.domain.reminders import LEADS, Lead, Scope, Subscription, due_at
from bot.services.calendar import Calendar
from bot.services.holidays import is_holiday
from bot.services.ports import UnitOfWork

USUAL = frozenset({Lead.HOUR})
"""When one is reminded who does not say when."""

_LATER = (Lead.QUARTER, Lead.HOUR, Lead.MORNING)
# What comes as soon as it is asked for is no later reminder.
_NOT_AT_ONCE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Ordered:
    """A subscription as it is now. `moments` are those still to come of an event, `gone` the leads that have passed."""

    subscription: Subscription
    event: Event | None = None
    moments: tuple[tuple[Lead, datetime], ...] = ()
    gone: tuple[Lead, ...] = ()


async def order(
    uow: UnitOfWork, number: int, wanted: Subscription, calendar: Calendar, now: datetime, *, add: bool = False
) -> Ordered:
    """Remind of this at these leads; with `add` also at those that cover it already.

    For an event of which all these have passed, the longest that is still to come is taken instead.
    """
    leads = wanted.leads
    event = event_of(wanted, calendar)
    if add and event is not None:
        leads |= covering(await uow.recipients.subscriptions(number), event) - {Lead.NEVER}
    if event is not None and not any(lead in dict(moments_of(event, leads, now)) for lead in leads):
        leads = frozenset([lead for lead, _ in moments_of(event, LEADS, now)][-1:]) or leads
    subscription = Subscription(wanted.scope, wanted.about, leads)
    await uow.recipients.subscribe(number, subscription)
    return ordered(subscription, calendar, now)


def ordered(subscription: Subscription, calendar: Calendar, now: datetime) -> Ordered:
    """A subscription with its moments, if it is of one event."""
    event = event_of(subscription, calendar)
    if event is None:
        return Ordered(subscription)
    moments = moments_of(event, subscription.leads, now)
    told = {lead for lead, _ in moments}
    return Ordered(subscription, event, moments, tuple(one for one in LEADS if one in subscription.leads - told))


async def stop(uow: UnitOfWork, number: int, scope: Scope, about: str, calendar: Calendar) -> bool:
    """Remind of this no more; whether there was anything to stop.

    What a wider subscription would still cover is taken out of it.
    """
    own = await uow.recipients.subscriptions(number)
    named = [one for one in own if (one.scope, one.about) == (scope, about)]
    wider = _wider_covers(own, scope, about, calendar)
    await uow.recipients.subscribe(number, Subscription(scope, about, frozenset({Lead.NEVER} if wider else ())))
    return bool(wider or any(one.leads - {Lead.NEVER} for one in named))


async def stop_all(uow: UnitOfWork, number: int) -> bool:
    """Remind of nothing any more; whether there was anything to stop."""
    own = await uow.recipients.subscriptions(number)
    await uow.recipients.unsubscribe_all(number)
    return any(one.leads - {Lead.NEVER} for one in own)


def covering(own: Iterable[Subscription], event: Event) -> frozenset[Lead]:
    """The leads at which somebody is reminded of an event: the narrowest subscription decides."""
    abouts = {Scope.EVENT: str(event.id), Scope.SERIES: event.facts.series, Scope.ALL: ""}
    by_scope = {one.scope: one.leads for one in own if one.about == abouts[one.scope]}
    return next((by_scope[scope] for scope in (Scope.EVENT, Scope.SERIES, Scope.ALL) if scope in by_scope), frozenset())


def moments_of(event: Event, leads: Iterable[Lead], now: datetime) -> tuple[tuple[Lead, datetime], ...]:
    """The moments of leads that are still to come, the latest first."""
    dues = [(lead, due_at(event.facts.starts, lead, is_holiday)) for lead in LEADS if lead in leads]
    return tuple((lead, due) for lead, due in dues if due.timestamp() >= now.timestamp())


def later_leads(event: Event, now: datetime) -> list[Lead]:
    """The leads at which one can still be reminded again, the soonest first; of two at one moment the shorter."""
    coming = {due: lead for lead, due in reversed(moments_of(event, _LATER, now)) if due - now >= _NOT_AT_ONCE}
    return list(coming.values())


def event_of(subscription: Subscription, calendar: Calendar) -> Event | None:
    """The event that a subscription is of, None when it is of more or the event is not there any more."""
    if subscription.scope is not Scope.EVENT:
        return None
    return calendar.event(int(subscription.about))


def still_told(own: Sequence[Subscription], calendar: Calendar, now: datetime) -> list[Subscription]:
    """Subscriptions that can still tell anything: those of events that are over are left out."""
    return [one for one in own if one.scope is not Scope.EVENT or _to_come(event_of(one, calendar), now)]


def _to_come(event: Event | None, now: datetime) -> bool:
    return event is not None and not event.over(now)


def _wider_covers(own: Sequence[Subscription], scope: Scope, about: str, calendar: Calendar) -> bool:
    """Whether what is wanted of more also covers this."""
    if scope is Scope.SERIES:
        return any(one.scope is Scope.ALL and one.leads - {Lead.NEVER} for one in own)
    event = event_of(Subscription(scope, about, frozenset()), calendar)
    wider = [one for one in own if one.scope is not Scope.EVENT]
    return event is not None and bool(covering(wider, event) - {Lead.NEVER})
