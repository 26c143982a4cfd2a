"""Erasing what names people in peer-learning trips, in SQL; the counts of trips stay."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, false, or_, select, union, update

from bot.domain.intervals import midnight
from bot.domain.trip_forgetting import Forgotten, counted, without_part, without_traveller
from bot.domain.trip_hosts import Reply
from bot.domain.trips import CALLED_OFF, Trip, TripState
from bot.jsontext import encoded
from storage.connections import Connection
from storage.models import asked_hosts, offers, outbox, trip_reports, trip_steps, trips
from storage.repositories.trip_rows import step_of, trip_of, values_of_trip

_REPORT_WORDS = ("learnt", "change", "share", "text", "later")


async def hold(connection: Connection, account: str, name: str) -> Forgotten:
    """Hold all trips of which anything is to be erased when a person is forgotten; how the person is found there.

    They are held in the order of their numbers, as by everybody who holds several: else two would wait for each other.
    """
    gone = Forgotten.of(account, [name, *await _names_of(connection, account)])
    steps = or_(trip_steps.c.who == account, _before_names(gone), *_named(gone, trip_steps, ("words",)))
    asked = or_(asked_hosts.c.account == account, *_named(gone, asked_hosts, ("words",)))
    reports = or_(false(), *_named(gone, trip_reports, _REPORT_WORDS))
    found = ((trip_steps, steps), (asked_hosts, asked), (trip_reports, reports))
    elsewhere = union(*(select(table.c.trip).where(where) for table, where in found))
    here = or_(trips.c.traveller == account, _has_part(gone), trips.c.id.in_(elsewhere))
    await connection.execute(select(trips.c.id).where(here).order_by(trips.c.id).with_for_update())
    return gone


async def erase_person(connection: Connection, account: str, name: str) -> None:
    """Erase the names and words of a traveller's trips, and a person's part in those of others."""
    gone = await hold(connection, account, name)
    for trip in await _held(connection, trips.c.traveller == account):
        await erase_for_traveller(connection, trip)
    await _erase_parts(connection, gone)
    await _unname(connection, gone, trip_reports, _REPORT_WORDS, (trip_reports.c.trip,))
    asked = update(asked_hosts).where(asked_hosts.c.account == account)
    # Nobody can answer it any more: whoever takes the offer over may be asked.
    await connection.execute(asked.where(asked_hosts.c.reply == Reply.WAITING).values(reply=Reply.WITHDRAWN))
    await connection.execute(asked.values(account="", words=""))
    await _unname(connection, gone, asked_hosts, ("words",), (asked_hosts.c.trip, asked_hosts.c.offer))


async def erase_in_offers(connection: Connection, account: str, name: str) -> None:
    """Take a person out of offers; one that has nobody to ask any more is rested, for a colleague to take it over."""
    gone = Forgotten.of(account, [name])
    own = update(offers).where(offers.c.account == account)
    await connection.execute(own.values(account="", contact="", active=False))
    for one in gone.names:
        typed = offers.c.contact.contains(one, autoescape=True)
        await connection.execute(update(offers).where(typed).values(contact=""))
    await _unname(connection, gone, offers, ("words", "when_not"), (offers.c.id,))


async def erase_old(connection: Connection, before: date) -> int:
    """Erase the names and words of trips that were made and last touched before a day; of how many.

    A draft goes wholly: there is nothing to count.
    """
    old = trips.c.touched_at < midnight(before), or_(trips.c.day.is_(None), trips.c.day < before)
    found = await _held(connection, *old, trips.c.erased.is_(False))
    for trip in found:
        if trip.state is TripState.DRAFT:
            await connection.execute(delete(trips).where(trips.c.id == trip.id))
        else:
            await erase(connection, trip)
    return len(found)


async def erase_for_traveller(connection: Connection, trip: Trip) -> None:
    """Erase a trip whose traveller wants no trace of it.

    Of one that was broken off the others' parts stay: they may still have to hear of that.
    """
    await (_leave_to_others(connection, trip) if trip.state in CALLED_OFF else erase(connection, trip))


async def erase(connection: Connection, trip: Trip) -> None:
    """Leave of a trip what is counted, and of what was told of it nothing."""
    await _store(connection, counted(trip))
    for table in (trip_steps, asked_hosts, trip_reports, outbox):
        await connection.execute(delete(table).where(table.c.trip == trip.id))


async def _leave_to_others(connection: Connection, trip: Trip) -> None:
    """Erase the traveller in a trip, and what anybody has written about it."""
    await _store(connection, without_traveller(trip))
    await connection.execute(delete(trip_reports).where(trip_reports.c.trip == trip.id))
    await connection.execute(update(asked_hosts).where(asked_hosts.c.trip == trip.id).values(words=""))
    await _change_steps(connection, trip_steps.c.trip == trip.id, without_traveller)
    words = update(trip_steps).where(trip_steps.c.trip == trip.id)
    await connection.execute(words.values(words=""))
    await connection.execute(words.where(trip_steps.c.who == trip.traveller).values(who="", name=""))


async def _erase_parts(connection: Connection, gone: Forgotten) -> None:
    """A person's part in trips of others, as these are and as they were before each step: no undo brings it back."""
    for trip in await _held(connection, _has_part(gone)):
        await _store(connection, without_part(trip, gone))
    await _change_steps(connection, _before_names(gone), lambda trip: without_part(trip, gone))
    await connection.execute(
        update(trip_steps).where(trip_steps.c.who == gone.account).values(who="", name="", words="")
    )
    await _unname(connection, gone, trip_steps, ("words",), (trip_steps.c.trip, trip_steps.c.version))


def _has_part(gone: Forgotten) -> ColumnElement[bool]:
    """Trips of others in which the person has a part, or is named."""
    return or_(
        trips.c.handler == gone.account,
        trips.c.foreman == gone.account,
        trips.c.host_account == gone.account,
        *(column.contains(one, autoescape=True) for column in (trips.c.wanted, trips.c.agreed) for one in _json(gone)),
        *(trips.c.reason.contains(one, autoescape=True) for one in gone.names),
    )


def _before_names(gone: Forgotten) -> ColumnElement[bool]:
    """Steps before which the person had a part in the trip, or was named in it."""
    return or_(*(trip_steps.c.before.contains(one, autoescape=True) for one in (gone.account, *_json(gone))))


def _named(gone: Forgotten, table: Table, words: Sequence[str]) -> list[ColumnElement[bool]]:
    """Rows in whose words the person is named."""
    return [table.c[word].contains(name, autoescape=True) for word in words for name in gone.names]


async def _held(connection: Connection, *which: ColumnElement[bool]) -> Sequence[Trip]:
    """These trips, which nobody else changes until the transaction ends."""
    held = select(trips).where(*which).order_by(trips.c.id).with_for_update()
    return [trip_of(row) for row in await connection.execute(held)]


async def _change_steps(connection: Connection, which: ColumnElement[bool], change: Callable[[Trip], Trip]) -> None:
    """Change what the trips were before some steps."""
    for row in (await connection.execute(select(trip_steps).where(which))).all():
        told = encoded(change(step_of(row).before)).decode()
        this = update(trip_steps).where(trip_steps.c.trip == row.trip, trip_steps.c.version == row.version)
        await connection.execute(this.values(before=told))


async def _unname(
    connection: Connection, gone: Forgotten, table: Table, words: Sequence[str], key: Sequence[ColumnElement[Any]]
) -> None:
    """Take a person's name out of what others have written."""
    named = _named(gone, table, words)
    if not named:
        return
    held = select(table).where(or_(*named)).order_by(*key).with_for_update()
    for row in (await connection.execute(held)).all():
        this = update(table).where(*(column == getattr(row, column.key or "") for column in key))
        await connection.execute(this.values({word: gone.unnamed(getattr(row, word)) for word in words}))


async def _names_of(connection: Connection, account: str) -> list[str]:
    """The names by which others have seen an account: those that the channel gave, not what anybody typed."""
    seen = select(trip_steps.c.name).where(trip_steps.c.who == account).distinct()
    return list((await connection.execute(seen)).scalars())


def _json(gone: Forgotten) -> list[str]:
    """The names as they stand in JSON."""
    return [encoded(name).decode()[1:-1] for name in gone.names]


async def _store(connection: Connection, trip: Trip) -> None:
    await connection.execute(update(trips).where(trips.c.id == trip.id).values(values_of_trip(trip)))
