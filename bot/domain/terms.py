"""Terms: the halves of a year by which feedback is told of, and when each is closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.intervals import Interval

LATE = timedelta(days=14)
"""How long after a term's end answers to its events still count in its figures by library."""

_AUTUMN = 8


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """Spring, from January to July, or autumn, from August to December."""

    year: int
    autumn: bool

    @classmethod
    def of(cls, day: date) -> Term:
        """The term that a day is in."""
        return cls(day.year, day.month >= _AUTUMN)

    @classmethod
    def named(cls, name: str) -> Term | None:
        """The term of a name such as "2026-2", None when it is no such name."""
        year, _, half = name.partition("-")
        known = len(year) == 4 and year.isascii() and year.isdigit() and year[0] == "2" and half in ("1", "2")
        return cls(int(year), half == "2") if known else None

    @property
    def name(self) -> str:
        """A lasting name: "2026-1" is spring, "2026-2" autumn."""
        return f"{self.year}-{2 if self.autumn else 1}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, _AUTUMN if self.autumn else 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, 12, 31) if self.autumn else date(self.year, _AUTUMN, 1) - timedelta(days=1)

    @property
    def interval(self) -> Interval:
        """All of it."""
        return Interval.of_days(self.first, self.last)

    def closed(self, today: date) -> bool:
        """Whether no more answers count in its figures by library."""
        return today > self.last + LATE


def terms_of(year: int) -> tuple[Term, Term]:
    """Spring and autumn of a year."""
    return Term(year, autumn=False), Term(year, autumn=True)
