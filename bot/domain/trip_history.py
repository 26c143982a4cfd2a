"""What has happened with a trip by its steps: what still holds, since when, and what waits for an answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.trip_steps import Step, Taken, after
from bot.domain.trips import Trip

OF_TRAVELLER = frozenset(Step) - {Step.COMMENT, Step.HOST_NOT_NOW, Step.UNDO}
"""Steps of which a traveller sees in the trip's history: not the team's comments, nor that a host would not."""

SPOKEN = frozenset({Step.REFUSE, Step.ASK_TRAVELLER, Step.ANSWER_TEAM, Step.CHOOSE_HOST, Step.DECLINE, Step.CANCEL})
"""Steps whose words are for the traveller too: what a host answers is said to the team alone."""


def standing(steps: Sequence[Taken]) -> list[Taken]:
    """The steps that were not taken back, the first first."""
    kept: list[Taken] = []
    for one in steps:
        if one.step is not Step.UNDO:
            kept.append(one)
        elif kept:
            kept.pop()
    return kept


def since(trip: Trip, steps: Sequence[Taken]) -> datetime:
    """Since when a trip has been in its state; `steps` are those that stand."""
    moves = [one.at for one in steps if after(one.step, one.before.state) is not one.before.state]
    return moves[-1] if moves else trip.touched_at


def unanswered(steps: Sequence[Taken]) -> Taken | None:
    """What the team has asked the traveller and waits for, of the steps that stand."""
    talk = [one for one in steps if one.step in (Step.ASK_TRAVELLER, Step.ANSWER_TEAM)]
    return talk[-1] if talk and talk[-1].step is Step.ASK_TRAVELLER else None
