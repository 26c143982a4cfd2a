"""Which offers fit what a traveller writes, by themes, by own words, and by neither."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.trip_hosts import Offer
from bot.domain.trips import Wanted
from bot.understanding.themes import themes_said
from bot.understanding.trip_fitting import fits
from tests.support.world import base_analyzer

OFFERS = [
    Offer(number, str(number), 1, "29:host", "", "Iisalmi", tuple(themes.split()), words)
    for number, (themes, words) in enumerate(
        [
            ("magazines", "Lehtien saapuminen, kierto ja muovitus"),
            ("", "Kokoelman poistot ja varaston tyhjennys"),
            ("", "Soitinten lainaus ja musiikkistudio"),
            ("self_service", "Omatoimikirjaston kulunvalvonta, kamerat ja pelisäännöt"),
            ("", "Siemenkirjasto ja taimien vaihtopäivä"),
            ("", "Meidän lukukoira kuuntelee torstaisin"),
            ("children", "Lastenosaston satutunnit"),
            ("", "Kirjavinkkaus yläkoulussa"),
            ("", "Kirjastoauton reitit ja pysäkit"),
            ("", "Kirjaston Instagram ja Facebook"),
        ]
    )
]


def fitting(words: str) -> list[int]:
    """The numbers of the offers that fit."""
    wanted = Wanted(themes=themes_said(words, base_analyzer()), words=words)
    return [offer.id for offer, fit in zip(OFFERS, fits(OFFERS, wanted, base_analyzer()), strict=True) if fit]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("miten teillä hoituu lehtien käsittely", [0]),
        ("karsiminen ja poistaminen", [1]),
        ("weeding the collection", [1]),
        ("soittimien lainaamista", [2]),
        ("siemenlainaamo", [4]),
        ("siementen säilytys", [4]),
        ("lukukoerat", [5]),
        ("vinkkaaminen seiskaluokkalaisille", [7]),
        ("book talks", [7]),
        ("liikkuva kirjasto", [8]),
        ("somen tekeminen", [9]),
        ("Meillä on pieni talo. Asiakkaat kyselevät joka kevät samaa. Haluaisin nähdä siemenkirjaston arkea.", [4]),
    ],
)
def test_offers_are_found_in_other_words_than_their_own(words: str, found: list[int]) -> None:
    assert fitting(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "lainausautomaattien huolto",
        "RFID-tarrojen vaihto",
        "lapsille ohjelmoinnin opetus",
        "häiriökäyttäytyminen, päihtyneet ja yhteiset pelisäännöt",
        "kokoelma",
        "robotiikka",
        "jossain lähellä, vaikka Iisalmessa",
        "kirjasto",
        "lukupiiri",
        "lukusuunnitelma",
        "?!",
        "",
    ],
)
def test_what_nobody_offers_finds_nothing(words: str) -> None:
    assert fitting(words) == []


def test_a_chosen_theme_is_worth_more_than_one_that_words_speak_of() -> None:
    chosen = replace(OFFERS[5], themes=("reading_dogs",), words="")
    first, second = fits([chosen, OFFERS[5]], Wanted(themes=("reading_dogs",)), base_analyzer())
    assert first is not None
    assert second is not None
    assert first.share > second.share > 0
    assert first.themes == second.themes == ("reading_dogs",)


def test_an_offer_that_speaks_of_more_of_it_fits_better() -> None:
    wanted = Wanted(themes=("children",), words="Lastenosaston satutunnit")
    others = replace(OFFERS[6], words="Lastenosaston hyllyt")
    told, silent = fits([OFFERS[6], others], wanted, base_analyzer())
    assert told is not None
    assert silent is not None
    assert told.share > silent.share


def test_a_changed_offer_is_read_anew() -> None:
    wanted = Wanted(words="robotiikka")
    before = replace(OFFERS[1])
    after = replace(before, version=2, words="Robotiikkaa ja koodausta")
    assert fits([before], wanted, base_analyzer()) == [None]
    assert fits([after], wanted, base_analyzer()) != [None]
    assert fits([before], wanted, base_analyzer().with_live_words(["robotiikka"])) == [None]
