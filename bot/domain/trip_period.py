"""The time over which trips are counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.domain.terms import Term


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or with `half` a half of it."""

    year: int
    half: Term | None = None

    @classmethod
    def named(cls, name: str) -> Period | None:
        """The period of a name such as "2026" or "2026-2", None when it is no such name."""
        term = Term.named(name if "-" in name else f"{name}-1")
        if term is None:
            return None
        return cls(term.year, term if "-" in name else None)

    @property
    def name(self) -> str:
        """A lasting name."""
        return self.half.name if self.half else str(self.year)

    @property
    def first(self) -> date:
        """Its first day."""
        return self.half.first if self.half else date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.half.last if self.half else date(self.year, 12, 31)
