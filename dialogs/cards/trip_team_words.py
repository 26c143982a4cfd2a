"""What the AKE team is told of a peer-learning trip besides the word itself, and what can be pressed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.domain.intervals import at_helsinki
from bot.domain.trip_steps import Step
from bot.domain.trip_words import TripTold, TripWord
from bot.domain.trips import ENDED, TripState
from bot.texts import Texts
from bot.texts.moments import full_day, said_span
from bot.texts.trips import themes_told
from dialogs.cards.elements import Action
from dialogs.cards.trip_queue import queue_trip_button, waited_told

_OF_THE_REQUEST = frozenset({TripWord.NEW, TripWord.CHANGED, TripWord.PUT_BACK, TripWord.HANDED})
_TO_AGREE = frozenset({TripWord.HOST_YES, TripWord.HOST_OTHER_DAY, TripWord.NOT_YET})
_TO_ASK = frozenset({TripWord.HOST_NOT_NOW, TripWord.HOST_SILENT, TripWord.HOST_GONE})
_RAISED = frozenset({TripWord.STALE, TripWord.PUT_BACK})


def team_sentences(texts: Texts, told: TripTold, now: datetime) -> Sequence[str]:
    """Sentences below the trip, with words as they were written."""
    return list(_sentences(texts, told, now))


def team_actions(texts: Texts, told: TripTold, now: datetime) -> Sequence[Action]:
    """Buttons: what has to be done next, and the trip with all the rest."""
    trip = told.trip
    names = []
    if trip.state is TripState.REQUESTED:
        names.append(("take", "queue_take"))
    if told.word in _TO_AGREE and trip.state is TripState.HOST_FOUND:
        names.append(("agree", "queue_day"))
    if told.word in _TO_ASK and trip.state is TripState.HANDLING:
        names.append(("ask", "queue_ask"))
    if trip.state not in ENDED:
        names.append(("open", "queue_open"))
    return [queue_trip_button(texts, name, do, trip) for name, do in names]


def _sentences(texts: Texts, told: TripTold, now: datetime) -> Iterator[str]:
    trip = told.trip
    if told.word is TripWord.BY_ANOTHER and "step" in told.more:
        step = Step(told.more["step"])
        yield f"{texts(f'queue_step.{step}', name=told.name or texts('queue_trip.somebody'))}."
    if told.asked is not None:
        yield from _of_asked(texts, told, now)
    if told.word in _OF_THE_REQUEST:
        yield from _of_request(texts, told)
    if told.word in _RAISED:
        yield from _of_waiting(texts, told, now)
    if trip.reason and trip.state in ENDED and not told.words:
        yield texts("queue_trip.reason", reason=trip.reason)


def _of_request(texts: Texts, told: TripTold) -> Iterator[str]:
    wanted = told.trip.wanted
    if wanted.travel:
        yield texts("queue_trip.travel", way=texts(f"trip_travel.{wanted.travel}"))
    yield texts(f"queue_consent.{told.trip.consent}")
    if unmet := told.more.get("unmet"):
        yield texts("queue_word.need", what=themes_told(texts, unmet.themes, unmet.words))


def _of_waiting(texts: Texts, told: TripTold, now: datetime) -> Iterator[str]:
    trip = told.trip
    if trip.state is TripState.AGREED:
        yield texts("queue_word.stale_agreed")
    else:
        yield waited_told(texts, trip, now, "queue_word.age")
    if trip.handler_name:
        yield texts("queue_word.handled_by", name=trip.handler_name)
    else:
        yield texts("queue_word.no_handler")


def _of_asked(texts: Texts, told: TripTold, now: datetime) -> Iterator[str]:
    asked = told.asked
    assert asked is not None
    if told.word is TripWord.HOST_SILENT:
        at = at_helsinki(asked.asked_at)
        yield texts("queue_word.silent", host=asked.library, when=said_span(texts, at, at, now))
    else:
        yield texts("queue_trip.asked_row", host=asked.library, reply=texts(f"queue_reply.{asked.reply}", when=""))
    if asked.days:
        yield texts("queue_trip.asked_days", days=", ".join(full_day(texts, day) for day in asked.days))
