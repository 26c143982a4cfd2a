"""What the conversation needs to know besides what is stored, a desk for each subject."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.calendar_addresses import NO_CALENDAR_ADDRESSES, CalendarAddresses
from bot.services.feedback_desk import BARE_DESK, FeedbackDesk
from bot.services.personal_files import BARE_PERSONAL_DESK, PersonalDesk
from bot.services.trip_desk import BARE_TRIP_DESK, TripDesk


@dataclass(frozen=True, slots=True)
class Desks:
    """The desks of a bot; those that are not given are of one that has no address of its own on the web."""

    feedback: FeedbackDesk = BARE_DESK
    trips: TripDesk = BARE_TRIP_DESK
    personal: PersonalDesk = BARE_PERSONAL_DESK
    calendar: CalendarAddresses = NO_CALENDAR_ADDRESSES


BARE_DESKS = Desks()
"""Of a bot that has no address of its own, and the usual settings."""
