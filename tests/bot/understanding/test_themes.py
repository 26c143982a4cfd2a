"""Which themes of peer-learning trips words speak of, and by which words they are not meant."""

from __future__ import annotations

import pytest

from bot.texts import LANGUAGES, texts_of
from bot.understanding.themes import themes, themes_said
from tests.support.world import base_analyzer


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_theme_has_its_name(language: str) -> None:
    texts = texts_of(language)
    for theme in themes():
        assert themes_said(texts(f"trip_theme.{theme}"), base_analyzer()) == (theme,)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("saapuvien lehtien käsittely", "magazines"),
        ("lehtienkäsittelyä", "magazines"),
        ("mite työ hoijatta nuo lehet", "magazines"),
        ("RDA-kuvailu", "cataloguing"),
        ("lueteloinnin opettelu", "cataloguing"),
        ("lasten ja nuorten osaston uudistus", "children"),
        ("satutuokioita vauvoille", "children"),
        ("omatoimiaukiolon valvonta", "self_service"),
        ("kirjasto auki ilman henkilökuntaa", "self_service"),
        ("vanhojen valokuvien skannaaminen", "digitisation"),
        ("digitoentia", "digitisation"),
        ("lukukoirailta", "reading_dogs"),
        ("haluisin kattoo ku koirille luetaan", "reading_dogs"),
        ("lautapelikerhon pyörittäminen", "game_clubs"),
        ("roolipelaaminen", "game_clubs"),
        ("etälukupiirin vetäminen", "reading_groups"),
        ("tapahtumatuotanto", "events"),
        ("kirjailijavieraat", "events"),
        ("uusien tilojen kalustus", "spaces"),
        ("kirjastotilat", "spaces"),
        ("nuorten tilojen suunnittelu", "children spaces"),
        ("how you run book clubs", "reading_groups"),
        ("ordering magazines and newspapers", "magazines"),
        ("the layout of your children's department", "children spaces"),
        ("how your open library works at night", "self_service"),
    ],
)
def test_a_theme_is_found_in_any_wording(text: str, found: str) -> None:
    assert themes_said(text, base_analyzer()) == tuple(found.split())


@pytest.mark.parametrize(
    "text",
    [
        "tilaus",
        "tilaan uuden kirjan",
        "tilastojen tekeminen",
        "mielentila ja jaksaminen",
        "asiakastilanteet",
        "onko vielä tilaa",
        "pelisäännöt työyhteisössä",
        "pelastussuunnitelma",
        "ompelukerhon vetäminen",
        "lukutoukka",
        "lukujärjestys",
        "lehtijutun kirjoittaminen",
        "tapahtui kummia",
        "mitä on tapahtumassa",
        "maksutapahtumien tarkistus",
        "opaskoira",
        "luettelokortti",
        "asioiden käsittely",
        "",
    ],
)
def test_a_part_of_a_word_that_means_something_else_is_no_theme(text: str) -> None:
    assert themes_said(text, base_analyzer()) == ()
