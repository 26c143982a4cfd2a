"""What is to be sent unasked, and what became of it: every notice ends as sent, failed, expired or cancelled.

waiting --> claimed --> sending --> sent
   ^           |           |------> failed     refused for good
   |           |           |------> doubtful   the service's answer was lost, and a double is worse than a loss
   |           |           '------> waiting    later, or once more after a lost answer
   |           |------------------> expired    of no use any more
   |           '------------------> cancelled  its cause is gone
   '---- a claim whose lease has ended is claimed by another; one that was sending counts as a lost answer
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any


class NoticeKind(StrEnum):
    """What a notice is about. One that is due makes those of the next kind, one for each recipient."""

    DUE_REMINDER = "due_reminder"
    REMINDER = "reminder"
    DUE_CHANGE = "due_change"
    CHANGE = "change"
    DUE_FEEDBACK = "due_feedback"
    FEEDBACK = "feedback"
    OUTCOME = "outcome"
    """What came of it, asked of those who gave feedback."""

    DUE_ANNOUNCEMENT = "due_announcement"
    DUE_OCCURRENCE = "due_occurrence"
    """One time of an announcement that repeats."""

    ANNOUNCEMENT = "announcement"
    UPDATE = "update"
    """A message that was sent already shows an announcement as it is now."""
    DUE_RECORDING = "due_recording"
    RECORDING = "recording"
    """Recordings that end soon, told to the AKE team's own channel."""
    USUAL = "usual"
    """A channel is reminded from now on as is usual, told to the AKE team's own channel."""
    DUE_SUMMARY = "due_summary"
    SUMMARY = "summary"
    """An event's feedback, told to the AKE team's own channel."""
    DUE_UPDATE = "due_update"
    """An event has changed: the announcements that show it make updates."""

    TEAM_WORD = "team_word"
    """A word to a member of the AKE team about an announcement."""

    SYNC = "sync"
    """An event was changed in Outlook and by people here, told to the AKE team's own channel."""

    DUE_WISH = "due_wish"
    WISH = "wish"
    """An event has come of what somebody wished or supported."""

    DUE_ANSWER = "due_answer"
    ANSWER = "answer"
    """The AKE team has answered what somebody asked in vain and wanted to hear of."""

    ALERT = "alert"
    """A warning to the AKE team's own channel, or word that what it warned of is over; see `alerts.py`."""

    DUE_TRIP = "due_trip"
    TRIP = "trip"
    """A word about a peer-learning trip to somebody who has a part in it; see `bot/domain/trip_words.py`."""


MAKING = frozenset(
    {
        NoticeKind.DUE_REMINDER,
        NoticeKind.DUE_CHANGE,
        NoticeKind.DUE_FEEDBACK,
        NoticeKind.DUE_SUMMARY,
        NoticeKind.DUE_RECORDING,
        NoticeKind.DUE_ANNOUNCEMENT,
        NoticeKind.DUE_OCCURRENCE,
        NoticeKind.DUE_WISH,
        NoticeKind.DUE_ANSWER,
        NoticeKind.DUE_UPDATE,
        NoticeKind.DUE_TRIP,
    }
)
"""Kinds that are sent to nobody themselves."""

TELLING = frozenset({NoticeKind.WISH, NoticeKind.OUTCOME, NoticeKind.ANSWER})
"""Kinds whose recipients tell what is kept of nobody otherwise: they are erased soon after they have ended."""


UNTOLD = "other"


def told_kind(kind: NoticeKind) -> str:
    """A kind as numbers and traces may show it: of some even the hour would tell of whom something is kept."""
    return UNTOLD if kind in TELLING else str(kind)


class State(StrEnum):
    """Where a notice is on its way; see the chart above."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    DOUBTFUL = "doubtful"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Due:
    """Notices of a kind that are due and in nobody's hands: how many, and since when the first has waited."""

    number: int
    since: datetime


@dataclass(frozen=True, slots=True)
class NewNotice:
    """A notice to be put into the outbox.

    `key` names the cause: the same cause put twice is one notice. From `useful_until` on it would tell nothing.
    It is about an event, an announcement or a trip, by their numbers.
    """

    key: str
    kind: NoticeKind
    due: datetime
    useful_until: datetime
    event: int | None = None
    recipient: int | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    announcement: int | None = None
    trip: int | None = None

    def late(self, now: datetime) -> bool:
        """Whether it would tell nothing any more."""
        return now.timestamp() >= self.useful_until.timestamp()


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice taken out of the outbox. `attempts` were made, `doubts` of them with a lost answer."""

    id: int
    told: NewNotice
    state: State
    attempts: int = 0
    doubts: int = 0


class Outcome(StrEnum):
    """What came of one sending."""

    SENT = "sent"
    LATER = "later"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the channel's service said to one sending.

    `reason` is a short code for the outbox and the log. `wait` is how long the service asks to wait.
    `message` is the sent activity's id, `conversation` that of the chat or the thread that it is in. `unclear` is
    true when it was refused for now in a way that may hide that it was taken.
    """

    outcome: Outcome
    reason: str = ""
    wait: timedelta | None = None
    message: str = ""
    conversation: str = ""
    unclear: bool = False


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a notice becomes; `due` is when one that waits is tried again.

    `message` and `conversation` are where what was sent can be changed later.
    """

    state: State
    reason: str = ""
    due: datetime | None = None
    attempts: int = 0
    doubts: int = 0
    message: str = ""
    conversation: str = ""


FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=5)
MOST_DOUBTS = 1
"""Lost answers after which a reminder is sent once more; a second one makes it doubtful."""

_DOUBTS_BORNE = {
    NoticeKind.ANNOUNCEMENT: 0,
    NoticeKind.FEEDBACK: 0,
    NoticeKind.OUTCOME: 0,
    NoticeKind.UPDATE: 1_000_000,
}
"""An announcement is never sent twice by itself, nor is feedback asked twice; an update may be repeated freely."""


def settlement_of(notice: Notice, delivery: Delivery, now: datetime, spread: float = 1.0) -> Settlement:
    """What becomes of a notice after a sending; `spread` (0.5-1.5) keeps many from coming back at once."""
    attempts = notice.attempts + 1
    outcome = delivery.outcome
    if outcome is Outcome.SENT:
        return Settlement(State.SENT, "", None, attempts, notice.doubts, delivery.message, delivery.conversation)
    if outcome in (Outcome.REFUSED, Outcome.UNREACHABLE):
        return Settlement(State.FAILED, delivery.reason, None, attempts, notice.doubts)
    kind = notice.told.kind
    lost = outcome is Outcome.UNKNOWN or (delivery.unclear and kind is NoticeKind.ANNOUNCEMENT)
    if lost and notice.doubts >= _DOUBTS_BORNE.get(kind, MOST_DOUBTS):
        return Settlement(State.DOUBTFUL, delivery.reason, None, attempts, notice.doubts + 1)
    doubts = notice.doubts + (outcome is Outcome.UNKNOWN)
    due = now + (delivery.wait if delivery.wait is not None else spread * pause_after(notice.attempts))
    if due >= notice.told.useful_until:
        return Settlement(State.EXPIRED, delivery.reason, None, attempts, doubts)
    return Settlement(State.WAITING, delivery.reason, due, attempts, doubts)


def unsent(notice: Notice, state: State, reason: str, due: datetime | None = None) -> Settlement:
    """What becomes of a notice that is not sent this time; what was tried of it before still counts."""
    return Settlement(state, reason, due, notice.attempts, notice.doubts)


def pause_after(attempts: int) -> timedelta:
    """How long to wait before trying again, after so many attempts before this one."""
    longer: timedelta = FIRST_PAUSE * (1 << min(attempts, 16))
    return min(longer, LONGEST_PAUSE)
