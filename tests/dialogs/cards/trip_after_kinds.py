"""One card of every kind after a trip, for the shortest, the longest and the most hostile words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.domain.conversation import Reply
from bot.domain.trip_reports import MAX_REPORT, MAX_TOLD, Reported
from bot.domain.trip_words import PUBLISH, Audience, TripTold, TripWord
from bot.domain.trips import MAX_LINE, MAX_REASON, MAX_WORDS, Agreed, Travel, Trip, TripReport, TripState, Wanted
from bot.services.libraries import municipalities
from bot.texts import texts_of
from dialogs.cards.trip_afterwards import (
    afterwards_actions,
    answers_card,
    choose_trip_card,
    forget_card,
    later_card,
    made_card,
    not_made_card,
)
from dialogs.cards.trip_report import PAGE, copy_card, polish_card, report_card, reports_card
from dialogs.cards.trip_words import trip_word_card
from dialogs.cards.trips import trip_told_card
from dialogs.trip_report_draft import draft_of
from tests.dialogs.cards.announcement_kinds import HOSTILE
from tests.support.drafts import helsinki

NOW = helsinki(2026, 11, 23, 9, 0)
TODAY = date(2026, 11, 23)
WORDS = (
    *(TripWord.ASK_REPORT, TripWord.REPORTED, TripWord.REPORT_CHANGED, TripWord.THANKS, TripWord.CLAIM, TripWord.PAID),
    *(TripWord.LATER, TripWord.NO_REPORT, TripWord.UNPAID, TripWord.CONTACT_GONE),
)


def trips_of(text: str) -> Iterator[Trip]:
    """A trip in every state that it can be in afterwards, whose words are as long as they can be."""
    words, short = (text * MAX_WORDS)[:MAX_WORDS], (text * MAX_LINE)[:MAX_LINE]
    wanted = Wanted(short, short, "Juva", ("self_service", "digitisation"), words, travel=Travel.CAR, lodging=True)
    for state in (TripState.AGREED, TripState.DONE, TripState.REPORTED, TripState.PAID):
        agreed = Agreed(host="Iisalmi", contact=short, account="29:h", day=TODAY)
        yield Trip(7, "k", 3, state, "29:a", wanted, NOW, agreed=agreed, made_on=TODAY)


def trip_after_cards(language: str) -> Iterator[tuple[str, Reply]]:
    """Cards after a peer-learning trip."""
    texts = texts_of(language)
    for name, text in {"hostile": HOSTILE, "wide": "😀", "marked": "<"}.items():
        for trip in trips_of(text):
            report = _report(text, rated=trip.state is TripState.REPORTED)
            yield from ((f"{name} {trip.state} {kind}", card) for kind, card in _of_trip(language, trip, report))
            told = trip_told_card(texts, text, actions=afterwards_actions(texts, trip, TODAY))
            yield f"{name} {trip.state} after told", told
        listed = [Reported(trip, report)] * PAGE
        yield f"{name} reports", reports_card(texts, listed, 1, 3 * PAGE)
        yield f"{name} choose trip", choose_trip_card(texts, [next(trips_of(text))] * 6)
    yield "no reports", reports_card(texts, [], 0, 0)
    yield "no trips to tell of", choose_trip_card(texts, [])


def _of_trip(language: str, trip: Trip, report: TripReport) -> Iterator[tuple[str, Reply]]:
    texts, told = texts_of(language), texts_of(language)("trip_after.overtaken")
    yield "made", made_card(texts, trip, told)
    yield "not made", not_made_card(texts, trip, report.learnt[:MAX_REASON], told)
    yield "answers", answers_card(texts, trip, TripReport(), undoable=True)
    faults = dict.fromkeys(("learnt", "change", "share"), "too_long") | {"rating": "rating"}
    yield "answers wrong", answers_card(texts, trip, report, faults=faults, told=told)
    yield "polish", polish_card(texts, trip, report, told=told)
    yield "polish wrong", polish_card(texts, trip, report, problem=texts("trip_after.text_fault.missing"))
    yield "later", later_card(texts, trip, report.change, report.later)
    yield "later wrong", later_card(texts, trip, "", "", texts("trip_after.later_fault.missing"))
    yield "forget", forget_card(texts, trip)
    for of_team in (False, True):
        yield f"report {of_team}", report_card(texts, trip, report, of_team=of_team)
    yield "copy", copy_card(texts, trip, report)
    drafted = draft_of(texts, trip, report, municipalities())
    yield "drafted", report_card(texts, trip, replace(report, text=drafted[:MAX_REPORT]), of_team=True)
    for word in WORDS:
        for publish in (False, True):
            about = TripTold(trip, word, Audience.TRAVELLER, more={PUBLISH: publish})
            yield f"word {word} {publish}", trip_word_card(texts, about, NOW)


def _report(text: str, *, rated: bool) -> TripReport:
    told = (text * MAX_TOLD)[:MAX_TOLD]
    lines = (f"{text}\n" * MAX_REPORT)[:MAX_REPORT]
    return TripReport(
        told, told, told, 5 if rated else 0, True, (text * MAX_REPORT)[:MAX_REPORT] if rated else lines, told
    )
