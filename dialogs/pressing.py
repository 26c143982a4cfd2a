"""Which talk a pressed button comes back to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from bot.domain.conversation import Incoming, Reply
from bot.domain.hands import Hands
from bot.services.calendar import Calendar
from bot.services.desks import Desks
from bot.services.ports import UnitOfWork
from bot.services.team import Team
from bot.services.written import ShelfCache
from bot.texts import Texts
from dialogs.announcements import AnnouncementTalk
from dialogs.answer_care import AnswerCareTalk
from dialogs.event_care import EventTalk
from dialogs.feedback import FeedbackTalk
from dialogs.feedback_outcome import OutcomeTalk
from dialogs.feedback_questions import QuestionTalk
from dialogs.feedback_summary import FeedbackSummaryTalk
from dialogs.own import OwnTalk
from dialogs.own_calendar import OwnCalendarTalk
from dialogs.personal import PersonalTalk
from dialogs.reminder_buttons import ReminderButtons
from dialogs.sync import SyncTalk
from dialogs.team import TeamTalk
from dialogs.trip_afterwards import AfterTripTalk
from dialogs.trip_foreman import ForemanTalk
from dialogs.trip_hosts import HostTalk
from dialogs.trip_offers import OfferTalk
from dialogs.trip_queue import QueueTalk
from dialogs.trip_report import ReportTalk
from dialogs.trip_report_reading import ReportReadingTalk
from dialogs.trip_year import TripYearTalk
from dialogs.trips import TripTalk
from dialogs.unanswered import UnansweredTalk
from dialogs.unanswered_care import UnansweredCareTalk
from dialogs.wish_care import WishCareTalk
from dialogs.wishes import WishTalk


class PressedTalk(Protocol):
    """A conversation about one subject, whose buttons come back to it."""

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when its data cannot be of one."""


@dataclass(frozen=True, slots=True)
class PressedTurn:
    """What the talks of a turn are made of."""

    said: Incoming
    texts: Texts
    calendar: Calendar
    uow: UnitOfWork
    team: Team
    hands: Hands
    desks: Desks
    shelves: ShelfCache


def _wish_talk(t: PressedTurn) -> PressedTalk:
    """The team's care of wishes has buttons of its own, and one that begins an event."""
    do = t.said.pressed.get("do")
    if do == "wish_plan":
        return EventTalk(t.said, t.texts, t.calendar, t.uow, t.team)
    talk = WishCareTalk if do in WishCareTalk.buttons else WishTalk
    return talk(t.said, t.texts, t.calendar, t.uow, t.team, t.hands)


def _after_talk(t: PressedTurn) -> PressedTalk:
    """A report is written by one talk and read by another."""
    do = t.said.pressed.get("do")
    talks = (ReportReadingTalk, ReportTalk)
    talk = next((one for one in talks if do in one.buttons), AfterTripTalk)
    return talk(t.said, t.texts, t.calendar, t.uow, t.team, t.desks.trips)


def _unanswered_talk(t: PressedTurn) -> PressedTalk:
    """Whoever asked in vain has buttons, and the team has others."""
    do = t.said.pressed.get("do")
    if do in ("unanswered_hear", "unanswered_unhear", "unanswered_else"):
        return UnansweredTalk(t.said, t.texts, t.calendar, t.uow, t.hands)
    return UnansweredCareTalk(t.said, t.texts, t.calendar, t.uow, t.team, t.shelves)


# By the first word of what a button does.
_TALKS: Mapping[str, Callable[[PressedTurn], PressedTalk]] = {
    "reminder": lambda t: ReminderButtons(t.said, t.texts, t.calendar, t.uow),
    "reminders": lambda t: ReminderButtons(t.said, t.texts, t.calendar, t.uow),
    "channel": lambda t: TeamTalk(t.said, t.texts, t.calendar, t.uow, t.team),
    "event": lambda t: EventTalk(t.said, t.texts, t.calendar, t.uow, t.team),
    "news": lambda t: AnnouncementTalk(t.said, t.texts, t.calendar, t.uow, t.team),
    "library": lambda t: OwnTalk(t.said, t.texts, t.calendar, t.uow),
    "announcements": lambda t: OwnTalk(t.said, t.texts, t.calendar, t.uow),
    "me": lambda t: PersonalTalk(t.said, t.texts, t.uow, t.hands, t.desks.personal),
    "calendar": lambda t: OwnCalendarTalk(t.said, t.texts, t.calendar, t.uow, t.desks.calendar),
    "feedback": lambda t: FeedbackTalk(t.said, t.texts, t.calendar, t.uow, t.hands),
    "outcome": lambda t: OutcomeTalk(t.said, t.texts, t.calendar, t.uow, t.hands),
    "questions": lambda t: QuestionTalk(t.said, t.texts, t.calendar, t.uow, t.team),
    "summary": lambda t: FeedbackSummaryTalk(t.said, t.texts, t.calendar, t.uow, t.team, t.desks.feedback),
    "wish": _wish_talk,
    "unanswered": _unanswered_talk,
    "written": lambda t: AnswerCareTalk(t.said, t.texts, t.calendar, t.uow, t.team),
    "sync": lambda t: SyncTalk(t.said, t.texts, t.calendar, t.uow, t.team),
    "trip": lambda t: TripTalk(t.said, t.texts, t.calendar, t.uow, t.team, t.desks.trips),
    "foreman": lambda t: ForemanTalk(t.said, t.texts, t.calendar, t.uow, t.team, t.desks.trips),
    "offer": lambda t: OfferTalk(t.said, t.texts, t.calendar, t.uow, t.team, t.desks.trips),
    "queue": lambda t: QueueTalk(t.said, t.texts, t.calendar, t.uow, t.team, t.desks.trips),
    "host": lambda t: HostTalk(t.said, t.texts, t.calendar, t.uow, t.team, t.desks.trips),
    "after": _after_talk,
    "trips": lambda t: TripYearTalk(t.said, t.texts, t.calendar, t.uow, t.team, t.desks.trips),
}


def talk_of(turn: PressedTurn) -> PressedTalk | None:
    """The talk whose button was pressed, made of the turn; None when it is none of ours."""
    do = turn.said.pressed.get("do")
    talk = _TALKS.get(do.split("_")[0]) if isinstance(do, str) else None
    return talk(turn) if talk else None
