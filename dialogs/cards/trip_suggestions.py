"""Why a host is suggested for a peer-learning trip, in a line."""

from __future__ import annotations

from bot.domain.trip_matching import Reason, Suggestion
from bot.texts import Texts
from bot.texts.trips import themes_told
from dialogs.cards.elements import shortened

_LONGEST_WORDS = 90
"""Characters of an offer's own words that still leave it a line."""

_OF_THEIR_LIBRARY = frozenset({Reason.NEW, Reason.BEEN_BEFORE})
_TOLD_OTHERWISE = frozenset({Reason.NEAR})
"""The kilometres tell it."""


def reasons_told(texts: Texts, suggestion: Suggestion, *, of_others: bool = False) -> str:
    """One line: which host, how far, and why; `of_others` tells it to somebody else than the traveller.

    It holds an offer's own words as they were written: a card passes it through `plain`.
    """
    host, far = suggestion.offer.library, suggestion.kilometres
    where = texts("trip_suggestion.where", host=host, km=far) if far else host
    reasons = [one for one in suggestion.reasons if one not in _TOLD_OTHERWISE]
    if Reason.THEME in reasons:  # The names of the themes say it shorter.
        reasons = [one for one in reasons if one is not Reason.WORDS]
    why = "; ".join(_told(texts, one, suggestion, of_others) for one in reasons)
    return texts("trip_suggestion.line", where=where, why=why) if why else f"{where}."


def _told(texts: Texts, reason: Reason, suggestion: Suggestion, of_others: bool) -> str:
    if reason is Reason.THEME:
        return texts("trip_suggestion.theme", themes=themes_told(texts, suggestion.themes))
    if reason is Reason.WORDS:
        return texts("trip_suggestion.words", words=shortened(suggestion.offer.words, _LONGEST_WORDS))
    whose = "_of_others" if of_others and reason in _OF_THEIR_LIBRARY else ""
    return texts(f"trip_suggestion.{reason}{whose}")
