"""Who hears of each step of a peer-learning trip, while that is still true, and when silence is told of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.domain.trip_steps import Step, Taken
from bot.domain.trip_words import OF_PLAN, Audience, TripWord
from bot.domain.trips import COMING, FINDING, MADE, OPEN, TripState

_S = TripState
_A, _W = Audience, TripWord

TOLD: Mapping[Step, tuple[tuple[TripWord, Audience], ...]] = {
    Step.SEND: ((_W.NEW, _A.TEAM),),
    Step.CHANGE: ((_W.CHANGED, _A.HANDLER),),
    Step.CONFIRM: ((_W.CONFIRMED, _A.HANDLER), (_W.CONFIRMED, _A.TRAVELLER)),
    Step.REFUSE: ((_W.REFUSED, _A.HANDLER), (_W.REFUSED, _A.TRAVELLER)),
    Step.TAKE: ((_W.TAKEN, _A.TRAVELLER),),
    Step.HAND_OVER: ((_W.HANDED, _A.HANDLER), (_W.BY_ANOTHER, _A.FORMER)),
    Step.PUT_BACK: ((_W.PUT_BACK, _A.TEAM),),
    Step.COMMENT: ((_W.BY_ANOTHER, _A.FORMER),),
    Step.ASK_TRAVELLER: ((_W.QUESTION, _A.TRAVELLER), (_W.BY_ANOTHER, _A.FORMER)),
    Step.ANSWER_TEAM: ((_W.ANSWER, _A.HANDLER),),
    Step.SUGGEST_HOSTS: ((_W.SUGGESTED, _A.TRAVELLER), (_W.BY_ANOTHER, _A.FORMER)),
    Step.CHOOSE_HOST: ((_W.CHOSEN, _A.HANDLER),),
    Step.ASK_HOST: ((_W.ASK_HOST, _A.ASKED), (_W.BY_ANOTHER, _A.FORMER)),
    Step.HOST_YES: ((_W.HOST_YES, _A.HANDLER), (_W.HOST_FOUND, _A.TRAVELLER)),
    Step.HOST_OTHER_DAY: ((_W.HOST_OTHER_DAY, _A.HANDLER), (_W.HOST_FOUND, _A.TRAVELLER)),
    Step.HOST_NOT_NOW: ((_W.HOST_NOT_NOW, _A.HANDLER),),
    Step.FIND_HOST: ((_W.HOST_FOUND, _A.TRAVELLER), (_W.BY_ANOTHER, _A.FORMER)),
    Step.LET_HOST_GO: ((_W.HOST_GONE, _A.TRAVELLER), (_W.CANCELLED, _A.HOST), (_W.BY_ANOTHER, _A.FORMER)),
    Step.AGREE: ((_W.AGREED, _A.TRAVELLER), (_W.AGREED, _A.HOST), (_W.BY_ANOTHER, _A.FORMER)),
    Step.HOST_CANCELS: ((_W.HOST_GONE, _A.HANDLER), (_W.HOST_GONE, _A.TRAVELLER)),
    Step.DECLINE: ((_W.DECLINED, _A.TRAVELLER), (_W.CANCELLED, _A.HOST), (_W.BY_ANOTHER, _A.FORMER)),
    Step.CANCEL: ((_W.CANCELLED, _A.HANDLER), (_W.CANCELLED, _A.TRAVELLER), (_W.CANCELLED, _A.HOST)),
    Step.NOT_YET: ((_W.NOT_YET, _A.HANDLER), (_W.NOT_YET, _A.TRAVELLER), (_W.NOT_YET, _A.HOST)),
    Step.REPORT: ((_W.REPORTED, _A.HANDLER), (_W.THANKS, _A.HOST)),
    Step.PAY: ((_W.PAID, _A.TRAVELLER), (_W.BY_ANOTHER, _A.FORMER)),
}
"""Who hears of each step. Whoever took it is never told of it; a host is told only if it is the trip's.

Of a draft nobody else hears until it is sent. Whoever was asked and had not answered hears WITHDRAWN besides, after
the steps of `bot/domain/trip_effects.py` that make an answer needless.
"""

_REPORT_AGAIN = ((_W.REPORT_CHANGED, _A.HANDLER),)


def told_of(taken: Taken) -> tuple[tuple[TripWord, Audience], ...]:
    """Who hears what of a step; of a report that is written again the handler alone, for the host has been thanked."""
    if taken.step is Step.REPORT and taken.before.state is TripState.REPORTED:
        return _REPORT_AGAIN
    return TOLD.get(taken.step, ())


ANY = frozenset(TripState)

STILL: Mapping[TripWord, frozenset[TripState]] = {
    _W.NEW: frozenset({_S.REQUESTED}),
    _W.CHANGED: OPEN,
    _W.TAKEN: OPEN,
    _W.HANDED: OPEN,
    _W.PUT_BACK: frozenset({_S.REQUESTED}),
    _W.QUESTION: OPEN,
    _W.ANSWER: OPEN,
    _W.SUGGESTED: FINDING,
    _W.CHOSEN: OPEN,
    _W.ASK_HOST: FINDING,
    _W.HOST_YES: OPEN,
    _W.HOST_OTHER_DAY: OPEN,
    _W.HOST_NOT_NOW: OPEN,
    _W.HOST_FOUND: COMING,
    _W.HOST_GONE: FINDING,
    _W.AGREED: frozenset({_S.AGREED}),
    _W.DECLINED: frozenset({_S.DECLINED}),
    _W.NOT_YET: OPEN,
    _W.STALE: OPEN,
    _W.HOST_SILENT: FINDING,
    _W.WEEK_BEFORE: frozenset({_S.AGREED}),
    _W.DAY_BEFORE: frozenset({_S.AGREED}),
    _W.ASK_REPORT: frozenset({_S.AGREED, _S.DONE}),
    _W.CLAIM: frozenset({_S.DONE, _S.REPORTED}),
    _W.LATER: MADE,
    _W.NO_REPORT: frozenset({_S.DONE}),
    _W.UNPAID: frozenset({_S.REPORTED}),
    _W.CONTACT_GONE: COMING,
}
"""In which states of its trip a word is still to be told; one that is not here always is."""

OF_THE_DAY = OF_PLAN | {_W.ASK_REPORT}
"""Words that are true for the agreed day alone, and as it was agreed last."""

RAISED = frozenset({_W.STALE, _W.HOST_SILENT})
"""Words that are told again and again while nobody does anything."""

UNTOUCHED_WORKDAYS = 5
"""Working days after which a request that nobody has touched is raised; an agreed trip, so many days after its day."""

SILENT_WORKDAYS = 7
"""Working days after which a host that has not answered is raised."""

USEFUL = timedelta(days=14)
"""How long a word is tried, where nothing else ends it."""

RAISED_FOR = timedelta(days=365)
"""How long one that is raised is tried: what nobody does anything about does not end by the bot's being away."""
