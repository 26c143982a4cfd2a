"""Peer-learning trips that are agreed, made or reported, for tests of what comes afterwards."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import Agreed, Trip, TripReport
from tests.support.journeys import HELMI, HOST, TRAVELLER, Journey

LEARNT = "Omatoimiajat toimivat, kun kamerat ja säännöt ovat kunnossa"
REPORT = TripReport(LEARNT, "Avaamme aamulla.", "Kerron kokouksessa.", 5, True, "Raportin teksti.")


async def agreed(journey: Journey, day: date | None = None, **wanted: Any) -> Trip:
    """A trip that Helmi handles, whose day is agreed: that of a week from now, or another."""
    trip = await journey.requested(**wanted)
    await journey.step(trip.id, Step.TAKE, Actor.TEAM, HELMI)
    host = Agreed(host="Iisalmi", contact=HOST.name, account=HOST.id)
    await journey.step(trip.id, Step.FIND_HOST, Actor.TEAM, HELMI, agreed=host)
    return await agree(journey, trip, day or (journey.now + timedelta(days=7)).date())


async def agree(journey: Journey, trip: Trip, day: date) -> Trip:
    """Agree the day, or another one."""
    plan = Agreed(host="Iisalmi", contact=HOST.name, account=HOST.id, day=day, plan="Pääovella klo 9")
    return await journey.step(trip.id, Step.AGREE, Actor.TEAM, HELMI, agreed=plan)


async def made(journey: Journey, **wanted: Any) -> Trip:
    """A trip that took place yesterday, as its traveller has told today."""
    trip = await agreed(journey, **wanted)
    journey.wait(days=8)
    return await journey.step(trip.id, Step.HAPPENED, Actor.TRAVELLER, TRAVELLER)


async def reported(journey: Journey, *, publish: bool = True, **wanted: Any) -> Trip:
    """A trip whose report has come."""
    trip = await made(journey, **wanted)
    await keep(journey, trip, TripReport(LEARNT, REPORT.change, REPORT.share, 5, publish, REPORT.text))
    return await journey.step(trip.id, Step.REPORT, Actor.TRAVELLER, TRAVELLER)


async def keep(journey: Journey, trip: Trip, report: TripReport) -> None:
    """Keep what was told of a trip."""
    async with journey.store.begin() as uow:
        await uow.trips.keep_report(trip.id, report)


async def report_of(journey: Journey, trip: Trip) -> TripReport | None:
    """What is kept of it."""
    async with journey.store.begin() as uow:
        return await uow.trips.report(trip.id)


def press_of(do: str, trip: Trip, **more: Any) -> dict[str, Any]:
    """The data of a button about a trip as it is shown."""
    return {"do": do, "verb": do, "trip": trip.id, "version": trip.version, "language": "fi", **more}
