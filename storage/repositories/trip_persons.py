"""Erasing what names people in peer-learning trips, in SQL; the counts of trips stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import delete, select, update

from bot.domain.intervals import midnight
from bot.domain.trips import Agreed, Trip, Wanted
from storage.connections import Connection
from storage.models import asked_hosts, trip_reports, trip_steps, trips
from storage.repositories.trip_rows import trip_of, values_of_trip


async def erase_person(connection: Connection, account: str) -> None:
    """Erase the trips' names and words of a traveller, and a person's part in those of others."""
    for row in (await connection.execute(select(trips).where(trips.c.traveller == account))).all():
        await erase(connection, trip_of(row))
    for name, values in (
        ("handler", {"handler": "", "handler_name": ""}),
        ("foreman", {"foreman": ""}),
    ):
        await connection.execute(update(trips).where(trips.c[name] == account).values(values))
    for row in (await connection.execute(select(trips).where(trips.c.host_account == account))).all():
        trip = trip_of(row)
        await _store(connection, replace(trip, agreed=replace(trip.agreed, contact="", account="")))
    await connection.execute(update(asked_hosts).where(asked_hosts.c.account == account).values(account="", words=""))
    # What a trip was before a step may name anybody who had a part in it: the steps of those trips lose it.
    own = select(trip_steps.c.trip).where(trip_steps.c.who == account)
    await connection.execute(
        delete(trip_steps).where(trip_steps.c.trip.in_(own), trip_steps.c.before.contains(account, autoescape=True))
    )
    await connection.execute(update(trip_steps).where(trip_steps.c.who == account).values(who="", name="", words=""))


async def erased(connection: Connection, before: date) -> int:
    """Erase the names and words of trips that nobody has touched since a day; of how many."""
    old = select(trips).where(trips.c.touched_at < midnight(before), trips.c.erased.is_(False))
    rows = (await connection.execute(old)).all()
    for row in rows:
        await erase(connection, trip_of(row))
    return len(rows)


async def erase(connection: Connection, trip: Trip) -> None:
    """Leave of a trip what is counted: its state, libraries, themes and days."""
    wanted, agreed = trip.wanted, trip.agreed
    counted = replace(
        trip,
        traveller="",
        foreman="",
        code="",
        handler="",
        handler_name="",
        reason="",
        erased=True,
        wanted=Wanted(library=wanted.library, themes=wanted.themes, hosts=wanted.hosts, travel=wanted.travel),
        agreed=Agreed(host=agreed.host, offer=agreed.offer, day=agreed.day),
    )
    await _store(connection, counted)
    await connection.execute(delete(trip_steps).where(trip_steps.c.trip == trip.id))
    await connection.execute(delete(asked_hosts).where(asked_hosts.c.trip == trip.id))
    await connection.execute(delete(trip_reports).where(trip_reports.c.trip == trip.id))


async def _store(connection: Connection, trip: Trip) -> None:
    await connection.execute(update(trips).where(trips.c.id == trip.id).values(values_of_trip(trip)))
