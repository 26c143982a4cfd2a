"""What speaks against a day for a trip, and how it is said."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from bot.domain.events import Status
from bot.domain.trip_clashes import Clash, ClashKind
from bot.domain.trip_hosts import Offer
from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import Agreed, Trip
from bot.services.trip_clashes import clashes, visitors
from bot.texts import texts_of
from dialogs.cards.trip_clashes import NAMED, clash_sentences
from tests.support.drafts import draft, helsinki
from tests.support.journeys import FOREMAN, HELMI, HOST, TRAVELLER, Journey

FI, EN = texts_of("fi"), texts_of("en")
DAY = date(2026, 12, 15)


async def coming(journey: Journey, offer: Offer, day: date | None, who: Any = TRAVELLER, **wanted: Any) -> Trip:
    """A trip whose host is known, and whose day is if it is given."""
    trip = await journey.requested(who, **wanted)
    await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI)
    agreed = Agreed(offer.library, HOST.name, offer.account, offer.id, day)
    return await journey.step(trip.id, Step.FIND_HOST, Actor.TEAM, HELMI, agreed=agreed)


async def kinds(journey: Journey, trip: Trip, agreed: Agreed) -> list[ClashKind]:
    return [one.kind for one in await looked_at(journey, trip, agreed)]


async def looked_at(journey: Journey, trip: Trip, agreed: Agreed) -> list[Clash]:
    async with journey.store.begin() as uow:
        calendar = await journey.office.calendars.current(uow)
        return list(await clashes(uow, calendar, trip, agreed))


def plan(offer: Offer, day: date | None = DAY, **more: Any) -> Agreed:
    return Agreed(offer.library, HOST.name, offer.account, offer.id, day, **more)


async def test_an_ordinary_day_has_nothing_against_it(journey: Journey) -> None:
    offer = await journey.offer()
    trip = await coming(journey, offer, DAY)
    assert await kinds(journey, trip, plan(offer)) == []
    for nothing in (None, date.max, date.min):
        assert await kinds(journey, trip, plan(offer, nothing)) == []


async def test_weekends_holidays_and_closed_months_are_pointed_out(journey: Journey) -> None:
    offer = await journey.offer(closed=(12,))
    trip = await journey.requested()
    assert await kinds(journey, trip, plan(offer, date(2026, 12, 12))) == [ClashKind.WEEKEND, ClashKind.CLOSED]
    assert await kinds(journey, trip, plan(offer, date(2026, 12, 24))) == [ClashKind.HOLIDAY, ClashKind.CLOSED]
    assert await kinds(journey, trip, plan(offer, date(2027, 1, 12))) == []


async def test_another_visitor_that_day_and_in_that_month(journey: Journey) -> None:
    offer = await journey.offer(per_month=2)
    trip = await journey.requested(library="Juva")
    await coming(journey, offer, DAY, FOREMAN, library="Kuopio")
    assert await kinds(journey, trip, plan(offer)) == [ClashKind.SAME_HOST]
    await coming(journey, offer, date(2026, 12, 1), HELMI, library="Mikkeli")
    found = await looked_at(journey, trip, plan(offer))
    assert [one.kind for one in found] == [ClashKind.FULL, ClashKind.SAME_HOST]
    assert FI("trip_clash.full.many", n=2) in clash_sentences(FI, found)
    assert await kinds(journey, trip, plan(offer, date(2027, 1, 12))) == []


async def test_the_trip_itself_does_not_stand_in_its_own_way(journey: Journey) -> None:
    offer = await journey.offer(per_month=1)
    trip = await coming(journey, offer, DAY)
    assert await kinds(journey, trip, plan(offer, DAY + timedelta(days=1))) == []


async def test_what_was_cancelled_stands_in_nobodys_way(journey: Journey) -> None:
    offer = await journey.offer(per_month=1)
    other = await coming(journey, offer, DAY, FOREMAN, library="Kuopio")
    await journey.step(other.id, Step.CANCEL, Actor.TEAM, HELMI)
    assert await kinds(journey, await journey.requested(), plan(offer)) == []


async def test_the_travellers_other_trip_that_day(journey: Journey) -> None:
    near, far = await journey.offer(), await journey.offer("Kuopio")
    await coming(journey, far, DAY)
    assert await kinds(journey, await journey.requested(), plan(near)) == [ClashKind.SAME_TRAVELLER]


async def test_events_of_the_day_or_of_the_agreed_times(journey: Journey) -> None:
    starts = helsinki(2026, 12, 15, 9)
    await journey.office.add(
        draft("a", title="Aamukahvit", starts=starts),
        draft("b", title="Iltakahvit", starts=helsinki(2026, 12, 15, 18)),
        draft("c", title="Perutut kahvit", starts=starts, status=Status.CANCELLED),
        draft("d", title="Muut kahvit", starts=helsinki(2026, 12, 16, 9)),
    )
    offer, trip = await journey.offer(), await journey.requested()
    all_day = clash_sentences(FI, await looked_at(journey, trip, plan(offer)))
    assert [one.split(" klo")[0] for one in all_day] == ["Samaan aikaan on Aamukahvit", "Samaan aikaan on Iltakahvit"]
    timed = await looked_at(journey, trip, plan(offer, starts=time(12), ends=time(16)))
    assert timed == []
    from_noon = clash_sentences(EN, await looked_at(journey, trip, plan(offer, starts=time(12))))
    assert [one.split(",")[0] for one in from_noon] == ["At the same time: Iltakahvit"]


async def test_of_many_events_a_few_are_named(journey: Journey) -> None:
    await journey.office.add(
        *(draft(f"k{n}", title=f"Kahvit {n}", starts=helsinki(2026, 12, 15, 8 + n)) for n in range(NAMED + 2))
    )
    found = await looked_at(journey, await journey.requested(), plan(await journey.offer()))
    said = clash_sentences(FI, found)
    assert len(said) == NAMED + 1
    assert said[-1] == FI("trip_clash.events.many", n=2)


async def test_every_kind_is_said_in_both_languages(journey: Journey) -> None:
    for texts in (FI, EN):
        for kind in set(ClashKind) - {ClashKind.EVENT}:
            (said,) = clash_sentences(texts, [Clash(kind, number=1)])
            assert said.endswith(".")


async def test_visitors_are_counted_by_month_and_without_names(journey: Journey) -> None:
    offer = await journey.offer(per_month=5)
    mine = await coming(journey, offer, DAY)
    await coming(journey, offer, date(2026, 12, 1), FOREMAN, library="Kuopio")
    await coming(journey, offer, date(2027, 1, 12), HELMI, library="Mikkeli")
    async with journey.store.begin() as uow:
        counted = await visitors(uow, "Iisalmi", {(2027, 1), (2026, 12), (2027, 2)}, mine.id)
    assert counted == {(2026, 12): 1, (2027, 1): 1, (2027, 2): 0}
