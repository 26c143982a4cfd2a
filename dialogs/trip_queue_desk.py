"""What every turn of the AKE team about a peer-learning trip is made of: its card, a step, and what came in between."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.conversation import Reply
from bot.domain.trip_hosts import AskedHost
from bot.domain.trip_steps import STEPS, Actor, Step, Taken, allowed
from bot.domain.trips import Trip, TripState
from bot.domain.written import line_of
from bot.services.trip_queue import handled
from bot.services.trips import NotPossibleError, OvertakenError, take_step, undo
from dialogs.cards.inputs import number_of
from dialogs.cards.trip_queue_trip import queue_trip_card, step_told, step_when
from dialogs.cards.trips import trip_told_card
from dialogs.trip_turn import TripTurn

_GIVEN_TO_ANOTHER = frozenset({Step.TAKE, Step.HAND_OVER, Step.PUT_BACK})
_HEARD_OF = frozenset({Step.HAPPENED, Step.NOT_YET, Step.UNDO})
"""Steps of another member of which the handler hears otherwise, or which tell nobody."""


@dataclass(frozen=True, slots=True)
class Written:
    """A form to show again when somebody was faster: made with what happened, and what was typed in it as words."""

    again: Callable[[Trip, str], Awaitable[Reply]]
    words: str = ""


class QueueDesk(TripTurn):
    """One member's turn about one trip, in one transaction."""

    async def _trip(self, data: Mapping[str, Any]) -> Trip | None:
        """The trip of a button; a draft is still its traveller's own."""
        trip = await self._uow.trips.by_id(number_of(data.get("trip")))
        return None if trip is None or trip.erased or trip.state is TripState.DRAFT else trip

    def _gone(self) -> Reply:
        return trip_told_card(self._texts, self._texts("queue_trip.gone"))

    async def _shown(self, trip: Trip, *told: str, whole: bool = False, more: bool = False) -> Reply:
        """The trip as it is now, and what can be done with it."""
        one = await handled(self._uow, trip, self._analyzer, self._desk.rates, self._said.at)
        return queue_trip_card(self._texts, one, self._said.person.id, self._said.at, *told, whole=whole, more=more)

    async def _do(
        self,
        trip: Trip,
        data: Mapping[str, Any],
        step: Step,
        *,
        written: Written | None = None,
        words: str = "",
        asked: Sequence[AskedHost] = (),
        **facts: Any,
    ) -> Reply | None:
        """Take a step with the trip as it was shown, and show what has become of it."""
        version = number_of(data.get("version"))
        if not version:
            return None
        by, at = self._by(Actor.TEAM), self._said.at
        try:
            done = await take_step(self._uow, trip.id, version, step, by, at, words=words, asked=asked, **facts)
        except OvertakenError as late:
            return await self._overtaken(late.trip, version, step, words, written)
        except NotPossibleError as refused:
            return await self._shown(refused.trip, self._not_possible(refused.trip))
        return await self._shown(done, *self._done(trip, step))

    async def _undo(self, trip: Trip, data: Mapping[str, Any]) -> Reply | None:
        """Take the last step back."""
        version = number_of(data.get("version"))
        if not version:
            return None
        try:
            back = await undo(self._uow, trip.id, version, self._by(Actor.TEAM), self._said.at)
        except OvertakenError as late:
            return await self._overtaken(late.trip, version, Step.UNDO, "", None)
        except NotPossibleError as refused:
            return await self._shown(refused.trip, self._texts("queue_trip.not_undone"))
        return await self._shown(back, *self._done(trip, Step.UNDO))

    def _done(self, before: Trip, step: Step) -> list[str]:
        """What was done, whose trip it still is, and whether it can be taken back."""
        told = [self._texts(f"queue_done.{step}")]
        another = before.handler_name if before.handler != self._said.person.id else ""
        if another and step not in _GIVEN_TO_ANOTHER | _HEARD_OF:
            told.append(self._texts("queue_trip.others", name=another))
        if step in STEPS and STEPS[step].undoable and step is not Step.HAPPENED:
            told.append(self._texts("queue_trip.undo_while"))
        return told

    def _not_possible(self, trip: Trip) -> str:
        return self._texts("queue_trip.not_possible", state=self._texts(f"trip_state.{trip.state}"))

    async def _overtaken(self, trip: Trip, version: int, step: Step, words: str, written: Written | None) -> Reply:
        """Somebody was faster: who and how, the trip as it is now, and nothing lost that was typed."""
        last = (await self._uow.trips.steps(trip.id))[-1:]
        own = [one for one in last if one.who == self._said.person.id and one.step is step and one.words == words]
        if own and trip.version == version + 1:  # The same press, delivered once more.
            return await self._shown(trip, *self._done(own[0].before, step))
        if written is not None and allowed(step, trip.state, Actor.TEAM):
            return await written.again(trip, self._late(trip, last, form=True))
        typed = written.words if written is not None else ""
        kept = [self._texts("queue_trip.written", words=typed)] if typed else []
        return await self._shown(trip, self._late(trip, last), *kept)

    def _late(self, trip: Trip, last: Sequence[Taken], *, form: bool = False) -> str:
        """Who has done what meanwhile."""
        if not last:  # Whoever did it has let the bot forget them.
            return self._not_possible(trip)
        what, when = step_told(self._texts, last[0]), step_when(self._texts, last[0], self._said.at)
        return self._texts("queue_trip.late_form" if form else "queue_trip.late", what=what, when=when)


def said_of(value: object, most: int) -> tuple[str, str]:
    """What was written in a field as one even line, and what is wrong with it: "missing", "too_long" or nothing."""
    text = line_of(value, most)
    return text[:most], "missing" if not text else "too_long" if len(text) > most else ""
