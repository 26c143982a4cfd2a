"""Topic wishes: what staff would like to hear of, how far each is, and how a wish is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.events import Event
from bot.domain.written import clean_line

MAX_WISH = 200
"""Characters of a wish: a topic and a word of why, not a plan."""

MAX_SAID = 300
"""Characters of what the team says of a wish."""

WISHES = "wishes"
"""What the hands of wishes are for: one purpose for all of them.

So a person has one hand for every wish, and whoever supported two that were joined counts once, whenever they are
counted. It ties somebody's supports together, but to nobody, and to no answer: those have purposes of their own.
"""


class WishState(StrEnum):
    """How far a wish is."""

    OPEN = "open"
    PLANNED = "planned"
    """An event of it is in the calendar."""

    CLOSED = "closed"
    """The team has told why nothing comes of it."""


ENDED = frozenset({WishState.PLANNED, WishState.CLOSED})


@dataclass(frozen=True, slots=True)
class Wish:
    """A stored wish. Who made it is nowhere: that hand is one of its supports, like any other.

    `answer` is what the team says of an open one, `reason` why it was closed. `joined` is the wish that this one
    belongs to now, `event` the event that came of it, `ended_on` the day on which it stopped being open. A wish that
    is `hidden` is seen by the team alone.
    """

    id: int
    text: str
    state: WishState = WishState.OPEN
    answer: str = ""
    reason: str = ""
    hidden: bool = False
    joined: int | None = None
    event: int | None = None
    ended_on: date | None = None

    @property
    def listed(self) -> bool:
        """Whether everybody sees it on the list of open wishes, and can support it."""
        return self.state is WishState.OPEN and not self.hidden and self.joined is None


@dataclass(frozen=True, slots=True)
class Supported:
    """A wish of the list: by how many it is supported, and whether also by whoever looks.

    `others` are the texts of the wishes that were joined with it.
    """

    wish: Wish
    number: int
    own: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedWish:
    """A wish and the event that came of it."""

    wish: Wish
    event: Event


def written_wish(text: str) -> str:
    """A wish as it is kept: one even line."""
    return clean_line(text)


def fault_of(text: str, longest: int = MAX_WISH) -> str:
    """What must be mended of a text before it is taken, as a short code; empty when nothing."""
    if not any(letter.isalnum() for letter in text):
        return "missing"
    return "too_long" if len(text) > longest else ""
