"""Statistics of ratings: how many, their mean, and how they divide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.feedback import RATINGS


@dataclass(frozen=True, slots=True)
class Ratings:
    """How many gave each rating, the lowest rating first."""

    counts: tuple[int, ...] = (0,) * len(RATINGS)

    @classmethod
    def of(cls, given: Iterable[tuple[int, int]]) -> Ratings:
        """Of pairs of a rating and how many gave it; a rating may come several times."""
        counts = dict.fromkeys(RATINGS, 0)
        for rating, number in given:
            counts[rating] += number
        return cls(tuple(counts.values()))

    @property
    def number(self) -> int:
        """How many there are."""
        return sum(self.counts)

    @property
    def total(self) -> int:
        """Their sum."""
        return sum(rating * number for rating, number in zip(RATINGS, self.counts, strict=True))

    @property
    def mean(self) -> float | None:
        """Their mean; None when there are none."""
        return self.total / self.number if self.number else None

    @property
    def good(self) -> int:
        """How many gave 4 or 5."""
        return sum(self.counts[-2:])


def sum_of(some: Iterable[Ratings]) -> Ratings:
    """All of them together."""
    return Ratings.of(pair for one in some for pair in zip(RATINGS, one.counts, strict=True))
