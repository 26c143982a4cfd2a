"""The AKE team's conversation about feedback: summaries, what was said in words, and the yearly report."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.domain.conversation import Incoming, Reply
from bot.domain.events import Event
from bot.domain.roles import Deed
from bot.services.calendar import Calendar
from bot.services.coverage import reach_of
from bot.services.feedback_desk import FeedbackDesk
from bot.services.feedback_summary import Summaries
from bot.services.feedback_words import hide, words_said
from bot.services.ports import UnitOfWork
from bot.services.report_access import YEARS
from bot.services.team import Team
from bot.texts import Texts
from bot.understanding.earlier import Earlier
from bot.understanding.interpreter import interpret
from dialogs.cards.feedback_summary import (
    event_summary_card,
    series_summary_card,
    summary_told_card,
    term_summary_card,
)
from dialogs.cards.feedback_words import PAGE, questions_shown, words_card
from dialogs.cards.feedback_year import year_card
from dialogs.cards.inputs import deed_of, number_of
from dialogs.cards.talk import error_card
from dialogs.commands import Command
from dialogs.event_choice import meant_events
from dialogs.feedback_scope import series_named, term_named

_YEAR = re.compile(r"(?<!\d)(2\d{3})(?!\d)")
_HAND = re.compile(r"[0-9a-f~]{1,64}")
_LONGEST_KEY = 64


class FeedbackSummaryTalk:
    """One member's turn about feedback, in one transaction; every press is checked as hostile input."""

    def __init__(
        self, said: Incoming, texts: Texts, calendar: Calendar, uow: UnitOfWork, team: Team, desk: FeedbackDesk
    ) -> None:
        self._said, self._texts, self._calendar, self._uow, self._team = said, texts, calendar, uow, team
        self._desk, self._now = desk, said.at
        self._summaries = Summaries(uow, calendar, said.at, desk.smallest)

    async def command(self, command: Command, earlier: Earlier | None) -> Reply:
        """Do what a command says."""
        await self._require()
        if command.name == "feedback_report":
            return await self._year(command.rest)
        words = command.rest.strip(" .!")
        if not words:
            return await self._shown(await self._summaries.latest(), "summary.no_events")
        term = term_named(words, self._now.date())
        if term is not None:
            reach = await reach_of(self._uow, self._now.date(), self._desk.smallest)
            return term_summary_card(self._texts, await self._summaries.of_term(term), reach, self._now)
        series = series_named(words, interpret(words, self._now, self._calendar.names), self._calendar)
        if series:
            return await self._of_series(series)
        return await self._shown(await self._meant(words, earlier), "summary.unknown")

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when it is none about feedback's summaries, or its data cannot be."""
        action = deed_of(data, self._buttons)
        if action is None:
            return None
        await self._require()
        event = self._calendar.event(number_of(data.get("event")))
        if event is None:
            return error_card(self._texts.language, "gone")
        return await action(self, event, data)

    async def _require(self) -> None:
        await self._team.require(self._uow, self._said.person, Deed.READ_FEEDBACK)

    async def _meant(self, words: str, earlier: Earlier | None) -> Event | None:
        """The event that words mean: of several the latest that somebody has answered."""
        language = self._texts.language
        # Said of feedback, "maaliskuun digivartti" is last March's.
        asked = f"{'feedback' if language == 'en' else 'palaute'} {words}"
        found = meant_events(asked, self._calendar, earlier, self._now, language, past=True)
        over = [event for event in found if event.over(self._now)]
        answered = await self._summaries.answered(over)
        return next(iter(answered or over), None)

    async def _shown(self, event: Event | None, otherwise: str) -> Reply:
        if event is None:
            return summary_told_card(self._texts, self._texts(otherwise))
        return event_summary_card(self._texts, await self._summaries.of_event(event), self._now)

    async def _of_series(self, series: str) -> Reply:
        return series_summary_card(self._texts, await self._summaries.of_series(series), self._now)

    async def _year(self, words: str) -> Reply:
        year = int(found[1]) if (found := _YEAR.search(words)) else self._now.year
        if year not in YEARS or (words.strip(" .!") and not found):
            return summary_told_card(self._texts, self._texts("year.which"))
        if self._said.in_channel:
            return summary_told_card(self._texts, self._texts("summary.ask_in_own_chat"))
        told = await self._summaries.of_year(year)
        reach = await reach_of(self._uow, self._now.date(), self._desk.smallest)
        address = self._desk.addresses.address(self._said.person.id, year, self._texts.language, self._now)
        return year_card(self._texts, told, reach, address, self._now.date())

    async def _press_event(self, event: Event, data: Mapping[str, Any]) -> Reply:
        return await self._shown(event, "summary.unknown")

    async def _press_series(self, event: Event, data: Mapping[str, Any]) -> Reply:
        return await self._of_series(event.facts.series)

    async def _press_words(self, event: Event, data: Mapping[str, Any]) -> Reply | None:
        key, after = data.get("question"), data.get("after")
        known = isinstance(key, str) and isinstance(after, str) and (not after or _HAND.fullmatch(after))
        return await self._words(event, str(key), str(after)) if known else None

    async def _press_hide(self, event: Event, data: Mapping[str, Any]) -> Reply | None:
        key, hand, hidden = data.get("question"), data.get("hand"), data.get("hidden")
        if not isinstance(key, str) or not isinstance(hand, str) or not isinstance(hidden, bool):
            return None
        if not _HAND.fullmatch(hand) or not 0 < len(key) <= _LONGEST_KEY:
            return None
        await hide(self._uow, self._said, self._team, event.id, hand, key, hidden=hidden)
        return await self._press_words(event, data)

    async def _words(self, event: Event, key: str, after: str) -> Reply | None:
        shown = questions_shown(self._texts, await self._uow.feedback.questions(event.facts.series))
        question = next((one for one in shown if one.key == key), None)
        if question is None:
            return None
        said = await words_said(self._uow, event.id, key, after, PAGE + 1)
        return words_card(self._texts, event, question, after, said)

    _buttons: Mapping[str, Callable[[FeedbackSummaryTalk, Event, Mapping[str, Any]], Awaitable[Reply | None]]] = {
        "summary_event": _press_event,
        "summary_series": _press_series,
        "summary_words": _press_words,
        "summary_hide": _press_hide,
    }
