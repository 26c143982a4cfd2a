"""The bot as a testable object: what a person says or presses in, one card out, one transaction a turn."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, Protocol

from bot.domain.conversation import MAX_TEXT, Claim, Hits, Incoming, Reply, Sought
from bot.domain.errors import TurnUnderWay
from bot.domain.events import Event
from bot.domain.hands import Hands
from bot.domain.roles import Deed, NotAllowed, Role, may
from bot.services.answers import Answer, Outcome, answer
from bot.services.calendar import Calendar, CalendarCache
from bot.services.desks import BARE_DESKS, Desks
from bot.services.people import People, keep
from bot.services.ports import Store, UnitOfWork
from bot.services.remembering import FROM_CALENDAR, memory_of, to_remember
from bot.services.settling import Settling
from bot.services.team import Team
from bot.services.trips import TooManyStepsError
from bot.services.written import ShelfCache, leaves_open
from bot.texts import LANGUAGES, Texts, language_of, texts_of
from bot.tracing import span
from bot.understanding.earlier import LASTS, Earlier, from_json
from bot.understanding.interpreter import interpret
from bot.understanding.meaning import Aspect, Intent, Meaning
from bot.understanding.own_calendar import own_calendar_wanted
from dialogs.announcements import AnnouncementTalk
from dialogs.answer_care import AnswerCareTalk
from dialogs.cards.answers import MAX_IDS, answer_card, more_card, show_card
from dialogs.cards.event_care import with_edit_button
from dialogs.cards.talk import error_card, talk_card, welcome_card
from dialogs.cards.team import not_allowed_card
from dialogs.cards.trips import trip_told_card
from dialogs.cards.written import meant_card, written_card
from dialogs.commands import Command, command_of
from dialogs.event_care import EventTalk
from dialogs.feedback import FeedbackTalk
from dialogs.feedback_questions import QuestionTalk
from dialogs.feedback_summary import FeedbackSummaryTalk
from dialogs.own import OwnTalk
from dialogs.own_calendar import OwnCalendarTalk
from dialogs.personal import PersonalTalk
from dialogs.pressing import PressedTurn, talk_of
from dialogs.reminders import ReminderTalk
from dialogs.searching import search
from dialogs.status import StatusTalk
from dialogs.sync import SyncTalk
from dialogs.team import TeamTalk
from dialogs.trip_afterwards import AfterTripTalk
from dialogs.trip_foreman import ForemanTalk
from dialogs.trip_hosts import HostTalk
from dialogs.trip_offers import OfferTalk
from dialogs.trip_queue import QueueTalk
from dialogs.trip_report_reading import ReportReadingTalk
from dialogs.trip_year import TripYearTalk
from dialogs.trips import TripTalk
from dialogs.unanswered import UnansweredTalk
from dialogs.unanswered_care import UnansweredCareTalk
from dialogs.wishes import WishTalk

NOT_OF_EVENTS = frozenset({Intent.REMINDER, Intent.ANNOUNCEMENT})
"""What a command's first words may be said of besides events."""

OF_CALENDAR = frozenset({"series", "coffees", "event_noun", "topic_hit"})
"""Evidence that an event of the calendar is named."""


class BotConversation:
    """Answers people. It holds no state of its own: what must last is in the store.

    With `keeps_questions` false it keeps no question that it cannot answer, as when only tried.
    """

    def __init__(
        self,
        store: Store,
        calendars: CalendarCache,
        team: Team,
        hands: Hands,
        desks: Desks = BARE_DESKS,
        *,
        keeps_questions: bool = True,
    ) -> None:
        self._store = store
        self._settling = Settling(store)
        self._calendars = calendars
        self._people = People()
        self._shelves, self._keeps_questions = ShelfCache(), keeps_questions
        self._team, self._hands, self._desks = team, hands, desks

    async def on_message(self, said: Incoming) -> Reply | None:
        """Answer a message or a pressed button; None when this turn is answered already."""
        async with self._turn(said) as uow:
            if uow is None:
                return None
            calendar = await self._calendars.current(uow)
            if said.pressed:
                return await self._pressed(said, calendar, uow)
            return await self._asked(said, said.text, calendar, uow)

    async def on_open(self, said: Incoming) -> Reply | None:
        """Greet someone who has just got the bot."""
        async with self._turn(said) as uow:
            return None if uow is None else welcome_card(language_of(said.locale))

    async def on_search(self, sought: Sought) -> Hits:
        """Find events to be put into any conversation: only the calendar is read, and nothing is kept."""
        async with self._store.begin() as uow:
            calendar = await self._calendars.current(uow)
        return search(calendar, sought)

    def on_answered(self, said: Incoming) -> None:
        """The reply has been delivered: the same turn delivered again is left alone for good."""
        self._settling.add(turn_of(said), said.at)

    async def on_unanswered(self, said: Incoming) -> None:
        """The reply was not delivered: the same turn delivered again is answered."""
        async with self._store.begin() as uow:
            await uow.turns.release(turn_of(said))

    async def close(self) -> None:
        """Keep what is known of the last turns."""
        await self._settling.close()

    @asynccontextmanager
    async def _turn(self, said: Incoming) -> AsyncIterator[UnitOfWork | None]:
        """The turn's transaction, in which whoever speaks is known; None when the turn is answered already."""
        news = self._people.news(said.addresses)
        async with self._settling.begin() as uow:
            if await _ours(said, uow):
                await keep(uow, news, said.addresses)
                yield uow
            else:
                yield None
        self._people.stored(news)

    async def _asked(
        self, said: Incoming, text: str, calendar: Calendar, uow: UnitOfWork, *, follows: bool = True
    ) -> Reply:
        """Answer a question; a button's question stands by itself, whatever was talked of."""
        commanded = await self._commanded(said, text, calendar, uow)
        if commanded is not None:
            return commanded
        key = memory_of(said.conversation_id, said.person.id)
        earlier = await _earlier(said, uow) if follows else None
        with span("understanding"):
            meaning = interpret(text, said.at, calendar.names, earlier, language_of(said.locale))
        with span("answering"):
            found = answer(meaning, calendar, said.at)
        if wanted := own_calendar_wanted(text, meaning, calendar.names.analyzer):
            own = OwnCalendarTalk(said, texts_of(meaning.language), calendar, uow, self._desks.calendar)
            return await own.wanted(wanted, () if meaning.group else meaning.series)
        if written := await self._written(text, found, calendar, uow):
            return written
        talked_of = to_remember(found, meaning, calendar)
        if talked_of:
            await uow.memories.keep(key, talked_of.to_json(), said.at)
        texts = texts_of(meaning.language)
        if meaning.intent is Intent.REMINDER:
            return await ReminderTalk(said, texts, calendar, uow).wish(found)
        if meaning.intent is Intent.FEEDBACK:
            return await FeedbackTalk(said, texts, calendar, uow, self._hands).wish(found)
        if meaning.intent is Intent.TRIP:
            return await TripTalk(said, texts, calendar, uow, self._team, self._desks.trips).said(text)
        if meaning.intent is Intent.TOPIC_WISH:
            return await WishTalk(said, texts, calendar, uow, self._team, self._hands).wish(text)
        if meaning.intent in FROM_CALENDAR:
            card = answer_card(found, said.at)
            alone = found.outcome is Outcome.FOUND and len(found.events) == 1
            return await self._editable(said, card, meaning.language, found.events[0], uow) if alone else card
        if meaning.intent is Intent.OTHER and _only_cancels(text):
            trips = TripTalk(said, texts, calendar, uow, self._team, self._desks.trips)
            if cancelling := await trips.cancel_any():
                return cancelling
        helped = meaning.intent is Intent.HELP
        role = await self._team.role_of(uow, said.person) if helped else Role.STAFF
        question = 0
        if meaning.intent is Intent.OTHER and self._keeps_questions and command_of(text) is None:
            asked = UnansweredTalk(said, texts, calendar, uow, self._hands)
            question = await asked.kept(text, meaning)
        return talk_card(found, role=role, question=question)

    async def _written(self, text: str, found: Answer, calendar: Calendar, uow: UnitOfWork) -> Reply | None:
        """What the team has written for a question that the calendar leaves open; questions of events read nothing."""
        if not leaves_open(found):
            return None
        told = (await self._shelves.current(uow, calendar.names.analyzer)).told(text, found)
        if told is None:
            return None
        texts = texts_of(found.meaning.language)
        return written_card(texts, told.answer, text) if told.answer else meant_card(texts, told.meant, text)

    async def _commanded(self, said: Incoming, text: str, calendar: Calendar, uow: UnitOfWork) -> Reply | None:
        """Do a command; the same words of somebody who may not give it are read as any other message."""
        command = command_of(text)
        if command is None:
            return None
        texts = texts_of(command.language or language_of(said.locale))
        if command.deed and not may(await self._team.role_of(uow, said.person), command.deed):
            return None
        if talk := _TRIP_COMMANDS.get(command.name):
            return await talk(said, texts, calendar, uow, self._team, self._desks.trips).command(command)
        if command.name in OwnCalendarTalk.deeds:
            return await OwnCalendarTalk(said, texts, calendar, uow, self._desks.calendar).command(command)
        if command.deed is None:
            personal = await PersonalTalk(said, texts, uow, self._hands, self._desks.personal).command(command)
            return personal or await OwnTalk(said, texts, calendar, uow).command(command)
        announcing = await AnnouncementTalk(said, texts, calendar, uow, self._team).command(command)
        if announcing is not None:
            return announcing
        if command.deed is Deed.ASK_FEEDBACK:
            return await QuestionTalk(said, texts, calendar, uow, self._team).command(command)
        if command.name == "unanswered":
            return await UnansweredCareTalk(said, texts, calendar, uow, self._team, self._shelves).command(command)
        if command.deed is Deed.WRITE_ANSWERS:
            return await AnswerCareTalk(said, texts, calendar, uow, self._team).command(command)
        if command.deed is Deed.EDIT_EVENTS:
            return await self._event_command(said, text, command, calendar, uow)
        if command.deed is Deed.SYNC_CALENDAR:
            return await SyncTalk(said, texts, calendar, uow, self._team).command(command)
        if command.deed is Deed.SEE_STATUS:
            return await StatusTalk(said, texts, calendar, uow, self._team).command(command)
        if command.deed is Deed.READ_FEEDBACK:
            return await self._feedback_command(said, text, command, calendar, uow)
        return await TeamTalk(said, texts, calendar, uow, self._team).command(command)

    async def _event_command(
        self, said: Incoming, text: str, command: Command, calendar: Calendar, uow: UnitOfWork
    ) -> Reply | None:
        """Care for an event; "peru muistutus" and the like are of reminders, and a question is no command."""
        language, earlier = language_of(said.locale), await _earlier(said, uow)
        of_trips = earlier if earlier and earlier.meaning.intent is Intent.TRIP else None
        meaning = interpret(text, said.at, calendar.names, of_trips, language)
        signing_up = command.name == "event_cancel" and Aspect.REGISTRATION in meaning.aspects
        elsewhere = meaning.intent in NOT_OF_EVENTS or _of_own_trip(meaning)
        if elsewhere or signing_up or text.rstrip().endswith("?"):
            return None
        talk = EventTalk(said, texts_of(language), calendar, uow, self._team)
        return await talk.command(command, earlier)

    async def _feedback_command(
        self, said: Incoming, text: str, command: Command, calendar: Calendar, uow: UnitOfWork
    ) -> Reply | None:
        """Tell what feedback comes to; a question is no command."""
        if text.rstrip().endswith("?"):
            return None
        texts = texts_of(language_of(said.locale))
        talk = FeedbackSummaryTalk(said, texts, calendar, uow, self._team, self._desks.feedback)
        return await talk.command(command, await _earlier(said, uow))

    async def _editable(self, said: Incoming, card: Reply, language: str, event: Event, uow: UnitOfWork) -> Reply:
        """The card of one event: in the own chat of those who may change it with a button for that."""
        if said.in_channel or not may(await self._team.role_of(uow, said.person), Deed.EDIT_EVENTS):
            return card
        return with_edit_button(card, texts_of(language), event)

    async def _pressed(self, said: Incoming, calendar: Calendar, uow: UnitOfWork) -> Reply:
        """A button's data comes from the client: nothing in it is trusted."""
        data = said.pressed
        told = data.get("language")
        language = told if isinstance(told, str) and told in LANGUAGES else language_of(said.locale)
        if data.get("do") == "ask" and isinstance(data.get("text"), str):
            return await self._asked(said, data["text"][:MAX_TEXT], calendar, uow, follows=False)
        if data.get("do") not in ("more", "show"):
            return await self._pressed_in_form(said, texts_of(language), calendar, uow)
        events = calendar.those(_numbers(data))
        if not events:
            return error_card(language, "gone")
        if data["do"] == "show":
            card = show_card(texts_of(language), events[0], said.at)
            return await self._editable(said, card, language, events[0], uow)
        return more_card(texts_of(language), events, _count(data.get("shown"), len(events)), said.at)

    async def _pressed_in_form(self, said: Incoming, texts: Texts, calendar: Calendar, uow: UnitOfWork) -> Reply:
        """A button of a form. Whoever may not do what it does is told so, and nothing is changed."""
        if said.in_channel and not said.pressed.get("verb"):
            # Our forms are executed, and answered to whoever pressed alone; this one all the others would see.
            return error_card(texts.language, "broken_button")
        try:
            turn = PressedTurn(said, texts, calendar, uow, self._team, self._hands, self._desks, self._shelves)
            talk = talk_of(turn)
            answered = await talk.pressed(said.pressed) if talk else None
        except NotAllowed as refused:
            return not_allowed_card(texts, refused.deed)
        except TooManyStepsError:
            return trip_told_card(texts, texts("trip.too_many_steps"))
        return answered or error_card(texts.language, "broken_button")


class _Commanded(Protocol):
    """A conversation that a command begins."""

    async def command(self, command: Command) -> Reply | None:
        """Do what a command says; None when more is said than that."""


_TRIP_COMMANDS: Mapping[str, Callable[..., _Commanded]] = {
    "trip_mine": TripTalk,
    "foreman_confirm": ForemanTalk,
    "trip_offers_own": OfferTalk,
    "trip_asked": HostTalk,
    "trip_visits": HostTalk,
    "trip_report": AfterTripTalk,
    "trip_queue": QueueTalk,
    "trip_offers": QueueTalk,
    "trip_reports": ReportReadingTalk,
    "trip_year": TripYearTalk,
}


async def _ours(said: Incoming, uow: UnitOfWork) -> bool:
    """Whether the turn is to be answered here; TurnUnderWay while another delivery of it is."""
    claim = await uow.turns.claim(turn_of(said), said.at)
    if claim is Claim.UNDER_WAY:
        raise TurnUnderWay
    return claim is Claim.OURS


async def _earlier(said: Incoming, uow: UnitOfWork) -> Earlier | None:
    """What was talked of last."""
    kept = await uow.memories.recall(memory_of(said.conversation_id, said.person.id), said.at - LASTS)
    return from_json(kept) if kept else None


def _of_own_trip(meaning: Meaning) -> bool:
    """Whether a command is of the member's own trip: "peru pyyntöni", but not "peru vertaisoppimisen kahvit"."""
    evidence = set(meaning.evidence)
    return meaning.intent is Intent.TRIP and ("trip_request" in evidence or not evidence & OF_CALENDAR)


def _only_cancels(text: str) -> bool:
    """Whether somebody says no more than "peru"."""
    command = command_of(text)
    return command is not None and command.name == "event_cancel" and not command.rest.strip(" ?!.")


def turn_of(said: Incoming) -> str:
    """The turn's key: the channel may deliver the same activity again."""
    return f"{said.conversation_id}\0{said.activity_id}"


def _numbers(data: Mapping[str, Any]) -> list[int]:
    ids = data.get("ids")
    if not isinstance(ids, list):
        return []
    return [number for number in ids[:MAX_IDS] if type(number) is int]


def _count(shown: object, most: int) -> int:
    return min(shown, most) if type(shown) is int and shown > 0 else 0
