"""What is pointed out about a day for a peer-learning trip: events, other visits, holidays, the host's room."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from bot.domain.intervals import Interval, on_clock
from bot.domain.trip_clashes import Clash, ClashKind
from bot.domain.trip_hosting import Hosting, Month
from bot.domain.trip_hosts import Offer, Visit
from bot.domain.trips import COMING, Agreed, Trip
from bot.services.calendar import Calendar
from bot.services.holidays import is_holiday
from bot.services.ports import UnitOfWork
from bot.services.trip_matching import LOOKED_BACK, places

YEARS = range(2000, 2101)

_MOST_COMING = 1_000


async def clashes(uow: UnitOfWork, calendar: Calendar, trip: Trip, agreed: Agreed) -> Sequence[Clash]:
    """What speaks against what is to be agreed of a trip, the weightiest first; nothing without a day.

    Of a day that no trip can be on, such as one of the year 9999, nothing is known.
    """
    if agreed.day is None or agreed.day.year not in YEARS:
        return ()
    offer = await uow.offers.by_id(agreed.offer) if agreed.offer else None
    visits = [one for one in await uow.trips.visits(agreed.day - LOOKED_BACK) if one.trip != trip.id]
    coming = await uow.trips.in_states(COMING, _MOST_COMING)
    others = [one for one in coming if one.id != trip.id and one.agreed.day == agreed.day]
    return (
        *_of_day(agreed.day),
        *_of_offer(trip, offer, agreed.day, visits),
        *_of_others(trip, agreed, others),
        *_of_calendar(calendar, agreed),
    )


async def visitors(uow: UnitOfWork, library: str, months: Collection[Month], without: int) -> dict[Month, int]:
    """How many come, or have come, to a library in each of these months, but for one trip."""
    first = min(months, default=(1, 1))
    known = [one for one in await uow.trips.visits(date(*first, 1)) if one.certain and one.trip != without]
    return {month: sum(one.host == library and one.month == month for one in known) for month in sorted(months)}


def _of_day(day: date) -> Iterator[Clash]:
    if is_holiday(day):
        yield Clash(ClashKind.HOLIDAY)
    elif day.isoweekday() > 5:
        yield Clash(ClashKind.WEEKEND)


def _of_offer(trip: Trip, offer: Offer | None, day: date, visits: Sequence[Visit]) -> Iterator[Clash]:
    if offer is None:
        return
    if day.month in offer.closed:
        yield Clash(ClashKind.CLOSED)
    if not Hosting(visits, places(), day).room(offer, {(day.year, day.month)}, trip.traveller):
        yield Clash(ClashKind.FULL, number=offer.per_month)


def _of_others(trip: Trip, agreed: Agreed, others: Sequence[Trip]) -> Iterator[Clash]:
    if any(one.agreed.host == agreed.host for one in others):
        yield Clash(ClashKind.SAME_HOST)
    if trip.traveller and any(one.traveller == trip.traveller for one in others):
        yield Clash(ClashKind.SAME_TRAVELLER)


def _of_calendar(calendar: Calendar, agreed: Agreed) -> Iterator[Clash]:
    """Events that overlap the agreed times; any on that day where none are agreed."""
    assert agreed.day is not None
    day = Interval.of_day(agreed.day)
    begins = on_clock(agreed.day, agreed.starts) if agreed.starts else day.start
    ends = on_clock(agreed.day, agreed.ends) if agreed.ends else day.end
    for position in calendar.positions(Interval(begins, ends), ()):
        event = calendar.events[position]
        if not event.cancelled:
            yield Clash(ClashKind.EVENT, event)
