"""What a sentence that is known to be about peer-learning trips wants, and which of their rules it asks."""

from __future__ import annotations

from bot.understanding.trip_cues import TripCues
from bot.understanding.trip_frames import TripKind, frame_of

_SOON_ANSWERED = frozenset({"how", "where", "who"})
"""Rules that opening a request answers."""

OF_COSTS = frozenset({"lodging", "allowance", "substitute", "car"})
"""Rules that tell what is paid of one thing."""


def kind_of(cues: TripCues) -> TripKind:
    """What it wants; the rules when nothing else is said."""
    framed = frame_of(cues)
    if framed is TripKind.REQUEST or (framed is None and cues.named):
        return _request_or_rules(cues)
    if framed:
        return framed
    if cues.has("cancel"):
        return TripKind.CANCEL
    if cues.has("want") and cues.has("visit", "look", "see_how", "learn"):
        return TripKind.REQUEST
    return TripKind.MINE if cues.has("status") and not cues.rules else TripKind.RULES


def rules_asked(cues: TripCues, kind: TripKind) -> tuple[str, ...]:
    """The rules it asks, but for those that what it wants answers by itself."""
    if kind not in (TripKind.RULES, TripKind.REQUEST):
        return ()
    asked = cues.rules - _SOON_ANSWERED if kind is TripKind.REQUEST else cues.rules
    if asked & OF_COSTS:
        asked -= {"costs"}
    return tuple(sorted(asked - {"how"} if len(asked) > 1 else asked))


def _request_or_rules(cues: TripCues) -> TripKind:
    """ "Haluaisin lähteä vertaisoppimaan", but "kuka maksaa, jos lähden"."""
    goal = cues.town or bool(cues.themes) or cues.has("another_library", "elsewhere", "look", "visit")
    if frame_of(cues) or (goal and not cues.rules) or cues.has("form"):
        only_asks = bool(cues.rules - _SOON_ANSWERED) and not cues.has("want")
        return TripKind.RULES if only_asks else TripKind.REQUEST
    return TripKind.REQUEST if cues.has("want") and not cues.rules else TripKind.RULES
