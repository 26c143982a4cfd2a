"""What is told of peer-learning trips unasked: the words, those who hear them, and one ready to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.domain.trip_hosts import AskedHost
from bot.domain.trips import Trip


class Audience(StrEnum):
    """Who hears a word: whoever has that part in the trip when the word comes due."""

    TRAVELLER = "traveller"
    HOST = "host"
    ASKED = "asked"
    """The contact of one offer through which a host was asked."""

    HANDLER = "handler"
    """The member who has it; the team, where nobody has, or that member cannot be reached."""

    FORMER = "former"
    """The member who had it before the step, where another member took that."""

    TEAM = "team"
    """The AKE team's own channel; where there is none, its members."""


class TripWord(StrEnum):
    """What is told."""

    NEW = "new"
    CHANGED = "changed"
    TAKEN = "taken"
    HANDED = "handed"
    PUT_BACK = "put_back"
    BY_ANOTHER = "by_another"
    """Another member has done something with what one handles."""

    QUESTION = "question"
    ANSWER = "answer"
    SUGGESTED = "suggested"
    CHOSEN = "chosen"
    ASK_HOST = "ask_host"
    WITHDRAWN = "withdrawn"
    """Whoever was asked needs not answer any more."""

    HOST_YES = "host_yes"
    HOST_OTHER_DAY = "host_other_day"
    HOST_NOT_NOW = "host_not_now"
    HOST_FOUND = "host_found"
    HOST_GONE = "host_gone"
    AGREED = "agreed"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    NOT_YET = "not_yet"
    STALE = "stale"
    HOST_SILENT = "host_silent"
    WEEK_BEFORE = "week_before"
    DAY_BEFORE = "day_before"
    ASK_REPORT = "ask_report"
    REPORTED = "reported"
    THANKS = "thanks"
    CLAIM = "claim"
    """The traveller is reminded of the travel claim."""

    PAID = "paid"
    LATER = "later"
    """Three months after the trip: what has changed?"""

    REPORT_CHANGED = "report_changed"
    NO_REPORT = "no_report"
    """It has taken place, and the traveller sends no report of it; whether it has is asked by STALE."""

    UNPAID = "unpaid"
    """The report has come long ago, and the costs are still not paid."""

    CONTACT_GONE = "contact_gone"
    """Whoever was the host's contact has been forgotten."""


OF_PLAN = frozenset({TripWord.AGREED, TripWord.WEEK_BEFORE, TripWord.DAY_BEFORE})
"""Words that tell a plan which holds."""

PLAN_OVER = frozenset({TripWord.CANCELLED, TripWord.HOST_GONE, TripWord.NOT_YET})
"""Words that tell that a plan was given up."""

SUGGESTIONS = "suggestions"
"""Where a word holds the hosts that its card shows to choose of."""

PUBLISH = "publish"
"""Where a word of a report holds whether it may be published."""


@dataclass(frozen=True, slots=True)
class TripTold:
    """A word about a trip, ready to be shown to one recipient.

    `words` are what was written with the step that it tells of, `name` whoever took that step. `asked` is what the
    recipient's library was asked, where it is about that. `more` holds what else the word's card shows.
    """

    trip: Trip
    word: TripWord
    audience: Audience
    words: str = ""
    name: str = ""
    asked: AskedHost | None = None
    more: Mapping[str, Any] = field(default_factory=dict)
