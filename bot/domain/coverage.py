"""Coverage: from which libraries people answer, as pictures that are made rarely and then stay as they are.

What is shown by library must not move with each answer: whoever compares two days would see from which library it came,
and beside it what it said. So an open term's picture shows bands and is made anew when a month has begun and enough
answers have come since; a closed term's is made once and for all.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.small_groups import band_of

REACHED_WITHIN = timedelta(days=183)
"""A library from which nobody has answered for so long is not reached."""


@dataclass(frozen=True, slots=True)
class Bands:
    """How many have answered from each library in a term that is open: the lowest number of its band.

    Libraries that are not named are in the lowest band, which begins with nobody. Answers until `until` count.
    """

    until: date
    smallest: int
    lows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Figures:
    """A closed term by the keys of groups: how many answered and the sum of their ratings, where it may be shown."""

    shown: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Reach:
    """The libraries from which nobody had answered on or after `since`, as it was when the picture was made."""

    since: date
    missing: Sequence[str]


def due_again(made_on: date, today: date, since_then: int, smallest: int) -> bool:
    """Whether a picture is made anew: a month has begun, and enough answers have come for a change to hide in."""
    return made_on < today.replace(day=1) and since_then >= enough(smallest)


def enough(smallest: int) -> int:
    """How many answers a picture, or a change of one, needs behind it."""
    return 2 * smallest


def counted_until(closing: date, last: date | None, since_then: int, smallest: int) -> date:
    """Until which day answers count in a term's last picture, which is made at its closing.

    Few answers since the picture before do not count: with them a library's figures would step over a band's edge.
    """
    return last if last is not None and 0 < since_then < enough(smallest) else closing


def window_start(before: date | None, today: date, dropped: int, smallest: int) -> date:
    """From when on answers count for reach.

    It stays as it was when few answers would drop out: whose library goes with them would tell whose they were.
    """
    start = today - REACHED_WITHIN
    return before if before is not None and 0 < dropped < enough(smallest) else start


def reach_may_be_told(numbers: Mapping[str, int], new: Collection[str], new_answers: int, smallest: int) -> bool:
    """Whether it may be told which libraries somebody has answered from.

    `numbers` are the answers by library, those of nobody's library under the empty name. There must be more answers
    than what is told of the libraries accounts for, else it would tell how many came from each; so too for the
    libraries that are reached anew, among the new answers.
    """
    reached = {library: number for library, number in numbers.items() if library and number}
    told = sum(max(1, band_of(number, smallest)) for number in reached.values())
    spare = sum(numbers.values()) - told
    return len(reached) >= enough(smallest) and spare >= smallest and (not new or new_answers - len(new) >= smallest)
