"""The worlds that tests ask about: calendars of tests/questions, without a store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from bot.domain.conversation import Reply
from bot.domain.events import Event, EventDraft
from bot.domain.intervals import HELSINKI
from bot.files.csv_calendar import read_csv
from bot.services.answers import answer
from bot.services.calendar import Calendar, CalendarCache
from bot.understanding.earlier import Earlier
from bot.understanding.interpreter import interpret
from bot.understanding.meaning import Meaning
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.morphology.lexicon import load_lexicon
from bot.understanding.morphology.voikko import open_dictionary
from dialogs.cards.answers import answer_card
from dialogs.cards.talk import talk_card
from dialogs.conversation import FROM_CALENDAR

QUESTIONS = Path(__file__).parents[1] / "questions"


@cache
def base_analyzer() -> Analyzer:
    """The bot's own words, without any calendar's."""
    return Analyzer(open_dictionary(), load_lexicon())


def calendar_of(drafts: tuple[EventDraft, ...]) -> Calendar:
    """Drafts as the bot's calendar."""
    events = [Event(number, 1, draft) for number, draft in enumerate(drafts, 1)]
    return CalendarCache(base_analyzer()).picture_of(sorted(events, key=lambda e: (e.facts.starts, e.id)))


@dataclass(frozen=True)
class World:
    """A calendar at a moment, to be asked."""

    calendar: Calendar
    now: datetime

    remembered = FROM_CALENDAR

    @property
    def titles(self) -> dict[str, str]:
        """The events' titles by their keys."""
        return {event.facts.key: event.facts.title for event in self.calendar.events}

    def means(self, text: str, earlier: Earlier | None = None) -> Meaning:
        """What a text is understood as."""
        return interpret(text, self.now, self.calendar.names, earlier)

    def reply(self, text: str, earlier: Earlier | None = None) -> tuple[Reply, Earlier]:
        """What the bot says, and what it then remembers."""
        meaning = self.means(text, earlier)
        found = answer(meaning, self.calendar, self.now)
        card = answer_card if meaning.intent in FROM_CALENDAR else talk_card
        return card(found, self.now), Earlier(meaning, tuple(event.id for event in found.events))

    @property
    def ask(self) -> Callable[[str], str]:
        """Asks one question at a time, with nothing remembered."""
        return lambda text: self.reply(text)[0].text


@cache
def world(calendar: Path, now: str) -> World:
    """The world of a calendar file at a moment."""
    file = read_csv(calendar.read_bytes())
    assert not file.problems
    return World(calendar_of(file.drafts), datetime.fromisoformat(now).replace(tzinfo=HELSINKI))


def autumn() -> World:
    """Savo on a Wednesday of September."""
    return world(QUESTIONS / "calendar_autumn.csv", "2027-09-15T10:00")


def winter() -> World:
    """Savo on a Monday of November."""
    return world(QUESTIONS / "calendar_winter.csv", "2026-11-23T09:00")


def spring() -> World:
    """Savo on a Monday of March."""
    return world(QUESTIONS / "calendar_spring.csv", "2027-03-08T09:00")


def small() -> World:
    """Another region, with other series."""
    return world(QUESTIONS / "calendar_small.csv", "2028-03-21T13:00")
