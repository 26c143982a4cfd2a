"""The conversation of a traveller about trips under way: where they are, answers, a chosen host, cancelling."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.domain.conversation import Reply
from bot.domain.trip_history import standing, unanswered
from bot.domain.trip_steps import Actor, Step, allowed
from bot.domain.trips import MAX_REASON, Trip, TripState
from bot.services.trip_matching import suggested_hosts
from bot.services.trips import NotPossibleError, OvertakenError, take_step, undo
from dialogs.cards.inputs import deed_of, number_of
from dialogs.cards.trip_list import own_trips_card
from dialogs.cards.trip_say import trip_answer_card, trip_cancel_card, trip_choice_card, words_of
from dialogs.cards.trips import trip_told_card
from dialogs.trip_own import TravellerTurn


class FollowTalk(TravellerTurn):
    """A traveller's turn about trips under way, in one transaction."""

    async def mine(self) -> Reply:
        """All own trips, or the one that there is."""
        trips = await self._mine()
        going = [one for one in trips if one.open or one.state is TripState.DRAFT]
        alone = going if len(going) == 1 else trips if len(trips) == 1 else []
        return await self._shown(alone[0]) if alone else await self._listed()

    async def cancel(self) -> Reply:
        """Ask whether the trip that can be cancelled is to be, or which one."""
        return await self.cancel_any() or trip_told_card(self._texts, self._texts("trip_own.nothing_to_cancel"))

    async def cancel_any(self) -> Reply | None:
        """The same; None when there is nothing to cancel."""
        mine = [one for one in await self._mine() if allowed(Step.CANCEL, one.state, Actor.TRAVELLER)]
        if len(mine) > 1:
            which = self._texts("trip_own.which_cancel")
            return own_trips_card(self._texts, mine, self._said.at, which, do="trip_ask_cancel")
        return trip_cancel_card(self._texts, mine[0]) if mine else None

    async def pressed(self, data: Mapping[str, Any]) -> Reply | None:
        """Do what a button says; None when its data cannot be of one."""
        action = deed_of(data, self.buttons)
        if action is None:
            return None
        trip = await self._own(data)
        if trip is None:
            return self._gone()
        words = words_of(data)
        try:
            return await action(self, trip, data, words)
        except OvertakenError as meanwhile:
            return await self._overtaken(meanwhile.trip, words)
        except NotPossibleError as refused:
            return await self._not_possible(refused.trip, words)

    async def _show(self, trip: Trip, data: Mapping[str, Any], words: str) -> Reply:
        return await self._shown(trip)

    async def _ask_answer(self, trip: Trip, data: Mapping[str, Any], words: str, problem: str = "") -> Reply:
        if not allowed(Step.ANSWER_TEAM, trip.state, Actor.TRAVELLER):
            raise NotPossibleError(trip, Step.ANSWER_TEAM)
        asked = unanswered(standing(await self._uow.trips.steps(trip.id)))
        question = asked.words if asked else ""
        return trip_answer_card(self._texts, trip, question, words[:MAX_REASON], problem)

    async def _answer(self, trip: Trip, data: Mapping[str, Any], words: str) -> Reply:
        fault = "empty" if not words else "too_long" if len(words) > MAX_REASON else ""
        if fault:
            return await self._ask_answer(trip, data, words, self._texts(f"trip_say.{fault}", limit=MAX_REASON))
        last = next((one for one in reversed(await self._uow.trips.steps(trip.id))), None)
        if last and last.step is Step.ANSWER_TEAM and last.words == words and last.version == trip.version:
            return await self._shown(trip, self._texts("trip_own.answered"))
        try:
            answered = await self._take(trip, data, Step.ANSWER_TEAM, words=words)
        except OvertakenError:
            return await self._ask_answer(trip, data, words, self._texts("trip_say.overtaken"))
        return await self._shown(answered, self._texts("trip_own.answered"))

    async def _choosing(self, trip: Trip, data: Mapping[str, Any], words: str) -> Reply:
        if not allowed(Step.CHOOSE_HOST, trip.state, Actor.TRAVELLER):
            raise NotPossibleError(trip, Step.CHOOSE_HOST)
        return trip_choice_card(
            self._texts, trip, await suggested_hosts(self._uow, trip, self._analyzer, self._said.at)
        )

    async def _choose(self, trip: Trip, data: Mapping[str, Any], words: str) -> Reply:
        """Wish one of the hosts that the team has suggested, and no other."""
        number = number_of(data.get("offer"))
        offer = await self._uow.offers.by_id(number) if number in trip.agreed.suggested else None
        if offer is None or not offer.active:
            return await self._choosing(trip, data, words)
        told = self._texts("trip_own.chosen", host=offer.library)
        if trip.wanted.hosts == (offer.library,) and number_of(data.get("version")) != trip.version:
            return await self._shown(trip, told)
        wanted = replace(trip.wanted, hosts=(offer.library,))
        chosen = await self._take(trip, data, Step.CHOOSE_HOST, words=offer.library, wanted=wanted)
        return await self._shown(chosen, told)

    async def _ask_cancel(self, trip: Trip, data: Mapping[str, Any], words: str) -> Reply:
        if not allowed(Step.CANCEL, trip.state, Actor.TRAVELLER):
            raise NotPossibleError(trip, Step.CANCEL)
        return trip_cancel_card(self._texts, trip)

    async def _cancel(self, trip: Trip, data: Mapping[str, Any], words: str) -> Reply:
        if trip.state is TripState.DRAFT:
            return await self._remove(trip, data, words)
        if trip.state is TripState.CANCELLED:
            return await self._shown(trip)
        if len(words) > MAX_REASON:
            problem = self._texts("trip_say.too_long", limit=MAX_REASON)
            return trip_cancel_card(self._texts, trip, words[:MAX_REASON], problem)
        try:
            cancelled = await self._take(trip, data, Step.CANCEL, words=words)
        except OvertakenError:
            return trip_cancel_card(self._texts, trip, words, self._texts("trip_say.overtaken"))
        return await self._shown(cancelled, self._texts("trip_own.cancelled"))

    async def _remove(self, trip: Trip, data: Mapping[str, Any], words: str) -> Reply:
        """Erase a draft; nobody but the traveller has seen it."""
        if trip.state is not TripState.DRAFT:
            raise NotPossibleError(trip, Step.CANCEL)
        if number_of(data.get("version")) != trip.version:
            raise OvertakenError(trip)
        await self._uow.trips.remove(trip.id)
        return await self._listed(self._texts("trip_own.removed"))

    async def _undo(self, trip: Trip, data: Mapping[str, Any], words: str) -> Reply:
        back = await undo(self._uow, trip.id, number_of(data.get("version")), self._traveller, self._said.at)
        return await self._shown(back, self._texts("trip_own.undone"))

    async def _take(self, trip: Trip, data: Mapping[str, Any], step: Step, **facts: Any) -> Trip:
        version = number_of(data.get("version"))
        return await take_step(self._uow, trip.id, version, step, self._traveller, self._said.at, **facts)

    buttons: Mapping[str, Callable[[FollowTalk, Trip, Mapping[str, Any], str], Awaitable[Reply]]] = {
        "trip_show": _show,
        "trip_ask_answer": _ask_answer,
        "trip_answer": _answer,
        "trip_choosing": _choosing,
        "trip_choose": _choose,
        "trip_ask_cancel": _ask_cancel,
        "trip_cancel": _cancel,
        "trip_remove": _remove,
        "trip_undo": _undo,
    }
