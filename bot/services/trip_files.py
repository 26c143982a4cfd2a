"""Calendar files of peer-learning trips: whose address gives one, and what is written into it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_OID, uuid5

from bot.domain.calendar_entries import CalendarEntry
from bot.domain.hands import Hands
from bot.domain.intervals import HELSINKI, midnight
from bot.domain.trip_plans import last_standing, stands
from bot.domain.trips import Agreed, Trip
from bot.services.libraries import municipalities
from bot.services.ports import Store
from bot.services.signed_addresses import Refused, SignedAddresses
from bot.texts import Texts
from bot.texts.trips import themes_told

FOLDER = "trips"
LASTS = timedelta(days=31)
"""How long after its day a trip's file may be loaded."""


@dataclass(frozen=True, slots=True)
class TripFileRequest:
    """Whose file it is, of which trip and in which language; `until` is the second until which it may be loaded."""

    account: str
    trip: int
    language: str
    until: int


WriteEntry = Callable[[CalendarEntry], bytes]
"""Writes a calendar file."""


class TripFileAddresses:
    """Makes addresses of trips' files and reads what came back of them."""

    def __init__(self, hands: Hands, root: str) -> None:
        self._signed = SignedAddresses(hands, root, FOLDER, "trip file")

    def address(self, account: str, trip: int, language: str, day: date) -> str:
        """The address of a trip's file for somebody; empty when the bot has no address of its own."""
        return self._signed.address([account, trip, language], midnight(day + LASTS))

    def read(self, token: str, now: datetime) -> TripFileRequest | Refused:
        """What a token asks for, or why it gives nothing."""
        told = self._signed.read(token, now)
        return told if isinstance(told, Refused) else TripFileRequest(*told)


NO_TRIP_FILES = TripFileAddresses(Hands(b""), "")
"""For a bot that has no address of its own: it makes none, so it needs no key."""


class TripFiles:
    """Finds what an address gives."""

    def __init__(self, store: Store, write: WriteEntry) -> None:
        self._store, self._write = store, write

    async def load(self, asked: TripFileRequest, texts: Texts) -> bytes | None:
        """The file; None when whoever asks has no part in the trip any more, or it was never agreed."""
        async with self._store.begin() as uow:
            trip = await uow.trips.by_id(asked.trip)
            last = last_standing(trip, await uow.trips.steps(asked.trip)) if trip else None
        if trip is None or trip.erased or last is None or not asked.account:
            return None
        if asked.account not in (trip.traveller, last.agreed.account):
            return None
        # Whoever was its host once reads nothing of what the traveller has written since.
        told = replace(trip, wanted=last.wanted)
        entry = trip_entry(told, last.agreed, texts, for_host=asked.account != trip.traveller)
        return await asyncio.to_thread(self._write, entry) if entry else None


def trip_entry(trip: Trip, plan: Agreed, texts: Texts, *, for_host: bool) -> CalendarEntry | None:
    """A trip's entry by its plan, all day long where no times are agreed; None when the plan has no day."""
    if plan.day is None:
        return None
    wanted = trip.wanted
    who = ", ".join(filter(None, [wanted.name, wanted.library]))
    what = themes_told(texts, wanted.themes, wanted.words)
    told = [
        texts("trip.who", who=", ".join(filter(None, [wanted.name, wanted.role, wanted.library]))),
        texts("trip.host", host=", ".join(filter(None, [plan.host, plan.contact]))),
        texts("trip.learns", what=what) if what else "",
        plan.plan,
    ]
    starts, ends = _times(plan, plan.day)
    return CalendarEntry(
        uid=f"{uuid5(NAMESPACE_OID, trip.key)}@kahvibotti",
        sequence=trip.version,
        changed=trip.touched_at,
        cancelled=not stands(trip),
        title=texts("trip_file.visitor", who=who) if for_host else texts("trip_file.trip", host=plan.host),
        place=municipalities().get(plan.host, plan.host),
        description="\n".join(filter(None, told)),
        starts=starts,
        ends=ends,
    )


def _times(plan: Agreed, day: date) -> tuple[datetime | date, datetime | date | None]:
    if plan.starts is None:
        return day, day + timedelta(days=1)
    ends = plan.ends if plan.ends and plan.ends > plan.starts else None
    return datetime.combine(day, plan.starts, HELSINKI), datetime.combine(day, ends, HELSINKI) if ends else None
