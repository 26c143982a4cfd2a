"""What every turn about peer-learning trips is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from bot.domain.conversation import Incoming
from bot.domain.roles import Deed
from bot.domain.trip_plans import last_plan
from bot.domain.trip_steps import Actor, Taken
from bot.domain.trips import Trip
from bot.services.calendar import Calendar
from bot.services.ports import UnitOfWork
from bot.services.team import Team
from bot.services.trip_desk import TripDesk
from bot.services.trip_offers import Offering
from bot.services.trips import By
from bot.texts import Texts
from bot.understanding.morphology.analyzer import Analyzer
from dialogs.cards.inputs import number_of

_Talk = TypeVar("_Talk", bound="TripTurn")


class TripTurn:
    """One person's turn, in one transaction."""

    def __init__(
        self, said: Incoming, texts: Texts, calendar: Calendar, uow: UnitOfWork, team: Team, desk: TripDesk
    ) -> None:
        self._said, self._texts, self._calendar, self._uow = said, texts, calendar, uow
        self._team, self._desk = team, desk

    def _as(self, talk: type[_Talk]) -> _Talk:
        """The same turn in another talk about trips."""
        return talk(self._said, self._texts, self._calendar, self._uow, self._team, self._desk)

    def _by(self, actor: Actor) -> By:
        """Whoever speaks, as what they have in the trip."""
        return By(actor, self._said.person.id, self._said.person.name)

    def _calendar_file(self, trip: Trip, steps: Sequence[Taken]) -> str:
        """The address of a trip's calendar file for whoever speaks; empty when no day was agreed, or there is none."""
        plan = last_plan(trip, steps)
        if plan is None or plan.day is None:
            return ""
        return self._desk.files.address(self._said.person.id, trip.id, self._texts.language, plan.day)

    async def _own(self, data: Mapping[str, Any]) -> Trip | None:
        """The trip that a press is about, if whoever speaks is its traveller; another's is as one that is not."""
        trip = await self._uow.trips.by_id(number_of(data.get("trip")))
        return trip if trip and trip.traveller == self._said.person.id and not trip.erased else None

    @property
    def _offering(self) -> Offering:
        """What whoever speaks may do with offers."""
        return Offering(self._uow, self._said, self._team)

    @property
    def _today(self) -> date:
        return self._said.at.date()

    @property
    def _analyzer(self) -> Analyzer:
        return self._calendar.names.analyzer

    async def _require_team(self) -> None:
        """NotAllowed when whoever speaks may not handle trips."""
        await self._team.require(self._uow, self._said.person, Deed.HANDLE_TRIPS)
