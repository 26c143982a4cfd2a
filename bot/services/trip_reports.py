"""What a traveller tells after a peer-learning trip: what is reported of it, and what has changed months later."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.trip_steps import Step
from bot.domain.trips import Trip, TripReport
from bot.services.ports import UnitOfWork
from bot.services.trips import By, take_step

NO_REPORT = TripReport()


async def answer(uow: UnitOfWork, trip: Trip, answers: TripReport, draft: str) -> TripReport:
    """Keep what was answered and the draft made of it; nobody hears of it before the report is sent."""
    before = await uow.trips.report(trip.id) or NO_REPORT
    told = replace(answers, text=draft, later=before.later)
    await uow.trips.keep_report(trip.id, told)
    return told


async def send(uow: UnitOfWork, trip: Trip, version: int, by: By, now: datetime, text: str, *, publish: bool) -> Trip:
    """Send the report, or send it again as it is now. Raises as `take_step` does."""
    sent = await take_step(uow, trip.id, version, Step.REPORT, by, now)
    before = await uow.trips.report(trip.id) or NO_REPORT
    await uow.trips.keep_report(trip.id, replace(before, text=text, publish=publish))
    return sent


async def tell_later(uow: UnitOfWork, trip: Trip, text: str) -> None:
    """Keep what had changed months after the trip."""
    before = await uow.trips.report(trip.id) or NO_REPORT
    await uow.trips.keep_report(trip.id, replace(before, later=text))
