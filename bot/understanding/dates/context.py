"""From where a time is seen, and the stretches of days it may mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.understanding.dates.reading import Direction, Grain

Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Context:
    """Seen from when, and whether what is not told lies ahead or behind.

    `with_today` lets a bare weekday be today, as the end of a range is.
    """

    now: datetime
    direction: Direction
    with_today: bool = False

    @property
    def today(self) -> date:
        """The day it is now."""
        return self.now.date()

    @property
    def ahead(self) -> bool:
        """Whether the future is meant."""
        return self.direction is Direction.FUTURE


@dataclass(frozen=True, slots=True)
class Frame:
    """The days meant first, other right readings after it, and how they are to be said."""

    spans: tuple[Span, ...]
    grain: Grain
    ambiguous: bool = False
    past: bool = False
