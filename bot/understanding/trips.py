"""What a sentence about peer-learning trips says: what it is about, the themes, own words, and which libraries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.themes import themes_said


class TripKind(StrEnum):
    """What somebody wants to know or to do."""

    RULES = "rules"
    REQUEST = "request"
    OFFER = "offer"
    MINE = "mine"
    """Where is my request?"""

    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class TripSaid:
    """What was said. `libraries` are municipalities: wished hosts, or the library that offers.

    `words` tell in the person's own words what is to be learnt where the themes do not tell it all.
    """

    kind: TripKind
    themes: tuple[str, ...] = ()
    words: str = ""
    libraries: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    near: bool = False
    asks: tuple[str, ...] = ()


def trip_said(text: str, analyzer: Analyzer, today: date | None = None) -> TripSaid:
    """What a sentence that is known to be about peer-learning trips says."""
    return TripSaid(TripKind.RULES, themes_said(text, analyzer))
