"""One card of every kind about offers, hosts and plans of trips, as short, as long and as hostile as they can be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from bot.domain.conversation import Reply
from bot.domain.host_forms import HostWritten
from bot.domain.offer_forms import LONGEST, OfferWritten
from bot.domain.trip_clashes import Clash, ClashKind
from bot.domain.trip_hosts import AskedHost, Offer
from bot.domain.trip_words import Audience, TripTold, TripWord
from bot.domain.trips import MAX_LINE, MAX_PLAN, MAX_REASON, MAX_WORDS, Agreed, Travel, Trip, TripState, Wanted
from bot.services.trip_answers import Question
from bot.texts import texts_of
from bot.understanding.themes import themes
from dialogs.cards.trip_clashes import clash_sentences
from dialogs.cards.trip_host_forms import answer_form_card, cancel_form_card
from dialogs.cards.trip_hosts import LISTED, host_told_card, question_card, questions_card, visit_card, visits_card
from dialogs.cards.trip_offer_form import offer_form_card
from dialogs.cards.trip_offers import (
    offer_card,
    offer_list_card,
    offer_remove_card,
    offer_told_card,
)
from dialogs.cards.trip_words import trip_word_card
from tests.dialogs.cards.announcement_kinds import HOSTILE
from tests.support.drafts import helsinki

NOW = helsinki(2026, 11, 23, 9, 0)
SAID = {"short": "a", "hostile": HOSTILE, **{f"long {letter}": letter * MAX_WORDS for letter in ("ä", "<", "😀", '"')}}
DAYS = tuple(date(2026, 12, day) for day in (8, 9, 10))
FILE = "https://botti.example/trips/" + "a" * 300


def trip(said: str, state: TripState) -> Trip:
    """A trip that says the same everywhere."""
    wanted = Wanted(
        said[:MAX_LINE], said[:MAX_LINE], "Juva", themes(), said[:MAX_WORDS], ("Iisalmi",), DAYS, Travel.BUS
    )
    plan = (said * MAX_PLAN)[:MAX_PLAN]
    agreed = Agreed("Iisalmi", said[:MAX_LINE], "29:a", 1, DAYS[0], time(9), time(15), plan)
    return Trip(1, "k", 3, state, "29:b", wanted, NOW, agreed=agreed)


def trip_host_cards(language: str) -> Iterator[tuple[str, Reply]]:
    """All of them."""
    for name, said in SAID.items():
        yield from ((f"{kind} {name}", card) for kind, card in _offers(language, said))
        yield from ((f"{kind} {name}", card) for kind, card in _hosts(language, said))
        yield from ((f"{kind} {name}", card) for kind, card in _words(language, said))


def _offers(language: str, said: str) -> Iterator[tuple[str, Reply]]:
    texts = texts_of(language)
    words, when_not, contact = (said[: LONGEST[name]] for name in ("words", "when_not", "contact"))
    written = OfferWritten("Juva", themes(), words, contact, tuple(range(1, 12)), when_not, 2)
    faults = {
        "library": "missing",
        "themes": "missing",
        "words": "too_long",
        "closed": "always",
        "per_month": "missing",
    }
    for active in (True, False):
        offer = Offer(1, "k", 2, "29:a", contact, "Juva", themes(), words, when_not, tuple(range(1, 12)), 2, active)
        yield f"offer {active}", offer_card(texts, offer, texts("trip_offer.made"))
        yield f"offers {active}", offer_list_card(texts, [offer] * LISTED, [offer] * 3, said[:300])
        yield f"offer remove {active}", offer_remove_card(texts, offer)
    yield "offers none", offer_list_card(texts, [], [])
    yield "offer form", offer_form_card(texts, OfferWritten(), {"made": "a" * 32})
    yield "offer form filled", offer_form_card(texts, written, {"offer": 1, "version": 2}, faults, words)
    yield "offer told", offer_told_card(texts, texts("trip_offer.gone"))


def _hosts(language: str, said: str) -> Iterator[tuple[str, Reply]]:
    texts, short = texts_of(language), said[:MAX_REASON]
    handled = trip(said, TripState.HANDLING)
    asked = Question(handled, AskedHost(1, 1, "Iisalmi", "29:a", NOW))
    visitors = {(2026, 12): 0, (2027, 1): 1, (2027, 2): 2}
    minded = [(day, one) for day in DAYS for one in clash_sentences(texts, [Clash(kind, number=2) for kind in _KINDS])]
    written = HostWritten("2026-12-08", DAYS, short, "too_long")
    yield "asked", question_card(texts, asked, visitors, texts("trip_host.may_change_mind"))
    yield "questions", questions_card(texts, [asked] * LISTED)
    yield "questions none", questions_card(texts, [])
    yield "visits none", visits_card(texts, [])
    yield "host told", host_told_card(texts, texts("trip_host.gone"))
    for answer in ("yes", "other", "not"):
        yield f"answer {answer}", answer_form_card(texts, answer, asked, (), HostWritten(), (), NOW)
        filled = answer_form_card(texts, answer, asked, DAYS, written, minded, NOW, texts("trip_host.overtaken"))
        yield f"answer {answer} filled", filled
    for state in TripState:
        yield f"visit {state}", visit_card(texts, trip(said, state), FILE, texts("trip_host.said_yes"))
    yield "visits", visits_card(texts, [trip(said, TripState.AGREED)] * LISTED)
    yield "host cancel", cancel_form_card(texts, handled, HostWritten(words=short, fault="missing"))


_KINDS = sorted(set(ClashKind) - {ClashKind.EVENT})


def _words(language: str, said: str) -> Iterator[tuple[str, Reply]]:
    texts, asked = texts_of(language), AskedHost(1, 1, "Iisalmi", "29:a", NOW)
    was = Agreed("Kuopio", "Eero", "29:c", 2, date(2026, 12, 1), None, time(14), said[:MAX_PLAN])
    more = {"was": was, "before": TripState.AGREED, "file": FILE, "visitors": {(2026, 12): 2}}
    for audience in (Audience.HOST, Audience.ASKED):
        for word in TripWord:
            for state in (TripState.HANDLING, TripState.AGREED, TripState.CANCELLED):
                told = TripTold(trip(said, state), word, audience, said[:MAX_REASON], said[:MAX_LINE], asked, more)
                yield f"{audience} {word} {state}", trip_word_card(texts, told, NOW)
