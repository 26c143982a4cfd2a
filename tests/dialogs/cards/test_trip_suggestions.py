"""The line that tells why a host is suggested."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.trip_hosts import Offer
from bot.domain.trip_matching import Reason, Suggestion
from bot.texts import LANGUAGES, texts_of
from dialogs.cards.trip_suggestions import reasons_told

OFFER = Offer(1, "k", 1, "29:host", "Aino", "Iisalmi", ("cataloguing", "spaces"), "Siemenkirjasto alusta loppuun")
SUGGESTION = Suggestion(OFFER, (Reason.THEME, Reason.WORDS, Reason.NEW), 85, ("cataloguing",))
FI = texts_of("fi")


def test_it_says_where_how_far_and_why() -> None:
    assert reasons_told(FI, SUGGESTION) == "Iisalmi, 85 km: aiheena luettelointi; teiltä ei ole käyty siellä ennen."
    assert reasons_told(texts_of("en"), SUGGESTION, of_others=True) == (
        "Iisalmi, 85 km: offers cataloguing; nobody of the traveller's library has been there before."
    )


def test_own_words_are_told_where_no_theme_says_it() -> None:
    by_words = replace(SUGGESTION, reasons=(Reason.WORDS,), themes=(), kilometres=0)
    assert reasons_told(FI, by_words) == "Iisalmi: kertoo näin: ”Siemenkirjasto alusta loppuun”."
    long = replace(by_words, offer=replace(OFFER, words="Siemenkirjasto " * 30))
    assert len(reasons_told(FI, long)) < 130


def test_a_host_without_reasons_is_still_named() -> None:
    assert reasons_told(FI, replace(SUGGESTION, reasons=())) == "Iisalmi, 85 km."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("of_others", [False, True])
def test_every_reason_but_the_way_has_words(language: str, of_others: bool) -> None:
    texts = texts_of(language)
    for reason in Reason:
        one = replace(SUGGESTION, reasons=(reason,))
        told = reasons_told(texts, one, of_others=of_others)
        assert (told == "Iisalmi, 85 km.") is (reason is Reason.NEAR)
        assert "Aino" not in told
