"""One card of every kind of the AKE team's queue of trips, for the shortest, the longest and the most hostile trips."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time

from bot.domain.conversation import Reply
from bot.domain.trip_costs import Estimate
from bot.domain.trip_hosts import MAX_OFFER_WORDS, AskedHost, Offer
from bot.domain.trip_hosts import Reply as Answer
from bot.domain.trip_matching import Unmet
from bot.domain.trip_steps import Actor, Step, Taken
from bot.domain.trip_telling import TOLD
from bot.domain.trip_words import Audience, TripTold, TripWord
from bot.domain.trips import MAX_LINE, MAX_PLAN, MAX_REASON, MAX_WORDS, Agreed, Consent, Travel, Trip, TripState, Wanted
from bot.services.trip_offer_list import OFFERS, OfferPage
from bot.services.trip_queue import PAGE, Handled, Queue
from bot.texts import texts_of
from dialogs.cards.trip_queue import queue_card, queue_channel_card
from dialogs.cards.trip_queue_day import DayForm, day_card
from dialogs.cards.trip_queue_forms import find_card, hand_card, hosts_card, write_card
from dialogs.cards.trip_queue_offers import offers_card
from dialogs.cards.trip_queue_trip import queue_trip_card
from dialogs.cards.trip_words import trip_word_card
from tests.dialogs.cards.announcement_kinds import HOSTILE
from tests.support.drafts import helsinki

NOW = helsinki(2026, 11, 24, 9, 0)
DAY = date(2026, 12, 9)
TEAMS = frozenset({Audience.HANDLER, Audience.FORMER, Audience.TEAM})
THEMES = (
    "magazines",
    "cataloguing",
    "children",
    "self_service",
    "digitisation",
    "reading_dogs",
    "game_clubs",
    "spaces",
)
_TOLD_OF = (TripState.REQUESTED, TripState.AGREED)
WRITTEN = (Step.COMMENT, Step.ASK_TRAVELLER, Step.DECLINE, Step.CANCEL, Step.LET_HOST_GO)


def trips() -> Iterator[tuple[str, Trip]]:
    """Trips as short, as long and as hostile as they can be, in every state."""
    said = {"short": "", "hostile": HOSTILE, **{f"long {letter}": letter * MAX_WORDS for letter in ("ä", "<", "😀")}}
    for name, text in said.items():
        short = text[:MAX_LINE]
        wanted = Wanted(short, short, "Juva", THEMES if text else (), text[:MAX_WORDS], ("Iisalmi",), (DAY,) * 3)
        if text:
            wanted = replace(wanted, travel=Travel.CAR, car_reason=text[:MAX_REASON], lodging=True)
        agreed = Agreed("Iisalmi", short, "29:a", 1, DAY, time(9), time(15), text[:MAX_PLAN]) if text else Agreed()
        for state in set(TripState) - {TripState.DRAFT}:
            handler = "29:b" if text else ""
            told = Trip(7, "k", 3, state, "29:a", wanted, NOW, Consent.ASKED, "", "", handler, short, agreed)
            yield f"{name} {state}", replace(told, reason=text[:MAX_REASON])


def queue_cards(language: str) -> Iterator[tuple[str, Reply]]:
    """Cards of the queue."""
    texts = texts_of(language)
    for name, trip in trips():
        long = trip.wanted.words[:MAX_REASON]
        steps = [
            Taken(7, n, step, Actor.TEAM, "29:b", trip.wanted.name, NOW, trip, long)
            for n, step in enumerate([*Step] * 2)
        ]
        replies = [AskedHost(7, n, "Iisalmi", "29:c", NOW, one, long, (DAY,) * 3) for n, one in enumerate(Answer)]
        offers = {n: Offer(n, "k", 1, "29:c", trip.wanted.name, "Iisalmi") for n in range(5)}
        unmet = Unmet(THEMES, trip.wanted.words)
        one = Handled(trip, steps, replies, offers, Estimate(400, 230), unmet, steps[0])
        bare = Handled(trip, [], [], {}, None, Unmet(), None)
        told = (texts("queue_trip.written", words=long or "a"), texts("queue_trip.undo_while"))
        yield f"{name} handled", queue_trip_card(texts, one, "29:b", NOW, *told)
        yield f"{name} handled whole", queue_trip_card(texts, one, "29:x", NOW, *told, whole=True, more=True)
        yield f"{name} handled bare", queue_trip_card(texts, bare, "29:x", NOW)
        words = _words(language, trip, replies[2], unmet) if trip.state in _TOLD_OF else ()
        yield from ((f"{name} {kind}", card) for kind, card in words)
        if trip.state is TripState.HOST_FOUND:
            yield from ((f"{name} {kind}", card) for kind, card in _lists_and_forms(language, trip))
    yield from _offers(language)


def _lists_and_forms(language: str, trip: Trip) -> Iterator[tuple[str, Reply]]:
    texts, long = texts_of(language), trip.wanted.words[:MAX_REASON]
    counts = dict.fromkeys((TripState.REQUESTED, TripState.HANDLING, TripState.HOST_FOUND), PAGE)
    page = Queue([trip] * PAGE, 1, counts, 2, trip, dict.fromkeys(THEMES, 3))
    yield "queue", queue_card(texts, page, "29:b", NOW)
    yield "queue after", queue_card(texts, replace(page, after=True), "29:b", NOW)
    yield "queue in channel", queue_channel_card(texts, page, NOW)
    for step in WRITTEN:
        yield f"write {step}", write_card(texts, step, trip, long, HOSTILE)
    options = {str(n): HOSTILE for n in range(8)}
    yield "hand", hand_card(texts, trip, options, texts("queue_hand.error"))
    yield "hand none", hand_card(texts, trip, {})
    for kind in ("suggest", "ask"):
        yield f"{kind}", hosts_card(texts, trip, kind, options, chosen=["1"], asked=["Kuopio"], said=long)
        yield f"{kind} none", hosts_card(texts, trip, kind, {}, problem=HOSTILE)
    yield "find", find_card(texts, trip, ["Iisalmi", "Kuopio"], "Kuopio", trip.wanted.name, HOSTILE)
    form = DayForm("2026-12-09", "09:00", "15:00", trip.agreed.contact, trip.agreed.plan)
    minded = {"consent_missing": texts("queue_day.consent_missing"), "free_day": texts("queue_day.free_day")}
    yield "day", day_card(texts, trip, form, DAY, told=[HOSTILE], problem=HOSTILE, minded=minded)
    yield "day empty", day_card(texts, trip, DayForm(), DAY)


def _words(language: str, trip: Trip, asked: AskedHost, unmet: Unmet) -> Iterator[tuple[str, Reply]]:
    """What the team is told unasked."""
    texts = texts_of(language)
    words = {(word, to) for told in TOLD.values() for word, to in told if to in TEAMS}
    words |= {(TripWord.STALE, Audience.TEAM), (TripWord.HOST_SILENT, Audience.HANDLER)}
    for word, to in sorted(words):
        more = {"unmet": unmet, "step": Step.COMMENT}
        told = TripTold(trip, word, to, trip.wanted.words[:MAX_REASON], trip.wanted.name, asked, more)
        yield f"team word {word} {to}", trip_word_card(texts, told, NOW)


def _offers(language: str) -> Iterator[tuple[str, Reply]]:
    texts = texts_of(language)
    for letter in ("a", "ä", "<", "😀"):
        long = letter * MAX_OFFER_WORDS
        one = Offer(1, "k", 1, "29:c", letter * MAX_LINE, "Iisalmi", THEMES, long, long, (11,), 2)
        some = [one, replace(one, id=2, closed=()), replace(one, id=3, active=False)] * 2
        page = OfferPage(some[:OFFERS], 1, 9, 9, {1: 2})
        yield f"offers {letter}", offers_card(texts, page, NOW.date(), texts("queue_offers.changed"))
        yield f"offers in channel {letter}", offers_card(texts, page, NOW.date(), names=False)
    yield "no offers", offers_card(texts, OfferPage([], 0, 0, 0, {}), NOW.date())
