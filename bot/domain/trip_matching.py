"""Which hosts are suggested for a peer-learning trip, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.trip_hosts import Offer


class Reason(StrEnum):
    """Why a host is suggested, or what speaks against it though it is."""

    WISHED = "wished"
    """The traveller has named the library."""

    THEME = "theme"
    WORDS = "words"
    """The offer's own words speak of what the traveller wrote."""

    NEAR = "near"
    NEW = "new"
    """Neither the traveller nor anybody of the own library has been there."""

    SELDOM = "seldom"
    """It has hosted less than others that fit as well."""

    BEEN_BEFORE = "been_before"
    FULL = "full"
    """No room is left in the wished month."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A host that is suggested: by which offer, why, and how many kilometres of road lie between (one way)."""

    offer: Offer
    reasons: tuple[Reason, ...]
    kilometres: int
