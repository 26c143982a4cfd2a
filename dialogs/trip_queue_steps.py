"""The conversation of the AKE team about handling a peer-learning trip: taken, handed over, asked, commented, ended."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.domain.conversation import Reply
from bot.domain.trip_steps import Actor, Step
from bot.domain.trips import MAX_REASON, Trip
from dialogs.cards.trip_queue_forms import hand_card, write_card
from dialogs.trip_queue_desk import QueueDesk, Written, said_of

_WRITTEN: Mapping[Step, bool] = {
    Step.COMMENT: True,
    Step.ASK_TRAVELLER: True,
    Step.DECLINE: True,
    Step.CANCEL: True,
    Step.LET_HOST_GO: False,
}
"""Steps with which something is written, and whether it must be."""

_AT_ONCE = (Step.TAKE, Step.PUT_BACK, Step.HAPPENED, Step.NOT_YET, Step.PAY)
"""Steps of one press."""

_OF_THE_DAY = (Step.HAPPENED, Step.NOT_YET)
"""Steps that cannot be true before the agreed day."""

_ONCE, _WRITE, _SAVE = "queue_", "queue_write_", "queue_save_"
"""How what a button does begins; the step follows."""


class QueueSteps(QueueDesk):
    """One member's turn about handling a trip."""

    async def _at_once(self, trip: Trip, data: Mapping[str, Any]) -> Reply | None:
        step, day = Step(data["do"].removeprefix(_ONCE)), trip.agreed.day
        if step in _OF_THE_DAY and day is not None and day > self._today:
            return await self._shown(trip, self._texts("queue_trip.too_early"))
        return await self._do(trip, data, step)

    async def _ask_words(self, trip: Trip, data: Mapping[str, Any]) -> Reply:
        return self._write(Step(data["do"].removeprefix(_WRITE)), trip)

    async def _save_words(self, trip: Trip, data: Mapping[str, Any]) -> Reply | None:
        step = Step(data["do"].removeprefix(_SAVE))
        words, fault = said_of(data.get("said"), MAX_REASON)
        if fault == "too_long" or (fault and _WRITTEN[step]):
            return self._write(step, trip, words, self._texts(f"queue_write.{fault}", limit=MAX_REASON))

        async def again(now: Trip, problem: str) -> Reply:
            return self._write(step, now, words, problem)

        return await self._do(trip, data, step, words=words, written=Written(again, words))

    def _write(self, step: Step, trip: Trip, words: str = "", problem: str = "") -> Reply:
        return write_card(self._texts, step, trip, words, problem, required=_WRITTEN[step])

    async def _hand(self, trip: Trip, data: Mapping[str, Any]) -> Reply:
        return await self._hand_form(trip)

    async def _hand_over(self, trip: Trip, data: Mapping[str, Any]) -> Reply | None:
        members, to = await self._members(trip), data.get("to")
        if not isinstance(to, str) or to not in members:
            return await self._hand_form(trip, self._texts("queue_hand.error"))
        return await self._give(trip, data, to, members[to], Written(self._hand_form))

    async def _mine(self, trip: Trip, data: Mapping[str, Any]) -> Reply | None:
        if trip.handler == self._said.person.id:
            return await self._shown(trip)
        return await self._give(trip, data, self._said.person.id, self._said.person.name)

    async def _give(
        self, trip: Trip, data: Mapping[str, Any], to: str, name: str, written: Written | None = None
    ) -> Reply | None:
        return await self._do(trip, data, Step.HAND_OVER, handler=to, handler_name=name, written=written)

    async def _hand_form(self, trip: Trip, problem: str = "") -> Reply:
        return hand_card(self._texts, trip, await self._members(trip), problem)

    async def _members(self, trip: Trip) -> Mapping[str, str]:
        """Other members who can be reached and whose names are known, by their accounts.

        Names of members are known from what they have done for trips and from having been added to the team.
        """
        names = {one.account: one.name for one in await self._uow.team.members()}
        names |= await self._uow.trips.names_of(Actor.TEAM)
        reached = {one.address.account for one in await self._team.reachable(self._uow)}
        here = {trip.handler, self._said.person.id}
        return {
            account: name
            for account, name in sorted(names.items(), key=lambda one: one[1])
            if account in reached and account not in here
        }

    step_buttons: Mapping[str, Callable[[QueueSteps, Trip, Mapping[str, Any]], Awaitable[Reply | None]]] = {
        **dict.fromkeys((_ONCE + step for step in _AT_ONCE), _at_once),
        **dict.fromkeys((_WRITE + step for step in _WRITTEN), _ask_words),
        **dict.fromkeys((_SAVE + step for step in _WRITTEN), _save_words),
        "queue_hand": _hand,
        "queue_hand_over": _hand_over,
        "queue_mine": _mine,
        "queue_undo": QueueDesk._undo,
    }
