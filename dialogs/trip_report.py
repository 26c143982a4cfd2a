"""The conversation about a trip's report: answered, polished, sent, and what has changed months later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from bot.domain.conversation import Reply
from bot.domain.trip_reports import MAX_REPORT, MAX_TOLD, TELLABLE, fault_of, faults_of
from bot.domain.trip_steps import Actor
from bot.domain.trips import MADE, Trip, TripReport, TripState
from bot.services.libraries import municipalities
from bot.services.trip_reports import NO_REPORT, answer, send, tell_later
from bot.services.trips import OvertakenError
from dialogs.cards.inputs import number_of
from dialogs.cards.trip_afterwards import later_card
from dialogs.cards.trip_report import polish_card
from dialogs.cards.trips import trip_told_card
from dialogs.trip_after_turn import AfterTurn, Pressed
from dialogs.trip_report_draft import draft_of
from dialogs.trip_report_form import LATER, TEXT, answers_from, publish_from, words_from


class ReportTalk(AfterTurn):
    """A traveller's turn about the report of an own trip, in one transaction."""

    async def _answer(self, trip: Trip, data: Mapping[str, Any]) -> Reply | None:
        answers = answers_from(data)
        if answers is None:
            return None
        if trip.state is not TripState.DONE:
            return await self._open(trip)
        if faults := faults_of(answers):
            return await self._form(trip, answers, faults=faults)
        draft = draft_of(self._texts, trip, answers, municipalities())
        report = await answer(self._uow, trip, answers, draft)
        return polish_card(self._texts, trip, report, told=self._texts("trip_after.kept"))

    async def _answers(self, trip: Trip, data: Mapping[str, Any]) -> Reply:
        if trip.state is not TripState.DONE:
            return await self._open(trip)
        return await self._form(trip, await self._uow.trips.report(trip.id) or NO_REPORT)

    async def _send(self, trip: Trip, data: Mapping[str, Any]) -> Reply | None:
        text = words_from(data, TEXT)
        if text is None:
            return None
        if trip.state not in TELLABLE:
            return self._not_possible(trip)
        before = await self._uow.trips.report(trip.id) or NO_REPORT
        typed = replace(before, text=text, publish=publish_from(data))
        if fault := fault_of(text, MAX_REPORT):
            problem = self._texts(f"trip_after.text_fault.{fault}", limit=MAX_REPORT)
            return polish_card(self._texts, trip, typed, problem=problem)
        if trip.state is TripState.REPORTED and typed == before:
            return self._sent(trip, before, again=False)
        version, by = number_of(data["version"]), self._by(Actor.TRAVELLER)
        try:
            await send(self._uow, trip, version, by, self._said.at, text, publish=typed.publish)
        except OvertakenError as overtaken:
            told = self._texts("trip_after.overtaken")
            return polish_card(self._texts, overtaken.trip, typed, told=told)
        return self._sent(trip, typed, again=trip.state is TripState.REPORTED)

    async def _later(self, trip: Trip, data: Mapping[str, Any]) -> Reply:
        if trip.state not in MADE:
            return self._not_possible(trip)
        report = await self._uow.trips.report(trip.id) or NO_REPORT
        return later_card(self._texts, trip, report.change, report.later)

    async def _save_later(self, trip: Trip, data: Mapping[str, Any]) -> Reply | None:
        text = words_from(data, LATER)
        if text is None:
            return None
        if trip.state not in MADE:
            return self._not_possible(trip)
        if fault := fault_of(text, MAX_TOLD):
            report = await self._uow.trips.report(trip.id) or NO_REPORT
            problem = self._texts(f"trip_after.later_fault.{fault}", limit=MAX_TOLD)
            return later_card(self._texts, trip, report.change, text, problem)
        await tell_later(self._uow, trip, text)
        return self._told("later_kept")

    def _sent(self, trip: Trip, report: TripReport, *, again: bool) -> Reply:
        published = self._texts("trip_after.sent_publish" if report.publish else "trip_after.sent_not_publish")
        told = "sent_again" if again else self._told_host(trip, "sent")
        return trip_told_card(self._texts, self._texts(f"trip_after.{told}"), published)

    buttons: ClassVar[Mapping[str, Pressed]] = {
        "after_answer": _answer,
        "after_answers": _answers,
        "after_send": _send,
        "after_later": _later,
        "after_save_later": _save_later,
    }
