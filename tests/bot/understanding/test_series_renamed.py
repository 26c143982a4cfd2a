"""Series that a calendar has by another name than the data file."""

from __future__ import annotations

import pytest

from bot.understanding.series_names import SeriesNames
from bot.understanding.series_renamed import lemma_names, names_in
from tests.support.world import base_analyzer, small

LEADERS = "Johtajien ja esihenkilöiden etäkahvit"
ENTRIES = [
    {"name": LEADERS, "aliases": ["johtaja etäkahvi", "esihenkilö kahvi"], "people": ["johtaja", "esihenkilö"]},
    {"name": "Opintomatka", "aliases": ["opintomatka", "opintokäynti"]},
]


def renamed(*live: str) -> dict[str, str]:
    analyzer = base_analyzer().with_live_words(live)
    words = {name: [analyzer.word(token) for token in name.split()] for name in live}
    return names_in({name.casefold(): (name, words[name]) for name in live}, ENTRIES)


@pytest.mark.parametrize(
    ("live", "leaders"),
    [
        ((), LEADERS),
        (("Kirjastokahvit",), LEADERS),
        (("Johtajien etäkahvit",), "Johtajien etäkahvit"),
        (("Esihenkilöiden kahvit",), "Esihenkilöiden kahvit"),
        (("Johtajatreffit", "Kirjastokahvit"), "Johtajatreffit"),
        (("Johtajatreffit", "Johtajien etäkahvit"), "Johtajien etäkahvit"),
        ((LEADERS, "Johtajien etäkahvit"), LEADERS),
    ],
)
def test_a_calendar_may_call_a_series_by_its_alias_or_its_people(live: tuple[str, ...], leaders: str) -> None:
    assert renamed(*live)[LEADERS] == leaders


def test_an_alias_in_the_plural_is_the_alias() -> None:
    assert renamed("Opintokäynnit")["Opintomatka"] == "Opintokäynnit"


def test_a_name_may_be_several_tuples_of_base_forms() -> None:
    analyzer = base_analyzer().with_live_words(["Lanu-vinkkikahvit"])
    assert ("lanuvinkkikahvi",) in lemma_names([analyzer.word("Lanu-vinkkikahvit")])


@pytest.mark.parametrize(
    ("text", "series"),
    [("esimiesten kahvit", "Johtajarinki"), ("pomojen etäkahveille", "Johtajarinki"), ("opintomatka", "Opintokäynti")],
)
def test_what_people_say_of_the_one_finds_the_other(text: str, series: str) -> None:
    names: SeriesNames = small().calendar.names.series
    analyzer = small().calendar.names.analyzer
    (match,) = names.find([analyzer.word(token) for token in text.split()], "fi")
    assert match.target.series == (series,)
