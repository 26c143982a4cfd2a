"""The card of one peer-learning trip for the AKE team: all about it, and what can be done next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.domain.conversation import Reply
from bot.domain.intervals import at_helsinki
from bot.domain.trip_hosts import AskedHost
from bot.domain.trip_hosts import Reply as Answer
from bot.domain.trip_reports import READABLE
from bot.domain.trip_steps import Taken
from bot.domain.trips import OPEN, Trip, TripState
from bot.services.trip_queue import Handled
from bot.texts import Texts
from bot.texts.moments import full_day, said_span
from bot.texts.trips import themes_told
from dialogs.cards.elements import Action, CardElement, buttons, fitting, group, heading, line, plain, reply, shortened
from dialogs.cards.trip_plan import agreement_sentences
from dialogs.cards.trip_queue import handler_told, queue_button, queue_trip_button, waited_told
from dialogs.cards.trip_queue_buttons import FIRST, deeds
from dialogs.cards.trips import trip_button, trip_sentences

_STEPS = 6
"""Steps of the history that are shown at first; with all of them, as many as fit."""

_LONGEST_WORDS = 200
"""Characters of what was written with one step, or by one host."""

_LONGEST_NEED = 120
_ASKED = 5
"""Hosts that were asked last."""


def queue_trip_card(
    texts: Texts,
    one: Handled,
    account: str,
    now: datetime,
    *told: str,
    whole: bool = False,
    more: bool = False,
) -> Reply:
    """A trip with all about it, with what was just done above. `whole` shows all its steps, `more` all the buttons."""
    return fitting(
        lambda most: _card(texts, one, account, now, told, most, more=more), len(one.steps) if whole else _STEPS
    )


def step_told(texts: Texts, taken: Taken) -> str:
    """Who did what."""
    return texts(f"queue_step.{taken.step}", name=taken.name or texts("queue_trip.somebody"))


def step_when(texts: Texts, taken: Taken, now: datetime) -> str:
    """When it was done."""
    at = at_helsinki(taken.at)
    return said_span(texts, at, at, now)


def _card(
    texts: Texts, one: Handled, account: str, now: datetime, told: Sequence[str], most: int, *, more: bool
) -> Reply:
    title, trip = texts("queue_trip.title"), one.trip
    standing = _standing(texts, trip, account, now)
    sentences = [*trip_sentences(texts, trip), *_details(texts, one)]
    asked = [_asked(texts, one, asked, now) for asked in one.asked[-_ASKED:]]
    steps = [_step(texts, taken, now) for taken in one.steps[-most:]]
    body = [
        heading(title),
        *(line(plain(sentence), strong=True) for sentence in told),
        line(plain(standing)),
        *(line(plain(sentence)) for sentence in sentences),
        *_listed(texts("queue_trip.asked"), asked),
        *_listed(texts("queue_trip.history"), steps),
    ]
    pressed = _actions(texts, one, account, now, hidden=len(one.steps) > most)
    if len(pressed) > FIRST and not more:
        pressed = [*pressed[: FIRST - 1], queue_trip_button(texts, "more", "queue_more", trip)]
    if more:
        for first in range(0, len(pressed), FIRST):
            body += buttons(pressed[first : first + FIRST])
        pressed = []
    return reply(
        body,
        language=texts.language,
        summary=f"{title}. {told[0] if told else standing}",
        speak=" ".join([f"{title}.", *told, standing, *trip_sentences(texts, trip)]),
        intent="trip.handled",
        actions=[*pressed, queue_button(texts, "list", "list")],
    )


def _standing(texts: Texts, trip: Trip, account: str, now: datetime) -> str:
    state = texts(f"trip_state.{trip.state}")
    known = [state[0].upper() + state[1:]]
    if trip.state in OPEN:
        # The day of an agreed trip stands below, among what is known of it.
        known += [] if trip.state is TripState.AGREED else [waited_told(texts, trip, now)]
        known.append(handler_told(texts, trip, account))
    return f"{', '.join(known)}."


def _details(texts: Texts, one: Handled) -> list[str]:
    trip, wanted, agreed = one.trip, one.trip.wanted, one.trip.agreed
    found = [one for one in agreement_sentences(texts, agreed) if one]
    if agreed.host and not agreed.account and trip.state in OPEN:
        found.append(texts("queue_trip.unheard"))
    if wanted.travel:
        found.append(texts("queue_trip.travel", way=texts(f"trip_travel.{wanted.travel}")))
    if wanted.car_reason:
        found.append(texts("queue_trip.car_reason", reason=wanted.car_reason))
    if wanted.lodging:
        found.append(texts("queue_trip.lodging"))
    if one.estimate is not None:
        found.append(texts("queue_trip.estimate", euros=one.estimate.euros, km=one.estimate.kilometres))
    found.append(texts(f"queue_consent.{trip.consent}"))
    if trip.reason:
        found.append(texts("queue_trip.reason", reason=trip.reason))
    if one.unmet and trip.state in OPEN and not agreed.host:
        what = shortened(themes_told(texts, one.unmet.themes, one.unmet.words), _LONGEST_NEED)
        found.append(texts("queue_trip.need", what=what))
    return found


def _asked(texts: Texts, one: Handled, asked: AskedHost, now: datetime) -> str:
    offer = one.offers.get(asked.offer)
    host = ", ".join(filter(None, [asked.library, offer.contact if offer else ""]))
    at = at_helsinki(asked.asked_at)
    when = {"when": said_span(texts, at, at, now)} if asked.reply is Answer.WAITING else {}
    told = [texts("queue_trip.asked_row", host=host, reply=texts(f"queue_reply.{asked.reply}", **when))]
    if asked.days:
        days = ", ".join(full_day(texts, day) for day in asked.days)
        told.append(texts("queue_trip.asked_days", days=days))
    return ". ".join([*told, *([shortened(asked.words, _LONGEST_WORDS)] if asked.words else [])])


def _step(texts: Texts, taken: Taken, now: datetime) -> str:
    when, what = step_when(texts, taken, now), step_told(texts, taken)
    if not taken.words:
        return texts("queue_trip.happened", when=when, what=what)
    return texts("queue_trip.happened_words", when=when, what=what, words=shortened(taken.words, _LONGEST_WORDS))


def _listed(title: str, lines: Sequence[str]) -> list[CardElement]:
    if not lines:
        return []
    return [group([line(title, strong=True), *(line(plain(one), close=True) for one in lines)])]


def _actions(texts: Texts, one: Handled, account: str, now: datetime, *, hidden: bool) -> list[Action]:
    """All that can be done, the next steps first."""
    trip = one.trip
    names = deeds(trip, account, at_helsinki(now).date(), undoable=one.last is not None)
    if hidden:
        names = [*names, ("history", "queue_history")]
    read = [trip_button(texts, "after_read", "after_read", trip)] if trip.state in READABLE else []
    return read + [queue_trip_button(texts, name, do, trip) for name, do in names]
