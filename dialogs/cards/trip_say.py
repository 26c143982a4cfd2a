"""Forms in which a traveller writes to the team, chooses a host, or cancels a trip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.conversation import Reply
from bot.domain.trip_matching import Suggestion
from bot.domain.trips import MAX_REASON, Trip, TripState
from bot.domain.written import line_of
from bot.texts import Texts
from dialogs.cards.elements import Action, CardElement, heading, line, plain, reply, without_inputs
from dialogs.cards.inputs import words
from dialogs.cards.trip_suggestions import reasons_told
from dialogs.cards.trips import aloud, titled_trip_button, trip_button, trip_sentences

WORDS = "words"
"""The field in which something is written to the team."""


def words_field(texts: Texts, name: str, value: str = "", *, required: bool = True) -> CardElement:
    """A field for an answer, a message or a reason; `name` is that of its label and error in the texts."""
    error = texts(f"{name}_error", limit=MAX_REASON)
    return words(WORDS, texts(f"{name}_label"), value, MAX_REASON, error=error, required=required)


def words_of(data: Mapping[str, Any]) -> str:
    """What was written as one even line, cut where it is surely too long."""
    return line_of(data.get(WORDS), MAX_REASON)


def trip_answer_card(texts: Texts, trip: Trip, question: str, typed: str = "", problem: str = "") -> Reply:
    """The form for an answer to what the team asked, or for a message when it has asked nothing."""
    name, send = ("answer", "send_answer") if question else ("write", "send_words")
    said = [*([question] if question else trip_sentences(texts, trip)), *([problem] if problem else [])]
    button = trip_button(texts, f"own.{send}", "trip_answer", trip)
    field = words_field(texts, f"trip_say.{name}", typed)
    return _asking(texts, texts(f"trip_say.{name}_title"), said, [field], [button, _back(texts, trip)])


def trip_cancel_card(texts: Texts, trip: Trip, typed: str = "", problem: str = "") -> Reply:
    """The question whether a trip is really cancelled, or a draft deleted."""
    draft = trip.state is TripState.DRAFT
    name, no = ("remove", "keep_draft") if draft else ("cancel", "stay")
    said = [*trip_sentences(texts, trip), texts(f"trip_say.{name}_how"), *([problem] if problem else [])]
    fields = [] if draft else [words_field(texts, "trip_say.cancel", typed, required=False)]
    actions = [trip_button(texts, f"own.do_{name}", f"trip_{name}", trip), _back(texts, trip, no)]
    return _asking(texts, texts(f"trip_say.{name}_title"), said, fields, actions)


def trip_choice_card(texts: Texts, trip: Trip, suggested: Sequence[Suggestion]) -> Reply:
    """The hosts that the team has suggested, each with why, and a button for each."""
    how = texts("trip_say.choose_how" if suggested else "trip_say.choose_none")
    said = [how, *(reasons_told(texts, one) for one in suggested)]
    write = trip_button(texts, "own.write", "trip_ask_answer", trip)
    actions = [*choose_buttons(texts, trip, suggested), write, _back(texts, trip)]
    return _asking(texts, texts("trip_say.choose_title"), said, (), actions)


def choose_buttons(texts: Texts, trip: Trip, suggested: Sequence[Suggestion]) -> list[Action]:
    """A button for each host that can be chosen."""
    titled = [(texts("trip_button.own.choose_host", host=one.offer.library), one.offer.id) for one in suggested]
    return [titled_trip_button(texts, title, "trip_choose", trip, offer=offer) for title, offer in titled]


def _back(texts: Texts, trip: Trip, name: str = "show") -> Action:
    return without_inputs(trip_button(texts, f"own.{name}", "trip_show", trip))


def _asking(
    texts: Texts, title: str, said: Sequence[str], fields: Sequence[CardElement], actions: Sequence[Action]
) -> Reply:
    return reply(
        [heading(title), *(line(plain(one)) for one in said), *fields],
        language=texts.language,
        summary=aloud(title, *said[-1:]),
        speak=aloud(title, *said),
        intent="trip.say",
        actions=actions,
    )
