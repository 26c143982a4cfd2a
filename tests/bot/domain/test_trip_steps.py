"""The table of what can be done with a trip, against one written by hand of what people are to be able to do."""

from __future__ import annotations

import pytest

from bot.domain.trip_steps import STEPS, Actor, Step, after, allowed
from bot.domain.trips import OPEN, TripState

# For each step: who takes it, and where each state leads to. Whatever is not here is forbidden.
# A way is two letters: Draft, Requested, Handling, host Found, Agreed, Made, report Told, Paid, Cancelled, X declined.
STATE = {
    "D": TripState.DRAFT,
    "R": TripState.REQUESTED,
    "H": TripState.HANDLING,
    "F": TripState.HOST_FOUND,
    "A": TripState.AGREED,
    "M": TripState.DONE,
    "T": TripState.REPORTED,
    "P": TripState.PAID,
    "C": TripState.CANCELLED,
    "X": TripState.DECLINED,
}
TABLE = {
    "send": ("traveller", "DR"),
    "change": ("traveller", "DD RR HH"),
    "confirm": ("foreman", "RR HH FF AA"),
    "refuse": ("foreman", "RR HH FF AA"),
    "take": ("team", "RH"),
    "hand_over": ("team", "HH FF AA"),
    "put_back": ("team", "HR"),
    "comment": ("team", "RR HH FF AA MM TT"),
    "ask_traveller": ("team", "RR HH FF AA"),
    "answer_team": ("traveller", "RR HH FF AA"),
    "suggest_hosts": ("team", "HH"),
    "choose_host": ("traveller", "RR HH"),
    "ask_host": ("team", "HH"),
    "host_yes": ("host", "RF HF"),
    "host_other_day": ("host", "RF HF"),
    "host_not_now": ("host", "RR HH"),
    "find_host": ("team", "HF"),
    "let_host_go": ("team", "FH AH"),
    "agree": ("team", "FA AA"),
    "host_cancels": ("host", "FH AH"),
    "decline": ("team", "RX HX FX"),
    "cancel": ("traveller team", "DC RC HC FC AC"),
    "happened": ("traveller team", "AM"),
    "not_yet": ("traveller team", "AF"),
    "report": ("traveller", "MT TT"),
    "pay": ("team", "MP TP"),
    "undo": ("", ""),
}
UNDOABLE = {
    *("take", "hand_over", "put_back", "ask_traveller", "suggest_hosts", "ask_host", "find_host"),
    *("let_host_go", "agree", "decline", "cancel", "happened", "pay"),
}


def leads(step: Step, state: TripState, by: Actor) -> TripState | None:
    """Where a step leads by the table above, None where it is forbidden."""
    who, ways = TABLE[step]
    to = {STATE[way[0]]: STATE[way[1]] for way in ways.split()}
    return to.get(state) if by in who.split() else None


@pytest.mark.parametrize("step", Step)
def test_each_step_can_be_taken_from_these_states_by_these_people_alone(step: Step) -> None:
    for state in TripState:
        for by in Actor:
            wanted = leads(step, state, by)
            assert allowed(step, state, by) is (wanted is not None), (state, by)
            assert wanted is None or after(step, state) is wanted, (state, by)


def test_these_steps_alone_can_be_taken_back() -> None:
    assert {step for step, rule in STEPS.items() if rule.undoable} == UNDOABLE


def test_nothing_leads_out_of_an_ended_trip_and_whatever_is_open_can_be_ended() -> None:
    ended = {TripState.PAID, TripState.CANCELLED, TripState.DECLINED}
    assert not [step for step, rule in STEPS.items() if rule.before & ended]
    for state in OPEN:
        assert allowed(Step.CANCEL, state, Actor.TEAM)
        assert allowed(Step.CANCEL, state, Actor.TRAVELLER)
