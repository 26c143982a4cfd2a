"""What peer-learning trips need of the store, as Protocols."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from bot.domain.trip_hosts import AskedHost, Offer, Visit
from bot.domain.trip_reports import Reported
from bot.domain.trip_steps import Actor, Taken
from bot.domain.trip_year import TripFact, TripQueue
from bot.domain.trips import Trip, TripReport, TripState, Wanted


class Trips(Protocol):
    """Trips, the steps that were taken with them, the hosts that were asked, and the reports."""

    async def add(self, key: str, traveller: str, wanted: Wanted, code: str, now: datetime) -> Trip:
        """Keep a new draft, or find the one of the key; a key that is another's gives a Trip of that traveller's."""

    async def by_id(self, number: int) -> Trip | None:
        """The trip of a number; nobody else changes it until the transaction ends."""

    async def by_code(self, code: str) -> Trip | None:
        """The trip that a foreman confirms with a code, held likewise."""

    async def of_traveller(self, account: str) -> Sequence[Trip]:
        """All trips of a traveller, the newest first."""

    async def of_host(self, account: str) -> Sequence[Trip]:
        """The trips whose host's contact an account is, the newest first."""

    async def in_states(self, states: Collection[TripState], most: int, *, skip: int = 0) -> Sequence[Trip]:
        """Trips in these states that are not erased, those first that nobody has touched for longest."""

    async def count(self, states: Collection[TripState]) -> int:
        """How many there are of these."""

    async def counted(self, first: date, last: date, after: int, most: int) -> Sequence[TripFact]:
        """At most so many trips that were sent or made within these days, in the order of their numbers after one."""

    async def under_way(self) -> TripQueue:
        """What waits and what is agreed now."""

    async def visited_since(self, day: date) -> Mapping[tuple[str, str], int]:
        """How often somebody of a library has been at a host since a day, or is about to; a host may be unknown."""

    async def years(self) -> Sequence[int]:
        """The years in which requests were sent or trips made, the latest first."""

    async def visits(self, since: date) -> Sequence[Visit]:
        """Visits made, agreed or asked for since a day, for matching: of the asked hosts those that may still come."""

    async def keep(self, trip: Trip, taken: Taken) -> None:
        """Keep a trip as a step has made it, and the step."""

    async def edit(self, trip: Trip) -> None:
        """Keep a trip as it is given, without a step: a draft that is still being written."""

    async def remove(self, number: int) -> None:
        """Erase a trip with all that belongs to it: a draft that is not wanted."""

    async def steps(self, number: int) -> Sequence[Taken]:
        """The steps of a trip, the first first."""

    async def count_steps(self, number: int) -> int:
        """How many steps a trip has."""

    async def names_of(self, actor: Actor) -> Mapping[str, str]:
        """The accounts of those who have taken steps as what they are to trips, with the name that each had last."""

    async def ask_host(self, asked: AskedHost) -> None:
        """Keep that a host was asked, or what it said, in place of what was."""

    async def asked(self, number: int) -> Sequence[AskedHost]:
        """The hosts that were asked for a trip, the first asked first."""

    async def waiting_for(self, account: str) -> Sequence[AskedHost]:
        """What was asked of an account and it has not answered yet."""

    async def report(self, number: int) -> TripReport | None:
        """What was told of a trip."""

    async def keep_report(self, number: int, report: TripReport) -> None:
        """Keep it in place of what was told."""

    async def publishable(self, most: int, *, skip: int = 0) -> Sequence[Reported]:
        """Reports that have come and may be published, those of the newest trips first."""

    async def count_publishable(self) -> int:
        """How many there are of these."""

    async def erase(self, number: int) -> None:
        """Erase the names and words of a trip for its traveller; counts stay, and what others must still hear."""

    async def hold(self, account: str, name: str = "") -> None:
        """Hold every trip that a person has, or has had, a part in; nobody else changes them meanwhile."""

    async def erase_person(self, account: str, name: str = "") -> None:
        """Erase all that names a person or is in their words, in every trip and step; counts stay."""

    async def erase_ended(self, before: date) -> int:
        """Erase the names and words of trips that were made and last touched before a day; of how many."""


class Offers(Protocol):
    """What libraries offer to visitors."""

    async def save(self, offer: Offer) -> Offer:
        """Keep an offer: a new one by its key (of which only one is made), a stored one by its number."""

    async def by_id(self, number: int) -> Offer | None:
        """The offer of a number; nobody else changes it until the transaction ends."""

    async def all(self, *, active: bool = True) -> Sequence[Offer]:
        """All offers in a lasting order; with `active` only those that are not rested."""

    async def remove(self, number: int) -> None:
        """Erase an offer. Trips that came of it stay."""

    async def erase_person(self, account: str, name: str = "") -> None:
        """Take a person's name and account out of offers; what has nobody to ask any more is rested."""
