"""Peer-learning trips, in SQL."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, delete, func, insert, select, update

from bot.domain.trip_hosts import AskedHost, Reply, Visit
from bot.domain.trip_reports import READABLE, Reported
from bot.domain.trip_steps import Actor, Taken
from bot.domain.trip_year import TripFact, TripQueue
from bot.domain.trips import Trip, TripReport, TripState, Wanted
from bot.jsontext import encoded
from storage.connections import Connection
from storage.inserts import inserts
from storage.models import asked_hosts, trip_reports, trip_steps, trips
from storage.repositories.trip_counts import counted, under_way, visited_since, years
from storage.repositories.trip_persons import erase_for_traveller, erase_old, erase_person, hold
from storage.repositories.trip_rows import asked_of, step_of, trip_of, values_of_step, values_of_trip
from storage.repositories.trip_visits import visits

_ADD = {dialect: new.on_conflict_do_nothing() for dialect, new in inserts(trips).items()}
_ASK = {
    dialect: new.on_conflict_do_update(
        index_elements=[asked_hosts.c.trip, asked_hosts.c.offer],
        set_={name: new.excluded[name] for name in ("library", "account", "asked_at", "reply", "words", "days")},
    )
    for dialect, new in inserts(asked_hosts).items()
}
_REPORT_FIELDS = ("learnt", "change", "share", "rating", "publish", "text", "later")
_KEEP_REPORT = {
    dialect: new.on_conflict_do_update(
        index_elements=[trip_reports.c.trip], set_={name: new.excluded[name] for name in _REPORT_FIELDS}
    )
    for dialect, new in inserts(trip_reports).items()
}
_PUBLISHABLE = (
    select(trips, *(trip_reports.c[name] for name in _REPORT_FIELDS))
    .join(trip_reports, trip_reports.c.trip == trips.c.id)
    .where(trip_reports.c.publish, trip_reports.c.text != "", trips.c.state.in_(sorted(READABLE)))
    .order_by(trips.c.made_on.desc(), trips.c.id.desc())
)
_THIS = trips.c.id == bindparam("this")
_BY_ID = select(trips).where(_THIS).with_for_update()
_BY_KEY = select(trips).where(trips.c.key == bindparam("this")).with_for_update()
_BY_CODE = select(trips).where(trips.c.code == bindparam("this"), trips.c.code != "").with_for_update()
_OF_TRAVELLER = select(trips).where(trips.c.traveller == bindparam("this")).order_by(trips.c.id.desc())
_OF_HOST = select(trips).where(trips.c.host_account == bindparam("this")).order_by(trips.c.id.desc())
_LISTED = select(trips).order_by(trips.c.touched_at, trips.c.id)
_STEPS = select(trip_steps).where(trip_steps.c.trip == bindparam("this")).order_by(trip_steps.c.version)
_STEP_COUNT = select(func.count()).where(trip_steps.c.trip == bindparam("this"))
_ASKED = (
    select(asked_hosts)
    .where(asked_hosts.c.trip == bindparam("this"))
    .order_by(asked_hosts.c.asked_at, asked_hosts.c.offer)
)
_WAITING_FOR = select(asked_hosts).where(
    asked_hosts.c.account == bindparam("this"), asked_hosts.c.reply == Reply.WAITING
)
_REPORT = select(trip_reports).where(trip_reports.c.trip == bindparam("this"))


_NAMES_OF = (
    select(trip_steps.c.who, trip_steps.c.name)
    .where(trip_steps.c.by == bindparam("this"), trip_steps.c.who != "", trip_steps.c.name != "")
    .group_by(trip_steps.c.who, trip_steps.c.name)
    .order_by(func.max(trip_steps.c.at))
)


def _named(states: Collection[TripState]) -> ColumnElement[bool]:
    """Trips in these states that have not been erased: of one that has, nothing can be done any more."""
    return trips.c.state.in_(sorted(states)) & trips.c.erased.is_(False)


class SqlTrips:
    """Trips, the steps that were taken with them, the hosts that were asked, and the reports."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, key: str, traveller: str, wanted: Wanted, code: str, now: datetime) -> Trip:
        """Keep a new draft, or find the one of the key; a key that is another's gives a Trip of that traveller's."""
        new = values_of_trip(Trip(0, key, 1, TripState.DRAFT, traveller, wanted, now, code=code))
        del new["id"]
        await self._connection.execute(_ADD[self._connection.dialect.name], new)
        found = await self._one(_BY_KEY, key)
        assert found is not None
        return found

    async def by_id(self, number: int) -> Trip | None:
        """The trip of a number; nobody else changes it until the transaction ends."""
        return await self._one(_BY_ID, number)

    async def by_code(self, code: str) -> Trip | None:
        """The trip that a foreman confirms with a code, held likewise."""
        return await self._one(_BY_CODE, code)

    async def of_traveller(self, account: str) -> Sequence[Trip]:
        """All trips of a traveller, the newest first."""
        return await self._all(_OF_TRAVELLER, {"this": account})

    async def of_host(self, account: str) -> Sequence[Trip]:
        """The trips whose host's contact an account is, the newest first."""
        return await self._all(_OF_HOST, {"this": account})

    async def in_states(self, states: Collection[TripState], most: int, *, skip: int = 0) -> Sequence[Trip]:
        """Trips in these states, those first that nobody has touched for longest."""
        return await self._all(_LISTED.where(_named(states)).limit(most).offset(skip), {})

    async def count(self, states: Collection[TripState]) -> int:
        """How many there are of these."""
        counted = select(func.count()).select_from(trips).where(_named(states))
        number: int = (await self._connection.execute(counted)).scalar_one()
        return number

    async def counted(self, first: date, last: date, after: int, most: int) -> Sequence[TripFact]:
        """At most so many trips that were sent or made within these days, in the order of their numbers after one."""
        return await counted(self._connection, first, last, after, most)

    async def under_way(self) -> TripQueue:
        """What waits and what is agreed now."""
        return await under_way(self._connection)

    async def visited_since(self, day: date) -> Mapping[tuple[str, str], int]:
        """How often somebody of a library has been at a host since a day, or is about to; a host may be unknown."""
        return await visited_since(self._connection, day)

    async def years(self) -> Sequence[int]:
        """The years in which requests were sent or trips made, the latest first."""
        return await years(self._connection)

    async def visits(self, since: date) -> Sequence[Visit]:
        """Visits made, agreed or asked for since a day, for matching: of the asked hosts those that may still come."""
        return await visits(self._connection, since)

    async def keep(self, trip: Trip, taken: Taken) -> None:
        """Keep a trip as a step has made it, and the step."""
        await self.edit(trip)
        await self._connection.execute(insert(trip_steps), [values_of_step(taken)])

    async def edit(self, trip: Trip) -> None:
        """Keep a trip as it is given, without a step: a draft that is still being written."""
        values = {name: value for name, value in values_of_trip(trip).items() if name not in ("id", "key")}
        await self._connection.execute(update(trips).where(trips.c.id == trip.id).values(values))

    async def remove(self, number: int) -> None:
        """Erase a trip with all that belongs to it: a draft that is not wanted."""
        await self._connection.execute(delete(trips).where(trips.c.id == number))

    async def steps(self, number: int) -> Sequence[Taken]:
        """The steps of a trip, the first first."""
        return [step_of(row) for row in await self._connection.execute(_STEPS, {"this": number})]

    async def count_steps(self, number: int) -> int:
        """How many steps a trip has."""
        counted: int = (await self._connection.execute(_STEP_COUNT, {"this": number})).scalar_one()
        return counted

    async def names_of(self, actor: Actor) -> Mapping[str, str]:
        """The accounts of those who have taken steps as what they are to trips, with the name that each had last."""
        rows = await self._connection.execute(_NAMES_OF, {"this": actor})
        return {row.who: row.name for row in rows}

    async def ask_host(self, asked: AskedHost) -> None:
        """Keep that a host was asked, or what it said, in place of what was."""
        names = ("trip", "offer", "library", "account", "asked_at", "reply", "words")
        values = {name: getattr(asked, name) for name in names} | {"days": encoded(asked.days).decode()}
        await self._connection.execute(_ASK[self._connection.dialect.name], values)

    async def asked(self, number: int) -> Sequence[AskedHost]:
        """The hosts that were asked for a trip, the first asked first."""
        return [asked_of(row) for row in await self._connection.execute(_ASKED, {"this": number})]

    async def waiting_for(self, account: str) -> Sequence[AskedHost]:
        """What was asked of an account and it has not answered yet."""
        return [asked_of(row) for row in await self._connection.execute(_WAITING_FOR, {"this": account})]

    async def report(self, number: int) -> TripReport | None:
        """What was told of a trip."""
        row = (await self._connection.execute(_REPORT, {"this": number})).first()
        return _report_of(row) if row else None

    async def keep_report(self, number: int, report: TripReport) -> None:
        """Keep it in place of what was told."""
        values = {name: getattr(report, name) for name in _REPORT_FIELDS} | {"trip": number}
        await self._connection.execute(_KEEP_REPORT[self._connection.dialect.name], values)

    async def publishable(self, most: int, *, skip: int = 0) -> Sequence[Reported]:
        """Reports that have come and may be published, those of the newest trips first."""
        rows = (await self._connection.execute(_PUBLISHABLE.limit(most).offset(skip))).all()
        return [Reported(trip_of(row), _report_of(row)) for row in rows]

    async def count_publishable(self) -> int:
        """How many there are of these."""
        counted = select(func.count()).select_from(_PUBLISHABLE.subquery())
        number: int = (await self._connection.execute(counted)).scalar_one()
        return number

    async def erase(self, number: int) -> None:
        """Erase the names and words of a trip for its traveller; counts stay, and what others must still hear."""
        found = await self.by_id(number)
        if found is not None:
            await erase_for_traveller(self._connection, found)

    async def hold(self, account: str, name: str = "") -> None:
        """Hold every trip that a person has, or has had, a part in; nobody else changes them meanwhile."""
        await hold(self._connection, account, name)

    async def erase_person(self, account: str, name: str = "") -> None:
        """Erase all that names a person or is in their words, in every trip and step; counts stay."""
        await erase_person(self._connection, account, name)

    async def erase_ended(self, before: date) -> int:
        """Erase the names and words of trips that were made and last touched before a day; of how many."""
        return await erase_old(self._connection, before)

    async def _one(self, statement: Select[Any], this: object) -> Trip | None:
        row = (await self._connection.execute(statement, {"this": this})).first()
        return trip_of(row) if row else None

    async def _all(self, statement: Select[Any], parameters: dict[str, Any]) -> list[Trip]:
        rows: Sequence[Row[Any]] = (await self._connection.execute(statement, parameters)).all()
        return [trip_of(row) for row in rows]


def _report_of(row: Row[Any]) -> TripReport:
    return TripReport(**{name: getattr(row, name) for name in _REPORT_FIELDS})
