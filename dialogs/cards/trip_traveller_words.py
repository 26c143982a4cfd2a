"""What the traveller is told of a peer-learning trip besides the word itself, and what can be pressed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.trip_matching import Suggestion
from bot.domain.trip_steps import Actor, Step, allowed
from bot.domain.trip_words import OF_PLAN, SUGGESTIONS, TripTold, TripWord
from bot.domain.trips import CALLED_OFF, Trip
from bot.texts import Texts
from dialogs.cards.elements import Action, CardElement, without_inputs
from dialogs.cards.trip_form import open_request_button
from dialogs.cards.trip_plan import plan_buttons, plan_told
from dialogs.cards.trip_say import choose_buttons, words_field
from dialogs.cards.trip_suggestions import reasons_told
from dialogs.cards.trips import trip_button

_FOLLOWED = frozenset(
    {
        *OF_PLAN,
        *(TripWord.TAKEN, TripWord.QUESTION, TripWord.SUGGESTED, TripWord.HOST_FOUND),
        *(TripWord.HOST_GONE, TripWord.DECLINED, TripWord.CANCELLED, TripWord.CONFIRMED, TripWord.REFUSED),
        TripWord.NOT_YET,
    }
)
"""Words behind which it is told what happens next."""


def traveller_sentences(texts: Texts, told: TripTold, now: datetime) -> Sequence[str]:
    """Sentences below the trip: the plan, the hosts to choose of, why it ended, and what happens next."""
    word, found = told.word, plan_told(texts, told)
    if word is TripWord.SUGGESTED:
        found += [reasons_told(texts, one) for one in _suggested(told)]
    if word in _FOLLOWED:
        found.append(texts(f"trip_to_traveller.{word}", name=told.name or "AKE"))
    return found


def traveller_fields(texts: Texts, told: TripTold) -> Sequence[CardElement]:
    """The field in which a question is answered right there."""
    return [words_field(texts, "trip_say.answer")] if told.word is TripWord.QUESTION else ()


def traveller_actions(texts: Texts, told: TripTold, now: datetime) -> Sequence[Action]:
    """Buttons: what the word asks for first, and then the ways on."""
    trip, word = told.trip, told.word
    if word is TripWord.QUESTION:
        return [trip_button(texts, "own.send_answer", "trip_answer", trip), without_inputs(_show(texts, trip))]
    if word is TripWord.SUGGESTED:
        write = trip_button(texts, "own.write", "trip_ask_answer", trip)
        return [*choose_buttons(texts, trip, _suggested(told)), write]
    file = plan_buttons(texts, told)
    if trip.state in CALLED_OFF:
        return [*file, _show(texts, trip), open_request_button(texts, {}, "own.new")]
    deeds = [("edit_sent", "edit", Step.CHANGE)] if word is TripWord.REFUSED else []
    if word in OF_PLAN:
        deeds.append(("write", "ask_answer", Step.ANSWER_TEAM))
    if word in OF_PLAN or word is TripWord.REFUSED:
        deeds.append(("cancel", "ask_cancel", Step.CANCEL))
    may = [(title, do) for title, do, step in deeds if allowed(step, trip.state, Actor.TRAVELLER)]
    return [*file, _show(texts, trip), *(trip_button(texts, f"own.{title}", f"trip_{do}", trip) for title, do in may)]


def _suggested(told: TripTold) -> Sequence[Suggestion]:
    found: Sequence[Suggestion] = told.more.get(SUGGESTIONS, ())
    return found


def _show(texts: Texts, trip: Trip) -> Action:
    return trip_button(texts, "own.show", "trip_show", trip)
