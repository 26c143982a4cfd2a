"""The draft of a report: the traveller's own words, well joined, and nobody's name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.trip_reports import MAX_REPORT, MAX_TOLD
from bot.domain.trips import MAX_WORDS, Agreed, Trip, TripReport, TripState, Wanted
from bot.services.libraries import municipalities
from bot.texts import LANGUAGES, texts_of
from bot.understanding.themes import themes
from dialogs.trip_report_draft import draft_of
from tests.support.journeys import HOST, NOW, TRAVELLER, WANTED

DAY = date(2026, 12, 1)
TRIP = Trip(
    1,
    "k",
    3,
    TripState.DONE,
    TRAVELLER.id,
    WANTED,
    NOW,
    agreed=Agreed(host="Iisalmi", contact=HOST.name, account=HOST.id, day=DAY, plan="Pääovella"),
    made_on=DAY,
    handler_name="Helmi Laineke",
)


def test_a_draft_in_finnish() -> None:
    report = TripReport("Näin, miten ovi aukeaa", "Avaamme aamulla!", "Kerron kokouksessa.", 5, True)
    assert draft_of(texts_of("fi"), TRIP, report, municipalities()) == (
        "Vertaisoppimismatka: Juva – Iisalmi\n\n"
        "Kävin vertaisoppimassa tiistaina 1.12.2026. Isäntänä oli Iisalmen kaupunginkirjasto. "
        "Aihe: omatoimikirjasto; miten omatoimiajat hoidetaan pienessä talossa.\n\n"
        "Mitä näin ja opin:\nNäin, miten ovi aukeaa.\n\n"
        "Mitä muutamme omassa kirjastossamme:\nAvaamme aamulla!\n\n"
        "Miten jaan oppimani työkavereille:\nKerron kokouksessa."
    )


def test_a_draft_in_english_of_what_was_answered_alone() -> None:
    trip = replace(TRIP, wanted=replace(WANTED, words=""), agreed=replace(TRIP.agreed, host="Kaukala"))
    assert draft_of(texts_of("en"), trip, TripReport("I saw a door"), municipalities()) == (
        "Peer-learning trip: Juva – Kaukala\n\n"
        "I went on a peer-learning trip on Tuesday 1.12.2026. The host was Kaukala. Theme: self-service library.\n\n"
        "What I saw and learnt:\nI saw a door."
    )


@given(*[st.text(max_size=60)] * 3, st.sampled_from(LANGUAGES))
def test_the_words_stay_as_they_were_written_and_nobody_is_named(
    learnt: str, change: str, share: str, language: str
) -> None:
    draft = draft_of(texts_of(language), TRIP, TripReport(learnt, change, share), municipalities())
    assert all(words in draft for words in (learnt, change, share))
    rest = draft
    for words in sorted((learnt, change, share), key=len, reverse=True):
        rest = rest.replace(words, "") if len(words) > 3 else rest
    assert [name for name in (TRAVELLER.name, HOST.name, "Helmi Laineke", "Pääovella") if name in rest] == []


def test_the_longest_draft_can_be_sent_as_it_is() -> None:
    every = Wanted(library="Mäntyharju", themes=tuple(themes()), words="ö" * MAX_WORDS)
    trip = replace(TRIP, wanted=every, agreed=replace(TRIP.agreed, host="Savonlinna"))
    words = "ä" * MAX_TOLD
    report = TripReport(words, words, words)
    for language in LANGUAGES:
        assert len(draft_of(texts_of(language), trip, report, municipalities())) <= MAX_REPORT
