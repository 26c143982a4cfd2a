"""The worlds that tests ask about: calendars of tests/questions, without a store."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from bot.domain.conversation import Incoming, Person, Reply
from bot.domain.events import Event, EventDraft
from bot.domain.feedback import Question
from bot.domain.intervals import HELSINKI
from bot.domain.recipients import Address, Recipient, RecipientKind
from bot.domain.reminders import Subscription
from bot.files.csv_calendar import read_csv
from bot.services.answers import Answer, answer
from bot.services.calendar import Calendar, CalendarCache
from bot.services.remembering import FROM_CALENDAR, to_remember
from bot.texts import texts_of
from bot.understanding.earlier import Earlier
from bot.understanding.interpreter import interpret
from bot.understanding.meaning import Intent, Meaning
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.morphology.lexicon import load_lexicon
from bot.understanding.morphology.voikko import open_dictionary
from dialogs.cards.answers import answer_card
from dialogs.cards.talk import talk_card
from dialogs.cards.wishes import wish_form_card
from dialogs.feedback import FeedbackTalk
from dialogs.reminders import ReminderTalk
from tests.support.talk import HANDS

QUESTIONS = Path(__file__).parents[1] / "questions"


class LearntAnalyzer(Analyzer):
    """Learns the words of a calendar once: that takes most of a test's time, and many tests have the same calendar."""

    @lru_cache(4)  # noqa: B019 - of the one below, which lives as long as the tests
    def _learnt(self, words: tuple[str, ...]) -> Analyzer:
        return super().with_live_words(words)

    def with_live_words(self, words: Iterable[str]) -> Analyzer:
        """The analyzer that knows these names too, the same one for the same names."""
        return self._learnt(tuple(words))


@cache
def base_analyzer() -> Analyzer:
    """The bot's own words, without any calendar's."""
    return LearntAnalyzer(open_dictionary(), load_lexicon())


def calendar_of(drafts: tuple[EventDraft, ...]) -> Calendar:
    """Drafts as the bot's calendar."""
    events = [Event(number, 1, draft) for number, draft in enumerate(drafts, 1)]
    return CalendarCache(base_analyzer()).picture_of(sorted(events, key=lambda e: (e.facts.starts, e.id)))


class WithoutStore:
    """A transaction of somebody who has ordered nothing yet, kept nowhere."""

    def __init__(self) -> None:
        self.recipients: Any = self
        self.events: Any = None
        self.calendar_sync: Any = None
        self.turns: Any = None
        self.memories: Any = None
        self.rosters: Any = None
        self.outbox: Any = None
        self.team: Any = None
        self.announcements: Any = None
        self.postings: Any = None
        self.feedback: Any = self
        self.personal: Any = None
        self.wishes: Any = None
        self.written: Any = None
        self.unanswered: Any = None
        self.pictures: Any = None
        self.trips: Any = None
        self.offers: Any = None
        self.alerts: Any = None
        self.calendar_keys: Any = None

    async def by_account(self, account: str) -> Recipient:
        """The only one there is."""
        return Recipient(1, Address(RecipientKind.PERSON, account, "a:1", "", ""))

    async def by_id(self, number: int) -> Recipient:
        """The only one there is."""
        return await self.by_account("29:1")

    async def subscriptions(self, number: int) -> list[Subscription]:
        """None yet."""
        return []

    async def given(self, *_: Any) -> None:
        """Nothing yet."""

    async def questions(self, series: str) -> list[Question]:
        """What every event is asked."""
        return []

    async def subscribe(self, *_: Any) -> None:
        """Not kept."""

    unsubscribe_all = pause = subscribe


def finished(coroutine: Coroutine[Any, Any, Reply]) -> Reply:
    """The result of what waits for nothing."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        reply: Reply = end.value
        return reply
    raise AssertionError("it waits for something")


@dataclass(frozen=True)
class World:
    """A calendar at a moment, to be asked."""

    calendar: Calendar
    now: datetime

    @property
    def titles(self) -> dict[str, str]:
        """The events' titles by their keys."""
        return {event.facts.key: event.facts.title for event in self.calendar.events}

    def means(self, text: str, earlier: Earlier | None = None) -> Meaning:
        """What a text is understood as."""
        return interpret(text, self.now, self.calendar.names, earlier)

    def reply(self, text: str, earlier: Earlier | None = None) -> tuple[Reply, Earlier | None]:
        """What the bot says, and what is then talked of."""
        meaning = self.means(text, earlier)
        found = answer(meaning, self.calendar, self.now)
        return self._card(found), to_remember(found, meaning, self.calendar) or earlier

    def _card(self, found: Answer) -> Reply:
        if found.meaning.intent is Intent.REMINDER:
            said = Incoming("1", "a:1", Person("29:1"), self.now)
            talk = ReminderTalk(said, texts_of(found.meaning.language), self.calendar, WithoutStore())
            return finished(talk.wish(found))
        if found.meaning.intent is Intent.FEEDBACK:
            said = Incoming("1", "a:1", Person("29:1"), self.now)
            feedback = FeedbackTalk(said, texts_of(found.meaning.language), self.calendar, WithoutStore(), HANDS)
            return finished(feedback.wish(found))
        if found.meaning.intent is Intent.TOPIC_WISH:
            return wish_form_card(texts_of(found.meaning.language), "", (), key="")
        return answer_card(found, self.now) if found.meaning.intent in FROM_CALENDAR else talk_card(found)

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


def march() -> World:
    """Savo on a Monday of March, with more events than in spring."""
    return world(QUESTIONS / "calendar_march.csv", "2027-03-08T09:00")


def october() -> World:
    """Savo on a Monday of October."""
    return world(QUESTIONS / "calendar_october.csv", "2027-10-04T09:00")


def small() -> World:
    """Another region, with other series."""
    return world(QUESTIONS / "calendar_small.csv", "2028-03-21T13:00")
