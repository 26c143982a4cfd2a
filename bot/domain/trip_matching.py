"""Which hosts are suggested for a peer-learning trip, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

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
    """It has hosted less for its size than others that fit as well."""

    BEEN_BEFORE = "been_before"
    FULL = "full"
    """No room is left in the wished month."""


NEAR_KM = 60
"""Kilometres by road that are called near: less than an hour."""

WORTH_KM = 150
"""Kilometres that are worth travelling to a host that fits wholly instead of one that hardly does."""

DETOUR_KM = 25
"""Kilometres that are worth travelling for the sake of a host that has hosted one visit less for its size."""

NOT_WORSE = 0.6
"""How well a host must fit beside the best one: others are not suggested at all."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well an offer fits what is wanted: the wanted themes that it has, and both together from 0 to 1.

    `words` says that its own words speak of what the traveller wrote.
    """

    share: float
    themes: tuple[str, ...] = ()
    words: bool = False


@dataclass(frozen=True, slots=True)
class Unmet:
    """What is wanted and nobody offers: themes by their keys, and a traveller's own words."""

    themes: tuple[str, ...] = ()
    words: str = ""

    def __bool__(self) -> bool:
        return bool(self.themes or self.words)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An offer that fits, seen from a traveller: one way by road in kilometres (None: not known), and its load."""

    offer: Offer
    fit: Fit
    kilometres: int | None
    load: float
    wished: bool = False
    been: bool = False
    full: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A host that is suggested: by which offer, why, and how many kilometres of road lie between (one way).

    The kilometres are 0 when it is not known where one of them is. `themes` are those of the wanted ones that it has.
    """

    offer: Offer
    reasons: tuple[Reason, ...]
    kilometres: int
    themes: tuple[str, ...] = ()


def ranked(candidates: Sequence[Candidate], most: int) -> list[Suggestion]:
    """At most so many hosts, each once, the best first.

    A host that the traveller has named goes first even if it is full or has been visited. Of the others a full one,
    and at last one that has been visited, is suggested only when no other fits.
    """
    best = max((one.fit.share for one in candidates), default=0.0)
    fitting = sorted((one for one in candidates if one.fit.share >= NOT_WORSE * best), key=_place)
    wished = [one for one in fitting if one.wished]
    chosen = _each_once([*wished, *(_freest([one for one in fitting if not one.wished], bool(wished)))])
    usual = fmean(one.load for one in chosen) if chosen else 0.0
    return [_suggestion(one, seldom=one.load < usual) for one in chosen[:most]]


def _freest(fitting: Sequence[Candidate], wished: bool) -> Sequence[Candidate]:
    free = [one for one in fitting if not one.full and not one.been]
    if free or wished:
        return free
    return [one for one in fitting if not one.been] or [one for one in fitting if not one.full] or fitting


def _place(one: Candidate) -> tuple[bool, float, str, int]:
    """Where a candidate stands: by the kilometres to it, longer for a host that is much visited or fits less."""
    effort = (one.kilometres or 0) + DETOUR_KM * one.load - WORTH_KM * one.fit.share
    return one.full or one.been, effort, one.offer.library, one.offer.id


def _each_once(candidates: Sequence[Candidate]) -> list[Candidate]:
    return list({one.offer.library: one for one in reversed(candidates)}.values())[::-1]


def _suggestion(one: Candidate, *, seldom: bool) -> Suggestion:
    why = {
        Reason.WISHED: one.wished,
        Reason.THEME: bool(one.fit.themes),
        Reason.WORDS: one.fit.words,
        Reason.NEAR: one.kilometres is not None and one.kilometres <= NEAR_KM,
        Reason.NEW: not one.been,
        Reason.SELDOM: seldom and not one.full,
        Reason.BEEN_BEFORE: one.been,
        Reason.FULL: one.full,
    }
    return Suggestion(one.offer, tuple(reason for reason, so in why.items() if so), one.kilometres or 0, one.fit.themes)
