"""Which buttons the AKE team has on a peer-learning trip, the likeliest next step first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.domain.trip_steps import Actor, Step, allowed
from bot.domain.trips import Trip, TripState

FIRST = 5
"""Buttons that are shown at once beside the way to the queue: Teams hides what goes beyond six."""

_S = TripState

_BUTTONS: Mapping[str, tuple[str, Step]] = {
    "take": ("queue_take", Step.TAKE),
    "agree": ("queue_day", Step.AGREE),
    "change_day": ("queue_day", Step.AGREE),
    "happened": ("queue_happened", Step.HAPPENED),
    "not_yet": ("queue_not_yet", Step.NOT_YET),
    "pay": ("queue_pay", Step.PAY),
    "suggest": ("queue_suggest", Step.SUGGEST_HOSTS),
    "ask": ("queue_ask", Step.ASK_HOST),
    "find": ("queue_find", Step.FIND_HOST),
    "ask_traveller": ("queue_write_ask_traveller", Step.ASK_TRAVELLER),
    "comment": ("queue_write_comment", Step.COMMENT),
    "let_host_go": ("queue_write_let_host_go", Step.LET_HOST_GO),
    "mine": ("queue_mine", Step.HAND_OVER),
    "hand": ("queue_hand", Step.HAND_OVER),
    "put_back": ("queue_put_back", Step.PUT_BACK),
    "decline": ("queue_write_decline", Step.DECLINE),
    "cancel": ("queue_write_cancel", Step.CANCEL),
}
"""By the name of its title in the texts, what a button does and the step that it leads to, in their order."""


def deeds(trip: Trip, account: str, today: date, *, undoable: bool) -> Sequence[tuple[str, str]]:
    """The names of a trip's buttons for a member (an account), and what each does."""
    shown = [
        (name, do)
        for name, (do, step) in _BUTTONS.items()
        if allowed(step, trip.state, Actor.TEAM) and _fits(name, trip, account, today)
    ]
    return [("undo", "queue_undo"), *shown] if undoable else shown


def _fits(name: str, trip: Trip, account: str, today: date) -> bool:
    agreed, day = trip.state is _S.AGREED, trip.agreed.day
    if name in ("happened", "not_yet"):
        return day is not None and day <= today
    return {
        "agree": not agreed,
        "change_day": agreed,
        # What is not taken yet is taken.
        "mine": trip.handler != account,
    }.get(name, True)
