"""What a step changes in a trip by itself, besides its state and what is told with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.domain.intervals import at_helsinki
from bot.domain.trip_steps import Step, Taken
from bot.domain.trips import Agreed

WITHDRAWING = frozenset({Step.HOST_YES, Step.HOST_OTHER_DAY, Step.FIND_HOST, Step.DECLINE, Step.CANCEL})
"""Steps after which the hosts that have not answered yet need not do so any more."""


def effects(taken: Taken) -> Mapping[str, Any]:
    """The trip's fields that a step gives other values, by their names."""
    effect = _EFFECTS.get(taken.step)
    return effect(taken) if effect else {}


def _handled_by(taken: Taken) -> Mapping[str, Any]:
    return {"handler": taken.who, "handler_name": taken.name}


def _handled_by_nobody(taken: Taken) -> Mapping[str, Any]:
    return {"handler": "", "handler_name": ""}


def _without_host(taken: Taken) -> Mapping[str, Any]:
    return {"agreed": Agreed(suggested=taken.before.agreed.suggested)}


def _without_day(taken: Taken) -> Mapping[str, Any]:
    return {"agreed": replace(taken.before.agreed, day=None, starts=None, ends=None)}


def _with_reason(taken: Taken) -> Mapping[str, Any]:
    return {"reason": taken.words}


def _sent(taken: Taken) -> Mapping[str, Any]:
    return {"requested_on": at_helsinki(taken.at).date()}


def _made(taken: Taken) -> Mapping[str, Any]:
    return {"made_on": taken.before.agreed.day}


_EFFECTS: Mapping[Step, Callable[[Taken], Mapping[str, Any]]] = {
    Step.SEND: _sent,
    Step.TAKE: _handled_by,
    Step.PUT_BACK: _handled_by_nobody,
    Step.LET_HOST_GO: _without_host,
    Step.HOST_CANCELS: _without_host,
    Step.NOT_YET: _without_day,
    Step.HAPPENED: _made,
    Step.DECLINE: _with_reason,
    Step.CANCEL: _with_reason,
}
