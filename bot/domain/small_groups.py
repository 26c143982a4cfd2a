"""Small groups: which figures may be shown so that none of a few people can be computed from them."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

SMALLEST = 4
"""How many must have answered before a group's figures are shown, unless the settings say otherwise."""

_STEPS = (10, 20)


@dataclass(frozen=True, slots=True)
class Group:
    """A group of people, divided into parts that do not overlap. `key` is its place in the division."""

    name: str
    key: str
    parts: tuple[Group, ...] = ()

    def all(self) -> Iterator[Group]:
        """Itself and all within it, each before its parts."""
        yield self
        for part in self.parts:
            yield from part.all()

    def leaves(self) -> Iterator[Group]:
        """The groups within it that are not divided further; itself if it is none."""
        return (group for group in self.all() if not group.parts)


Known = Mapping[str, tuple[int, int]]
"""What was shown before of undivided groups, by their keys: at least and at most so many are in each."""


def may_be_shown(whole: Group, numbers: Mapping[str, int], smallest: int, known: Known) -> set[str]:
    """The keys of the groups whose figures may be shown beside the whole's, which everybody knows.

    `numbers` tells by key how many are in each undivided group. What is not shown of a group is nobody, or at least
    `smallest` people more than are known to be there: where fewer would be left, the smallest shown part is left out as
    well. Where as many are left as could be, nothing is shown. No part of what is left out is shown, so the remainders
    do not overlap, and no sum or difference makes one of them smaller.
    """
    shown = [part for part in whole.parts if _size(part, numbers) >= smallest]
    shown.sort(key=lambda part: (-_size(part, numbers), part.key))
    while shown:
        size, least, most = _left([part for part in whole.parts if part not in shown], numbers, known)
        if size == 0 or (size - least >= smallest and size < most):
            break
        del shown[0 if size == most else -1 :]
    below = (may_be_shown(part, numbers, smallest, known) for part in shown)
    return {part.key for part in shown}.union(*below)


def _left(parts: Iterable[Group], numbers: Mapping[str, int], known: Known) -> tuple[int, float, float]:
    """How many are left in parts, and how many that is known to be at least and at most."""
    leaves = [leaf.key for part in parts for leaf in part.leaves()]
    least, most = (sum(known.get(key, (0, math.inf))[end] for key in leaves) for end in (0, 1))
    return sum(numbers.get(key, 0) for key in leaves), least, most


@dataclass(frozen=True, slots=True)
class Shown:
    """One shown figure: of a group, or of all that is left of it beside its shown parts."""

    group: Group
    number: int
    total: int
    rest: bool = False


def shown_figures(whole: Group, figures: Mapping[str, tuple[int, int]]) -> Iterator[Shown]:
    """What is shown of a group's parts, each before its own parts, and then what is left as one.

    `figures` tells by key how many there are of each group that may be shown, and the sum of their ratings.
    """
    left_number, left_total = figures[whole.key]
    for part in whole.parts:
        if part.key in figures:
            number, total = figures[part.key]
            left_number, left_total = left_number - number, left_total - total
            yield Shown(part, number, total)
            yield from shown_figures(part, figures)
    if 0 < left_number < figures[whole.key][0]:
        yield Shown(whole, left_number, left_total, rest=True)


def band_of(number: int, smallest: int) -> int:
    """The lowest number of the band that a number is in; 0 for less than `smallest`."""
    return max((low for low in band_lows(smallest) if low <= number), default=0)


def bounds_of(low: int, smallest: int) -> tuple[int, int]:
    """The lowest and the highest number of a band."""
    lows = (*band_lows(smallest), sys.maxsize)
    return low, lows[lows.index(low) + 1] - 1


def band_lows(smallest: int) -> tuple[int, ...]:
    """The lowest numbers of all bands in their order."""
    return (0, smallest, *(step for step in _STEPS if step > smallest))


def several(numbers: Mapping[str, int], smallest: int) -> bool | None:
    """Whether people come from at least `smallest` groups; None where they are too few to tell even that.

    `numbers` tells of each group how many come from it, under the empty name of those who have not told.
    """
    told = [number for name, number in numbers.items() if name and number]
    return len(told) >= smallest if sum(told) >= 2 * smallest else None


def _size(group: Group, numbers: Mapping[str, int]) -> int:
    return sum(numbers.get(leaf.key, 0) for leaf in group.leaves())
