"""Steps of peer-learning trips: each is checked by the table, kept with who took it, told, and may be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from secrets import choice
from typing import Any

from bot.domain.trip_effects import WITHDRAWING, effects
from bot.domain.trip_hosts import AskedHost, Reply
from bot.domain.trip_steps import STEPS, Actor, Step, Taken, after, allowed
from bot.domain.trip_words import TripWord
from bot.domain.trips import Trip, TripState
from bot.services.ports import UnitOfWork
from bot.services.trip_words import key_of, offers_told, raise_later, tell_of_step

# Without those that look alike.
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ23456789"
_CODE_LETTERS = 10

UNDOABLE_FOR = timedelta(days=60)
"""How long a step may be taken back of which nothing has left; what has left is known for longer (`retention.py`)."""

MOST_STEPS = 200
"""Steps of a trip after which only the team goes on: many times what any trip takes, and each is read with the trip."""

_ENDING = frozenset({Step.CANCEL, Step.HAPPENED})
"""Steps that are always left to others than the team, besides the first report."""


@dataclass(frozen=True, slots=True)
class By:
    """Who takes a step: as what, by which account of the channel's, and the name that others see."""

    actor: Actor
    account: str
    name: str


class OvertakenError(Exception):
    """Somebody else has done something with the trip meanwhile; nothing was changed. `trip` is what it is now."""

    def __init__(self, trip: Trip) -> None:
        super().__init__(trip.id)
        self.trip = trip


class NotPossibleError(Exception):
    """The trip's state or the person's part in it does not allow the step; nothing was changed."""

    def __init__(self, trip: Trip, step: Step) -> None:
        super().__init__(trip.id, step)
        self.trip, self.step = trip, step


class TooManyStepsError(Exception):
    """So much has been done with the trip that only the team can go on; nothing was changed."""


def new_code() -> str:
    """A code by which a foreman finds one trip: fifty bits, so nobody comes upon another's."""
    return "".join(choice(_LETTERS) for _ in range(_CODE_LETTERS))


async def take_step(
    uow: UnitOfWork,
    number: int,
    version: int | None,
    step: Step,
    by: By,
    now: datetime,
    *,
    words: str = "",
    asked: Sequence[AskedHost] = (),
    **facts: Any,
) -> Trip:
    """Take a step: the trip with its new state, the step's own effects and `facts`; those concerned will hear of it.

    `version` is what the person has seen, None where nothing was shown. `asked` are the hosts that the step asks.
    Hosts whose answer it makes needless are told so.
    Raises OvertakenError, NotPossibleError, TooManyStepsError, and KeyError when there is no such trip.
    """
    trip = await uow.trips.by_id(number)
    if trip is None:
        raise KeyError(number)
    _require_part(trip, step, by)
    if version is not None and version != trip.version:
        raise OvertakenError(trip)
    if trip.erased or not allowed(step, trip.state, by.actor):
        raise NotPossibleError(trip, step)
    if step not in _ENDING and (step, trip.state) != (Step.REPORT, TripState.DONE):
        await _require_room(uow, number, by)
    taken = Taken(trip.id, trip.version + 1, step, by.actor, by.account, by.name, now, trip, words)
    changes = {**effects(taken), **facts}
    changed = replace(trip, version=taken.version, state=after(step, trip.state), touched_at=now, **changes)
    await uow.trips.keep(changed, taken)
    # Whether a word is still true is found by the moment of asking, which is the step's.
    asks = [replace(one, asked_at=now) for one in asked]
    for one in asks:
        await uow.trips.ask_host(one)
    withdrawn = await _withdraw(uow, trip) if step in WITHDRAWING else ()
    await tell_of_step(uow, changed, taken, asks, withdrawn)
    return changed


async def undo(uow: UnitOfWork, number: int, version: int, by: By, now: datetime) -> Trip:
    """Take back the last step, while nothing of it has left. Raises as `take_step` does.

    What was not told because of that step is told when it is still true.
    """
    trip = await uow.trips.by_id(number)
    if trip is None:
        raise KeyError(number)
    _require_part(trip, Step.UNDO, by)
    if version != trip.version:
        raise OvertakenError(trip)
    last = await undoable(uow, trip, await uow.trips.steps(trip.id), by.actor, now)
    if last is None:
        raise NotPossibleError(trip, Step.UNDO)
    await _require_room(uow, number, by)
    undone = key_of(trip.id, trip.version)
    withdrawn = await offers_told(uow, trip.id, undone, TripWord.WITHDRAWN)
    await uow.outbox.cancel_of_trip(trip.id, undone, "undone", now)
    await uow.outbox.revive_of_trip(trip.id, last.at)
    back = replace(last.before, version=trip.version + 1, touched_at=now)
    await uow.trips.keep(back, Taken(trip.id, back.version, Step.UNDO, by.actor, by.account, by.name, now, trip))
    for one in await uow.trips.asked(trip.id):
        if last.step is Step.ASK_HOST and one.asked_at == last.at:
            await uow.trips.ask_host(replace(one, reply=Reply.WITHDRAWN))
        elif one.offer in withdrawn:
            await uow.trips.ask_host(replace(one, reply=Reply.WAITING))
    await raise_later(uow, back, now)
    return back


async def undoable(uow: UnitOfWork, trip: Trip, steps: Sequence[Taken], actor: Actor, now: datetime) -> Taken | None:
    """The last of a trip's steps, if it is of somebody with the same part in it and nothing of it has left yet.

    Of a trip whose traveller is forgotten nothing is taken back: it would be nobody's. Nor is what was done so long ago
    that what left of it is forgotten.
    """
    if not trip.traveller:
        return None
    last = steps[-1] if steps else None
    # Steps that named somebody who let the bot forget them are gone: what is left last is not what was done last.
    if last is None or last.version != trip.version or now - last.at >= UNDOABLE_FOR:
        return None
    if last.step is Step.UNDO or not STEPS[last.step].undoable or last.by is not actor:
        return None
    return None if await uow.outbox.left_of_trip(trip.id, key_of(trip.id, last.version)) else last


async def _withdraw(uow: UnitOfWork, trip: Trip) -> Sequence[AskedHost]:
    """Wait for no answers any more; whose."""
    waiting = [one for one in await uow.trips.asked(trip.id) if one.reply is Reply.WAITING]
    for one in waiting:
        await uow.trips.ask_host(replace(one, reply=Reply.WITHDRAWN))
    return waiting


async def _require_room(uow: UnitOfWork, number: int, by: By) -> None:
    """TooManyStepsError when others than the team have done enough: whoever presses without end floods nobody."""
    if by.actor is not Actor.TEAM and await uow.trips.count_steps(number) >= MOST_STEPS:
        raise TooManyStepsError(number)


def _require_part(trip: Trip, step: Step, by: By) -> None:
    """NotPossibleError when somebody claims a part that is not theirs.

    Who belongs to the team, whose library was asked, and the code that a foreman comes with are checked by the caller.
    """
    if by.actor is Actor.TRAVELLER and (not by.account or trip.traveller != by.account):
        raise NotPossibleError(trip, step)
    if by.actor is Actor.FOREMAN and trip.traveller == by.account:
        raise NotPossibleError(trip, step)
