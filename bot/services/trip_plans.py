"""What the words about a peer-learning trip show of its plan: the one told before, the calendar file, visitors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from bot.domain.intervals import at_helsinki
from bot.domain.recipients import Address
from bot.domain.trip_plans import last_plan
from bot.domain.trip_steps import Step, Taken
from bot.domain.trip_words import OF_PLAN, PLAN_OVER, Audience, TripTold, TripWord
from bot.domain.trips import COMING, Agreed, Trip
from bot.services.ports import UnitOfWork
from bot.services.trip_clashes import visitors
from bot.services.trip_due import DueWord
from bot.services.trip_files import TripFileAddresses
from bot.services.trip_words import key_of


async def told_before(uow: UnitOfWork, steps: Sequence[Taken], agreed: Taken) -> Agreed | None:
    """The plan that people have heard of before an agreement; None when they have heard of none."""
    for one, following in reversed(list(pairwise(steps))):
        earlier = one.step is Step.AGREE and one.version < agreed.version
        if earlier and await uow.outbox.left_of_trip(one.trip, key_of(one.trip, one.version)):
            return following.before.agreed
    return None


async def plan_told(
    uow: UnitOfWork,
    told: TripTold,
    due: DueWord,
    address: Address,
    files: TripFileAddresses,
    now: datetime,
) -> Mapping[str, Any]:
    """What else the card of a word shows to whoever is reached by an address.

    `was` is the plan that they have heard of before, `before` the state from which a step has ended it, `file` the
    address of their calendar file, `visitors` how many come to the asked host by month.
    """
    trip, word, taken = told.trip, told.word, due.taken
    if word is TripWord.ASK_HOST and told.asked is not None:
        return {"visitors": await visitors(uow, told.asked.library, asked_months(trip, now), trip.id)}
    if word not in OF_PLAN | PLAN_OVER or told.audience not in (Audience.TRAVELLER, Audience.HOST):
        return {}
    found: dict[str, Any] = {}
    if taken is not None and word is TripWord.AGREED:
        found["was"] = await told_before(uow, due.steps, taken)
    elif taken is not None and word in PLAN_OVER and taken.before.state in COMING:
        found |= {"was": taken.before.agreed, "before": taken.before.state}
    was = found.get("was")
    if was is not None and told.audience is Audience.HOST and was.account != address.account:
        found = {}  # It was another host's.
    plan = last_plan(trip, due.steps)
    if plan is not None and plan.day is not None:
        found["file"] = files.address(address.account, trip.id, address.language, plan.day)
    return found


def asked_months(trip: Trip, now: datetime) -> frozenset[tuple[int, int]]:
    """The months that a host is asked for: those of the wished days, or the present one."""
    return frozenset((day.year, day.month) for day in trip.wanted.days or (at_helsinki(now).date(),))
