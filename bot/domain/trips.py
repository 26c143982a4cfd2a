"""Peer-learning trips: a request from its draft to its paid costs, and who has a part in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

MAX_WORDS = 500
"""Characters of what a traveller would like to learn."""

MAX_LINE = 120
"""Characters of a name, a role, a contact."""

MAX_PLAN = 500
"""Characters of a trip's plan: where one meets, and what is done."""

MAX_REASON = 300
"""Characters of a reason, a comment, a question, an answer."""

MOST_DAYS = 3
"""Days that a traveller, or a host, can offer at once."""

LATEST = timedelta(days=2 * 365)
"""How far off a wished, an offered or an agreed day may be: one further off is a slip of the year."""


class TripState(StrEnum):
    """How far a trip is; `bot/domain/trip_steps.py` holds the table of what leads from one to the next."""

    DRAFT = "draft"
    REQUESTED = "requested"
    HANDLING = "handling"
    """A member of the AKE team has taken it."""

    HOST_FOUND = "host_found"
    AGREED = "agreed"
    """The day is agreed."""

    DONE = "done"
    REPORTED = "reported"
    PAID = "paid"
    """The costs are paid: all is over."""

    CANCELLED = "cancelled"
    DECLINED = "declined"


FINDING = frozenset({TripState.REQUESTED, TripState.HANDLING})
"""A host is still to be found."""

COMING = frozenset({TripState.HOST_FOUND, TripState.AGREED})
"""A host is known, and the day is ahead or is still to be agreed."""

OPEN = FINDING | COMING
"""In the queue: something is still to be done before the trip."""

MADE = frozenset({TripState.DONE, TripState.REPORTED, TripState.PAID})
"""The trip took place."""

CALLED_OFF = frozenset({TripState.CANCELLED, TripState.DECLINED})
"""It will not take place."""

ENDED = CALLED_OFF | {TripState.PAID}

HOSTED = COMING | MADE
"""States in which a trip's host counts as visited, or about to be."""


class Travel(StrEnum):
    """The way of travelling."""

    TRAIN = "train"
    BUS = "bus"
    CAR = "car"
    """The own car; a reason is asked for."""

    RIDE = "ride"
    """With somebody else."""


class Consent(StrEnum):
    """Whether the traveller's foreman agrees."""

    MISSING = "missing"
    TICKED = "ticked"
    """The traveller has told so."""

    ASKED = "asked"
    """The foreman has been asked to press."""

    CONFIRMED = "confirmed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a traveller asks for, as the request form has it.

    `library` is the municipality of the traveller's own library, `hosts` are the wished ones' (none: "ehdottakaa").
    `themes` are keys of `bot/understanding/data/themes.toml`. Without `days` the day is agreed ("sovitaan").
    """

    name: str = ""
    role: str = ""
    library: str = ""
    themes: tuple[str, ...] = ()
    words: str = ""
    hosts: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    travel: Travel | None = None
    car_reason: str = ""
    lodging: bool = False


@dataclass(frozen=True, slots=True)
class Agreed:
    """What has been found and agreed: the host's municipality, whom to turn to there, and when.

    `account` is that of the host's contact where the bot knows one. `plan` is where one meets and what is done.
    `suggested` are the offers that the team has shown to the traveller to choose of.
    """

    host: str = ""
    contact: str = ""
    account: str = ""
    offer: int | None = None
    day: date | None = None
    starts: time | None = None
    ends: time | None = None
    plan: str = ""
    suggested: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Trip:
    """A stored trip. `version` is raised by every step, and a card carries the one that it shows.

    `traveller`, `handler` and `foreman` are accounts of the channel's; all names and words are empty once they have
    been erased (`erased`). `code` is what the foreman confirms with. `touched_at` is when somebody last did
    something about it; `requested_on` the day on which it was sent, `made_on` that on which it took place.
    `reason` is why it was declined or cancelled.
    """

    id: int
    key: str
    version: int
    state: TripState
    traveller: str
    wanted: Wanted
    touched_at: datetime
    consent: Consent = Consent.MISSING
    foreman: str = ""
    code: str = ""
    handler: str = ""
    handler_name: str = ""
    agreed: Agreed = Agreed()
    reason: str = ""
    requested_on: date | None = None
    made_on: date | None = None
    erased: bool = False

    @property
    def open(self) -> bool:
        """Whether it is in the queue."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class TripReport:
    """What a traveller tells afterwards, and `text`, the report made of it, as the traveller polished it.

    `rating` is 1-5, 0 when not given. With `publish` the AKE team may copy the text. `later` is what had changed
    three months after the trip.
    """

    learnt: str = ""
    change: str = ""
    share: str = ""
    rating: int = 0
    publish: bool = False
    text: str = ""
    later: str = ""
