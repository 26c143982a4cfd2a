"""What libraries offer to those who come to learn, and what came of asking them for a trip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

MAX_OFFER_WORDS = 400
"""Characters of an offer's own words."""

MOST_A_MONTH = 10


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be learnt in a library. `account` is that of whoever made it and is asked; `contact` a name to show.

    `themes` are keys of `bot/understanding/data/themes.toml`. It is open to visitors except in `closed` months (1-12),
    `when_not` tells more of that in words, and at most `per_month` come. One that is not `active` is rested.
    """

    id: int
    key: str
    version: int
    account: str
    contact: str
    library: str
    themes: tuple[str, ...] = ()
    words: str = ""
    when_not: str = ""
    closed: tuple[int, ...] = ()
    per_month: int = 1
    active: bool = True


class Reply(StrEnum):
    """What a host that was asked has said."""

    WAITING = "waiting"
    YES = "yes"
    OTHER_DAY = "other_day"
    NOT_NOW = "not_now"
    WITHDRAWN = "withdrawn"
    """The team needs no answer any more."""


@dataclass(frozen=True, slots=True)
class AskedHost:
    """A host that was asked for a trip: through which offer, when, what it said, and which other days it offers."""

    trip: int
    offer: int
    library: str
    account: str
    asked_at: datetime
    reply: Reply = Reply.WAITING
    words: str = ""
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Visit:
    """A trip as matching looks at it: who goes or went from which library to which, and in which month.

    `certain` is false while the host has only been asked. `offer` is the number of the offer through which it was
    found or asked, None where it was found otherwise.
    """

    trip: int
    traveller: str
    library: str
    host: str
    month: tuple[int, int] | None
    """Year and month of the agreed day, or of the first wished one while none is agreed."""

    certain: bool = True
    offer: int | None = None
