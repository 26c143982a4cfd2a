"""What passed its last check and is to be sent now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.alerts import Alert
from bot.domain.announcements import Announced
from bot.domain.calendar_sync import Difference
from bot.domain.events import Event
from bot.domain.hands import Hands
from bot.domain.outbox import Notice
from bot.domain.recipients import Recipient
from bot.domain.recordings import EndingRecordings
from bot.domain.reminders import ChannelReminders
from bot.domain.summaries import EventSummary
from bot.domain.trip_words import TripTold
from bot.domain.unanswered import NewlyAnswered
from bot.domain.wishes import PlannedWish
from bot.services.calendar import Calendar
from bot.services.named_channels import NamedChannel
from bot.services.team import Team
from bot.services.trip_files import NO_TRIP_FILES, TripFileAddresses


@dataclass(frozen=True, slots=True)
class Proposal:
    """An announcement that waits to be approved, the channels that are known and how many people `everybody` is.

    `by_library` are the people of each library. With `corrects` it takes the place of one that has been sent.
    """

    announced: Announced
    channels: Sequence[Recipient]
    people: int
    by_library: Mapping[str, Sequence[int]]
    corrects: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes of several events that a recipient hears of together, by the event that is held first."""

    each: tuple[tuple[Notice, Event], ...]


About: TypeAlias = (
    Alert
    | Event
    | Announced
    | Proposal
    | Changes
    | Difference
    | EndingRecordings
    | ChannelReminders
    | PlannedWish
    | EventSummary
    | TripTold
    | NewlyAnswered
)
"""What a notice may be about."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A notice's subject and its recipient.

    `message` in `conversation` is what an update changes; `thread` is what a new message to a channel goes on with.
    `notices` are all that this one sending tells, where that is not the checked one alone.
    """

    about: About
    recipient: Recipient
    message: str = ""
    conversation: str = ""
    thread: str = ""
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known besides the store when notices are checked.

    The calendar, the AKE team and its own channel, by what key hands are made, from how many people on
    anything is told by library, and where the files of trips are loaded.
    """

    calendar: Calendar
    team: Team
    hands: Hands
    ake_channel: NamedChannel
    smallest: int
    trip_files: TripFileAddresses = NO_TRIP_FILES
