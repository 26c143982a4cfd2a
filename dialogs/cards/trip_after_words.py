"""What whoever had a part in it is told after a peer-learning trip besides the word itself, and what can be pressed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.trip_words import PUBLISH, TripTold, TripWord
from bot.domain.trips import Travel, TripState
from bot.texts import Texts
from dialogs.cards.elements import Action
from dialogs.cards.trips import trip_button

_W = TripWord
_OF_REPORT = (_W.REPORTED, _W.REPORT_CHANGED)
_TO_TEAM = (_W.NO_REPORT, _W.UNPAID, _W.CONTACT_GONE)
_QUEUE = ("open", "queue_open")
"""The trip's card in the AKE team's queue."""


def after_sentences(texts: Texts, told: TripTold, now: datetime) -> Sequence[str]:
    """Sentences below the trip."""
    return [texts(f"trip_after_word.{key}") for key in _keys(told)]


def after_actions(texts: Texts, told: TripTold, now: datetime) -> Sequence[Action]:
    """Buttons."""
    return [trip_button(texts, name, do, told.trip) for name, do in _buttons(told)]


def _keys(told: TripTold) -> Sequence[str]:
    word, trip = told.word, told.trip
    if word is _W.ASK_REPORT:
        return ("ask",) if trip.state is TripState.AGREED else ("ask_made",)
    if word in _OF_REPORT:
        return ("published",) if told.more.get(PUBLISH) else ("unpublished",)
    if word is _W.THANKS:
        return ("thanks", "thanks_readable") if told.more.get(PUBLISH) else ("thanks",)
    if word is _W.CLAIM:
        car = trip.wanted.travel is Travel.CAR
        return [*(["claim_car"] if car else []), *(["claim_lodging"] if trip.wanted.lodging else [])]
    return (str(word),)


def _buttons(told: TripTold) -> Sequence[tuple[str, str]]:
    """Each button's title, by its name in the texts, and what it does."""
    word = told.word
    if word is _W.ASK_REPORT:
        asked = told.trip.state is TripState.AGREED
        return _alike("after_happened", "after_not_made") if asked else _alike("after_open")
    if word in _OF_REPORT:
        return [*_alike(*(["after_copy"] if told.more.get(PUBLISH) else []), "after_read"), _QUEUE]
    if word is _W.THANKS:
        return _alike(*(["after_read"] if told.more.get(PUBLISH) else []))
    if word in _TO_TEAM:
        return [_QUEUE]
    return {_W.LATER: _alike("after_later"), _W.PAID: _alike("after_forget")}.get(word, [])


def _alike(*names: str) -> list[tuple[str, str]]:
    """Buttons whose titles are named after what they do."""
    return [(name, name) for name in names]
