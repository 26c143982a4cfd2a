"""What a foreman says of a trip: confirms it or not, once, by the code that the traveller has forwarded."""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum

from bot.domain.trip_steps import Step
from bot.domain.trips import Consent, Trip
from bot.services.ports import UnitOfWork
from bot.services.trips import By, take_step

_STEPS = {Consent.CONFIRMED: Step.CONFIRM, Consent.REFUSED: Step.REFUSE}
_CODE = re.compile(r"[A-Z0-9]{10}")
_DECIDED = frozenset(_STEPS)


class Bar(StrEnum):
    """Why somebody cannot say anything of a trip."""

    UNKNOWN = "unknown"
    OWN = "own"
    OVER = "over"
    NOT_NEEDED = "not_needed"
    OTHER = "other"
    """Another account has answered by the same code."""


async def trip_of_code(uow: UnitOfWork, code: str) -> Trip | None:
    """The trip of a code as it was written, in small letters or with spaces too."""
    written = "".join(code.split()).upper()
    return await uow.trips.by_code(written) if _CODE.fullmatch(written) else None


def bar(trip: Trip | None, account: str) -> Bar | None:
    """Why an account cannot confirm or refuse a trip, None when it can."""
    if trip is None or trip.erased:
        return Bar.UNKNOWN
    if trip.traveller == account:
        return Bar.OWN
    if not trip.open:
        return Bar.OVER
    if trip.consent is not Consent.ASKED and trip.consent not in _DECIDED:
        return Bar.NOT_NEEDED
    return Bar.OTHER if trip.consent in _DECIDED and trip.foreman != account else None


async def decide(
    uow: UnitOfWork, trip: Trip, version: int, by: By, consent: Consent, now: datetime, reason: str = ""
) -> Trip:
    """Confirm or refuse a trip; the same said again changes nothing. Raises as `take_step` does."""
    if trip.consent is consent:
        return trip
    return await take_step(
        uow, trip.id, version, _STEPS[consent], by, now, words=reason, consent=consent, foreman=by.account
    )
