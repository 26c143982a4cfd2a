"""One card of every kind about a traveller's trips, for the shortest, the longest and the most hostile of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import product

from bot.domain.conversation import Reply
from bot.domain.errors import Problem
from bot.domain.trip_costs import Estimate
from bot.domain.trip_forms import Field, written
from bot.domain.trip_history import OF_TRAVELLER
from bot.domain.trip_hosts import Offer
from bot.domain.trip_matching import Reason, Suggestion
from bot.domain.trip_steps import Actor, Taken
from bot.domain.trip_telling import TOLD
from bot.domain.trip_words import SUGGESTIONS, Audience, TripTold
from bot.domain.trips import MAX_LINE, MAX_PLAN, MAX_REASON, MAX_WORDS, Agreed, Consent, Travel, Trip, TripState, Wanted
from bot.services.libraries import municipalities
from bot.services.trip_estimates import Basis, Costs
from bot.texts import texts_of
from bot.understanding.themes import themes
from dialogs.cards.trip_foreman import foreman_card, foreman_refuse_card, foreman_told_card
from dialogs.cards.trip_form import Filled, trip_form_card
from dialogs.cards.trip_list import own_trips_card
from dialogs.cards.trip_own import Shown, own_trip_card
from dialogs.cards.trip_preview import trip_preview_card
from dialogs.cards.trip_say import trip_answer_card, trip_cancel_card, trip_choice_card
from dialogs.cards.trip_words import trip_word_card
from dialogs.cards.trips import trip_rules_card, trip_told_card
from tests.dialogs.cards.announcement_kinds import HOSTILE
from tests.support.drafts import helsinki

NOW = helsinki(2026, 11, 23, 9, 0)
_DAYS = tuple(date(2026, 12, day) for day in (1, 2, 3))
_OF_A_TRAVELLER = sorted({word for told in TOLD.values() for word, to in told if to is Audience.TRAVELLER})


def trips() -> Iterator[tuple[str, Trip]]:
    """Trips as short, as long and as hostile as they can be."""
    yield "bare", Trip(1, "k", 1, TripState.DRAFT, "29:a", Wanted(), NOW)
    said = {"hostile": HOSTILE, **{f"long {letter}": letter * MAX_WORDS for letter in ("ä", "<", "😀", '"')}}
    for name, text in said.items():
        line = (text * MAX_LINE)[:MAX_LINE]
        reason = (text * MAX_REASON)[:MAX_REASON]
        hosts = tuple(list(municipalities())[:5])
        wanted = Wanted(line, line, "Juva", themes(), text[:MAX_WORDS], hosts, _DAYS, Travel.CAR, reason, lodging=True)
        agreed = Agreed("Iisalmi", line, "29:h", 1, _DAYS[0], time(9), time(15), (text * MAX_PLAN)[:MAX_PLAN], (1, 2))
        yield (
            name,
            Trip(
                *(7, "k", 9, TripState.HANDLING, "29:a", wanted, NOW),
                consent=Consent.ASKED,
                code="ABCDE23456",
                handler="29:m",
                handler_name=line,
                agreed=agreed,
                reason=reason,
            ),
        )


def trip_cards(language: str) -> Iterator[tuple[str, Reply]]:
    """Cards about trips as their traveller and the foreman see them."""
    texts = texts_of(language)
    yield "rules", trip_rules_card(texts)
    yield "no trips", own_trips_card(texts, [], NOW)
    yield "trip told", trip_told_card(texts, HOSTILE)
    for name, trip in trips():
        words = trip.reason or "a"
        known = Costs(Basis.WISHED, (("Iisalmi", Estimate(490, 75)),) * 3)
        costs = known if trip.wanted.travel else Costs(Basis.NO_WAY)
        offer = Offer(1, "o", 1, "29:h", "Heikki", "Iisalmi", themes(), words)
        suggested = [Suggestion(offer, tuple(Reason), 120, themes()), Suggestion(replace(offer, id=2), (), 0)]
        problems = {one: Problem("too_long", slots={"limit": "500"}) for one in Field}
        for number, state in enumerate(TripState):
            at = replace(trip, state=state)
            steps = [
                Taken(7, n, step, Actor.TEAM, "29:m", at.handler_name, NOW + timedelta(hours=n), trip, words)
                for n, step in enumerate(sorted(OF_TRAVELLER))
            ]
            yield f"{name} own trip {state}", own_trip_card(texts, Shown(at, steps, bool(number % 2)), NOW, words)
            yield f"{name} cancel {state}", trip_cancel_card(texts, at, words, words)
            yield f"{name} trips {state}", own_trips_card(texts, [at] * 20, NOW, words)
        for told, stored in product((written(trip.wanted), {}), (None, trip, replace(trip, state=TripState.DRAFT))):
            filled = Filled(told, "k" * 32, stored, problems=problems, kept=stored is None, sentences=[words])
            yield f"{name} form {bool(told)} {stored and stored.state}", trip_form_card(texts, filled)
        for basis in Basis:
            some = Costs(basis, costs.each) if costs.each else costs
            yield f"{name} preview {basis}", trip_preview_card(texts, trip, some, _DAYS, NOW, presses=True, told=words)
        for consent in (Consent.ASKED, Consent.CONFIRMED, Consent.REFUSED):
            yield f"{name} foreman {consent}", foreman_card(texts, replace(trip, consent=consent), costs)
        yield f"{name} foreman told", foreman_card(texts, trip, costs, words)
        yield f"{name} refuse", foreman_refuse_card(texts, trip, words, words)
        yield f"{name} foreman barred", foreman_told_card(texts, words)
        yield f"{name} answer", trip_answer_card(texts, trip, words, words, words)
        yield f"{name} write", trip_answer_card(texts, trip, "")
        yield f"{name} choice", trip_choice_card(texts, trip, suggested)
        yield f"{name} no choice", trip_choice_card(texts, trip, ())
        for word in _OF_A_TRAVELLER:
            about = TripTold(trip, word, Audience.TRAVELLER, words, words, more={SUGGESTIONS: suggested})
            yield f"{name} word {word}", trip_word_card(texts, about, NOW)
            ended = replace(about, trip=replace(trip, state=TripState.DECLINED))
            yield f"{name} word {word} ended", trip_word_card(texts, ended, NOW)
