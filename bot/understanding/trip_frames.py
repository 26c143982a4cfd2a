"""What the words of a sentence make together of peer-learning trips: a request, an offer, a question of one's own."""

from __future__ import annotations

from enum import StrEnum

from bot.understanding.trip_cues import TripCues

_ELSEWHERE = ("another_library", "elsewhere")

_ANYWHERE = frozenset({"events"})
"""Themes that are also what the calendar is full of: going to see such is no trip by itself."""


class TripKind(StrEnum):
    """What somebody wants to know or to do."""

    RULES = "rules"
    REQUEST = "request"
    OFFER = "offer"
    MINE = "mine"
    """Where is my request?"""

    CANCEL = "cancel"


def frame_of(cues: TripCues) -> TripKind | None:
    """What a sentence makes by its frame alone; None when it may be about something else altogether."""
    if _cancels(cues):
        return TripKind.CANCEL
    if _own(cues):
        return TripKind.MINE
    if _offers(cues):
        return TripKind.OFFER
    begun = cues.has("form") and cues.has("trip_request", "own_request")
    return TripKind.REQUEST if begun or _wishes(cues) else None


def _own(cues: TripCues) -> bool:
    """Whether a request that has been made is spoken of."""
    if cues.has("form") and not cues.has("status"):
        return False
    of_trip = cues.named and cues.has("status") and (cues.own_trip or cues.has("mine", "request"))
    return cues.has("own_request", "trip_request") or of_trip or (cues.has("request") and cues.has("mine"))


def _cancels(cues: TripCues) -> bool:
    """Whether the own trip or request is called off."""
    if cues.has("request", "trip_noun") and cues.has("take_back", "cannot"):
        return True
    return cues.has("cancel") and (_own(cues) or cues.named or cues.has("own_request", "trip_request"))


def _offers(cues: TripCues) -> bool:
    """Whether the writer's library takes those who come to learn."""
    learns = cues.has("visit", "look", "see_how")
    if cues.has("me", "from_us", "not_taking"):
        return False
    if cues.has("take_visitor") or (cues.has("take_someone") and (learns or cues.has("to_us"))):
        return True
    if cues.has("show_others") and cues.has("may") and cues.has("at_us", "to_us"):
        return True
    if learns and ((cues.has("to_us") and cues.has("come", "whoever")) or cues.has("offer")):
        return not cues.has("near")
    return learns and cues.has("at_us") and cues.has("may") and not cues.has("want", *_ELSEWHERE)


def _wishes(cues: TripCues) -> bool:
    """Whether one wishes to go and learn, without naming the trip."""
    if cues.has_all("me", "take_someone"):
        return True
    if cues.past:
        return False
    if cues.has("visit_named") or (_looks(cues) and _somewhere(cues)):
        return True
    return cues.has("want", "may") and (_wishes_to_see(cues) or _wishes_to_go(cues))


def _looks(cues: TripCues) -> bool:
    return cues.has("look") and not _of_events(cues)


def _wishes_to_see(cues: TripCues) -> bool:
    """Whether what is wished is to visit, to see how, to learn elsewhere."""
    if cues.has("visit", "see_how") or (_looks(cues) and cues.has("go", "want")):
        return _somewhere(cues) or _of_theme(cues)
    if cues.has("learn") and cues.has(*_ELSEWHERE):
        return True
    return cues.has_all("want", "see", "another_library") and not _of_events(cues)


def _wishes_to_go(cues: TripCues) -> bool:
    """Whether what is wished is to go somewhere for a day, or for a theme."""
    for_it = cues.has("for_a_day") or (cues.has("want") and _of_theme(cues))
    return cues.has("go") and _somewhere(cues) and for_it


def _somewhere(cues: TripCues) -> bool:
    return cues.town or cues.has(*_ELSEWHERE, "near")


def _of_events(cues: TripCues) -> bool:
    return bool(cues.themes) and not _of_theme(cues)


def _of_theme(cues: TripCues) -> bool:
    return bool(cues.themes - _ANYWHERE)
