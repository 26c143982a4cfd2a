"""The one table of what can be done with a trip: from which states, into which, and by whom."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.trips import COMING, FINDING, OPEN, Trip, TripState

_S = TripState


class Actor(StrEnum):
    """What somebody is to a trip."""

    TRAVELLER = "traveller"
    FOREMAN = "foreman"
    HOST = "host"
    """The contact of a library that was asked, or that is the trip's host."""

    TEAM = "team"
    """Any member of the AKE team."""


class Step(StrEnum):
    """What can be done with a trip that is stored."""

    SEND = "send"
    CHANGE = "change"
    CONFIRM = "confirm"
    REFUSE = "refuse"
    TAKE = "take"
    HAND_OVER = "hand_over"
    """Another member has it from now on."""

    PUT_BACK = "put_back"
    COMMENT = "comment"
    """A word for the team alone."""

    ASK_TRAVELLER = "ask_traveller"
    ANSWER_TEAM = "answer_team"
    """The traveller answers what was asked."""

    SUGGEST_HOSTS = "suggest_hosts"
    """The team shows hosts to the traveller."""

    CHOOSE_HOST = "choose_host"
    """The traveller tells which of them is wished."""

    ASK_HOST = "ask_host"
    HOST_YES = "host_yes"
    HOST_OTHER_DAY = "host_other_day"
    HOST_NOT_NOW = "host_not_now"
    FIND_HOST = "find_host"
    """The team has found a host otherwise than by asking through the bot."""

    LET_HOST_GO = "let_host_go"
    """Another host is to be found."""

    AGREE = "agree"
    """The day and the plan; again when they change."""

    HOST_CANCELS = "host_cancels"
    DECLINE = "decline"
    CANCEL = "cancel"
    HAPPENED = "happened"
    NOT_YET = "not_yet"
    """It did not take place on the agreed day: another is to be agreed."""

    REPORT = "report"
    PAY = "pay"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Rule:
    """From which states a step leads, into which (None: into the same), and who may take it.

    A step that is not `undoable` cannot be taken back, only followed by another.
    """

    before: frozenset[TripState]
    after: TripState | None
    by: frozenset[Actor]
    undoable: bool = False


def _rule(before: Set[TripState], after: TripState | None, *by: Actor, undoable: bool = False) -> Rule:
    return Rule(frozenset(before), after, frozenset(by), undoable)


_T, _H, _F, _A = Actor.TRAVELLER, Actor.HOST, Actor.FOREMAN, Actor.TEAM

STEPS: Mapping[Step, Rule] = {
    Step.SEND: _rule({_S.DRAFT}, _S.REQUESTED, _T),
    Step.CHANGE: _rule({_S.DRAFT, *FINDING}, None, _T),
    Step.CONFIRM: _rule(OPEN, None, _F),
    Step.REFUSE: _rule(OPEN, None, _F),
    Step.TAKE: _rule({_S.REQUESTED}, _S.HANDLING, _A, undoable=True),
    Step.HAND_OVER: _rule({_S.HANDLING, *COMING}, None, _A, undoable=True),
    Step.PUT_BACK: _rule({_S.HANDLING}, _S.REQUESTED, _A, undoable=True),
    Step.COMMENT: _rule({*OPEN, _S.DONE, _S.REPORTED}, None, _A),
    Step.ASK_TRAVELLER: _rule(OPEN, None, _A, undoable=True),
    Step.ANSWER_TEAM: _rule(OPEN, None, _T),
    Step.SUGGEST_HOSTS: _rule({_S.HANDLING}, None, _A, undoable=True),
    Step.CHOOSE_HOST: _rule(FINDING, None, _T),
    Step.ASK_HOST: _rule({_S.HANDLING}, None, _A, undoable=True),
    # A host that was asked may answer also after the request has been put back.
    Step.HOST_YES: _rule(FINDING, _S.HOST_FOUND, _H),
    Step.HOST_OTHER_DAY: _rule(FINDING, _S.HOST_FOUND, _H),
    Step.HOST_NOT_NOW: _rule(FINDING, None, _H),
    Step.FIND_HOST: _rule({_S.HANDLING}, _S.HOST_FOUND, _A, undoable=True),
    Step.LET_HOST_GO: _rule(COMING, _S.HANDLING, _A, undoable=True),
    Step.AGREE: _rule(COMING, _S.AGREED, _A, undoable=True),
    Step.HOST_CANCELS: _rule(COMING, _S.HANDLING, _H),
    Step.DECLINE: _rule({*FINDING, _S.HOST_FOUND}, _S.DECLINED, _A, undoable=True),
    Step.CANCEL: _rule({_S.DRAFT, *OPEN}, _S.CANCELLED, _T, _A, undoable=True),
    Step.HAPPENED: _rule({_S.AGREED}, _S.DONE, _T, _A, undoable=True),
    Step.NOT_YET: _rule({_S.AGREED}, _S.HOST_FOUND, _T, _A),
    Step.REPORT: _rule({_S.DONE, _S.REPORTED}, _S.REPORTED, _T),
    Step.PAY: _rule({_S.DONE, _S.REPORTED}, _S.PAID, _A, undoable=True),
}
"""UNDO is not among them: it leads back to where the last step began; see `bot/services/trips.py`."""


def allowed(step: Step, state: TripState, by: Actor) -> bool:
    """Whether somebody may take a step from a state."""
    rule = STEPS.get(step)
    return rule is not None and state in rule.before and by in rule.by


def after(step: Step, state: TripState) -> TripState:
    """The state that a step leads to."""
    return STEPS[step].after or state


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken: who did it and when, and what was said with it.

    `version` is the trip's after it, `before` the trip as it was. `who` is an account, empty once it has been erased,
    and `words` is what was written with it: a comment, a question, an answer, a reason.
    """

    trip: int
    version: int
    step: Step
    by: Actor
    who: str
    name: str
    at: datetime
    before: Trip
    words: str = ""
