"""The tables, one module for each subject; `metadata` knows them all."""

from storage.models.alerts import alerts
from storage.models.announcements import announcements, readings
from storage.models.base import metadata
from storage.models.calendar_keys import calendar_keys
from storage.models.calendar_sync import calendar_sync, synced_events
from storage.models.events import calendar, events
from storage.models.feedback import answers, marks, outcomes, questions
from storage.models.memories import memories
from storage.models.outbox import outbox, pace
from storage.models.pictures import pictures
from storage.models.recipients import recipients, subscriptions
from storage.models.rosters import roster_members, rosters
from storage.models.team import changes, members
from storage.models.trips import asked_hosts, offers, trip_reports, trip_steps, trips
from storage.models.turns import turns
from storage.models.wishes import supports, wishes
from storage.models.written import hearers, unanswered, written_answers

__all__ = [
    "alerts",
    "announcements",
    "answers",
    "asked_hosts",
    "calendar",
    "calendar_keys",
    "calendar_sync",
    "changes",
    "events",
    "hearers",
    "marks",
    "members",
    "memories",
    "metadata",
    "offers",
    "outbox",
    "outcomes",
    "pace",
    "pictures",
    "questions",
    "readings",
    "recipients",
    "roster_members",
    "rosters",
    "subscriptions",
    "supports",
    "synced_events",
    "trip_reports",
    "trip_steps",
    "trips",
    "turns",
    "unanswered",
    "wishes",
    "written_answers",
]
