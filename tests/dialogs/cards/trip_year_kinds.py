"""One card of every kind about a year of trips, for the barest, the fullest and the most hostile of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache

from bot.domain.conversation import Reply
from bot.domain.ratings import Ratings
from bot.domain.terms import Term
from bot.domain.trip_period import Period
from bot.domain.trip_year import UNKNOWN, TripQueue, TripYear
from bot.domain.trips import TripState
from bot.services.libraries import homes, libraries
from bot.services.trip_year import Encouraged, SeenYear
from bot.texts import texts_of
from dialogs.cards.trip_encourage import trip_encourage_card
from dialogs.cards.trip_year import trip_year_card
from tests.dialogs.cards.announcement_kinds import HOSTILE

TODAY = date(2026, 11, 24)
YEAR, HALF = Period(2026), Period(2026, Term(2026, autumn=True))
YEARS = [2028, 2027, 2026, 2025]
LONG = 120
"""Characters of a name that a form lets through."""


def trip_year_of(names: list[str], period: Period = YEAR) -> TripYear:
    """A year in which somebody of each of these libraries has been at every one."""
    pairs = Counter({(one, other): 3 for one in names for other in names})
    each = Counter(dict.fromkeys(names, 3 * len(names)))
    states, themes = Counter(dict.fromkeys(TripState, 999)), Counter(dict.fromkeys([*names, "events"], 99))
    return TripYear(period, states, each, each, pairs, themes, (1, 40, 900), 99, Ratings((1, 2, 3, 4, 5)), 99)


def trip_years() -> Iterator[tuple[str, TripYear]]:
    """Years as empty, as full and as hostile as they can be."""
    yield "empty", TripYear(YEAR)
    yield "only sent", TripYear(HALF, Counter({TripState.CANCELLED: 1}))
    yield "one", trip_year_of(["Juva"])
    yield "half", trip_year_of(["Juva", UNKNOWN], HALF)
    yield "whole region", trip_year_of(list(libraries()))
    yield "hostile", trip_year_of([f"{HOSTILE} {number}" for number in range(30)])
    for letter in ("ä", "<", "😀", '"'):
        yield f"long {letter}", trip_year_of([f"{letter * LONG}{number}" for number in range(100)])


@cache
def trip_year_cards(language: str) -> list[tuple[str, Reply]]:
    """Cards about a year of trips: made once, since they have nothing of events."""
    return list(_cards(language))


def _cards(language: str) -> Iterator[tuple[str, Reply]]:
    texts = texts_of(language)
    queues = {"idle": TripQueue(), "busy": TripQueue(99, date(2026, 1, 1), 1, frozenset(homes()))}
    for name, told in trip_years():
        for queue_name, queue in queues.items():
            for address in ("", "https://botti.example/reports/a.b"):
                seen = SeenYear(told, queue, YEARS if told.requests else [])
                card = trip_year_card(texts, seen, TODAY, 4, address, texts("trip_year.in_own_chat"))
                yield f"trip year {name} {queue_name} {bool(address)}", card
    yield (
        "trip year other years",
        trip_year_card(texts, SeenYear(TripYear(YEAR), TripQueue(), YEARS), TODAY, 4, "", "a"),
    )
    far = [Encouraged(one, HOSTILE, 240, ("events", "spaces", HOSTILE, "events")) for one in libraries()]
    bare = [Encouraged(one) for one in libraries()]
    near = [Encouraged("Tervo", "Vesanto", 20)]
    for name, some in {"all": far, "no hosts": bare, "one": near, "nobody": []}.items():
        yield f"trip encourage {name}", trip_encourage_card(texts, some, HALF)
