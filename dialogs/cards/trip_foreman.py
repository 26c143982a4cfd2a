"""Cards by which a foreman confirms a trip, or tells why not."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.conversation import Reply
from bot.domain.trips import Consent, Trip
from bot.services.trip_estimates import Costs
from bot.texts import Texts
from dialogs.cards.elements import (
    Action,
    CardElement,
    heading,
    line,
    plain,
    press_button,
    reply,
    sentences_card,
    without_inputs,
)
from dialogs.cards.trip_preview import cost_sentences, request_sentences
from dialogs.cards.trip_say import words_field
from dialogs.cards.trips import aloud

_OTHERWISE = {Consent.CONFIRMED: ("ask_refuse",), Consent.REFUSED: ("confirm",)}
"""What a foreman who has answered may still say."""


def foreman_card(texts: Texts, trip: Trip, costs: Costs, *told: str) -> Reply:
    """Who travels where, for what, when and at what cost, and what the foreman can say of it."""
    title = texts("trip_foreman.title")
    decided = [texts(f"trip_foreman.is_{trip.consent}")] if trip.consent in _OTHERWISE else []
    length = texts(f"trip_foreman.days{'_lodging' if trip.wanted.lodging else ''}")
    about = [*request_sentences(texts, trip), length, *cost_sentences(texts, trip.wanted, costs)]
    said = [*told, *(decided if not told else []), texts("trip_foreman.how"), *about]
    names = _OTHERWISE.get(trip.consent, ("confirm", "ask_refuse"))
    return _card(texts, title, said, (), [_button(texts, name, trip) for name in names])


def foreman_refuse_card(texts: Texts, trip: Trip, words: str = "", problem: str = "") -> Reply:
    """The form for the reason why a trip is not confirmed."""
    title = texts("trip_foreman.refuse_title")
    said = [*request_sentences(texts, trip), *([problem] if problem else [])]
    back = without_inputs(_button(texts, "back", trip))
    field = words_field(texts, "trip_foreman.refuse", words)
    return _card(texts, title, said, [field], [_button(texts, "refuse", trip), back])


def foreman_told_card(texts: Texts, sentence: str) -> Reply:
    """What was done, or why nothing can be."""
    title = texts("trip_foreman.title")
    return sentences_card(title, plain(sentence), language=texts.language, intent="trip.foreman")


def _card(
    texts: Texts, title: str, said: Sequence[str], fields: Sequence[CardElement], actions: Sequence[Action]
) -> Reply:
    return reply(
        [heading(title), *(line(plain(one)) for one in said), *fields],
        language=texts.language,
        summary=f"{title}. {said[0]}",
        speak=aloud(title, *said),
        intent="trip.foreman",
        actions=actions,
    )


def _button(texts: Texts, name: str, trip: Trip) -> Action:
    """It carries the code: who has it may say something of the trip, and nobody finds one by its number."""
    data = {"do": f"foreman_{name}", "code": trip.code, "version": trip.version, "language": texts.language}
    return press_button(texts(f"trip_button.foreman.{name}"), data)
