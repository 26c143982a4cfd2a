"""Trips without somebody: what stays of a trip, and of what it was before each step, when a person is forgotten."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.trips import Agreed, Trip, Wanted

KEEP_MONTHS = 24
"""How long a trip's names are kept after it has ended or was last touched."""

_INSTEAD = "…"
"""Stands in others' words where the name stood."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Who is forgotten: an account, and the names that the channel gave for it.

    A name is looked for in others' words only when it has two parts: a first name alone is many people's.
    """

    account: str
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, account: str, names: Iterable[str]) -> Forgotten:
        """Of all names that are known, those that can be looked for; of two, the longer first."""
        full = {name for name in map(str.strip, names) if " " in name}
        return cls(account, tuple(sorted(full, key=lambda name: (-len(name), name))))

    def named_in(self, text: str) -> bool:
        """Whether somebody else has written the name."""
        return any(name in text for name in self.names)

    def unnamed(self, text: str) -> str:
        """Somebody else's words without the name."""
        for name in self.names:
            text = text.replace(name, _INSTEAD)
        return text


def counted(trip: Trip) -> Trip:
    """What is counted of a trip: its state, libraries, themes and days. It names nobody any more."""
    agreed = trip.agreed
    left = without_traveller(trip)
    return replace(
        left,
        handler="",
        handler_name="",
        erased=True,
        agreed=Agreed(host=agreed.host, offer=agreed.offer, day=agreed.day),
    )


def without_traveller(trip: Trip) -> Trip:
    """A trip as those who still have a part in it need to see it when its traveller has been forgotten."""
    wanted = trip.wanted
    return replace(
        trip,
        traveller="",
        foreman="",
        code="",
        reason="",
        wanted=Wanted(library=wanted.library, themes=wanted.themes, hosts=wanted.hosts, travel=wanted.travel),
        agreed=replace(trip.agreed, plan=""),
    )


def without_part(trip: Trip, gone: Forgotten) -> Trip:
    """Another's trip without the part that somebody has in it, and without their name in what others wrote."""
    wanted, agreed = trip.wanted, trip.agreed
    # A contact that was typed holds more than the name: how to reach whoever it is.
    if agreed.account == gone.account or (not agreed.account and gone.named_in(agreed.contact)):
        agreed = replace(agreed, account="", contact="")
    changed = replace(
        trip,
        reason=gone.unnamed(trip.reason),
        foreman="" if trip.foreman == gone.account else trip.foreman,
        wanted=replace(wanted, words=gone.unnamed(wanted.words), car_reason=gone.unnamed(wanted.car_reason)),
        agreed=replace(agreed, plan=gone.unnamed(agreed.plan)),
    )
    return replace(changed, handler="", handler_name="") if trip.handler == gone.account else changed


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier, or the month's last where that has no such day."""
    year, month = divmod(12 * day.year + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
