"""Names of series: in all forms, as tails of compounds, together, and unknown ones of the live calendar."""

from __future__ import annotations

import pytest

from bot.understanding.series_names import SeriesMatch, SeriesNames
from tests.support.world import autumn, base_analyzer

LEADERS = "Johtajien ja esihenkilöiden etäkahvit"
LIVE = ["Musiikkikahvit", "Klinikka", "Pelisaunat", "Digivartit"]
ANALYZER = base_analyzer().with_live_words(LIVE)


@pytest.fixture(scope="module")
def names() -> SeriesNames:
    return SeriesNames((name, [ANALYZER.word(name)]) for name in LIVE)


def matches(names: SeriesNames, text: str, language: str = "fi") -> list[SeriesMatch]:
    return names.find([ANALYZER.word(token) for token in text.split()], language)


@pytest.mark.parametrize(
    ("text", "series"),
    [
        ("seuraava digivartti", "Digivartit"),
        ("digivartteihin", "Digivartit"),
        ("digiä tunnissa", "Digiä tunnissa"),
        ("lanu-vinkkikahveilla", "Lanu-vinkkikahvit"),
        ("lanuvinkkikahvit", "Lanu-vinkkikahvit"),
        ("johtajien ja esihenkilöiden etäkahvit", LEADERS),
        ("pomojen kahvit", LEADERS),
        ("esimieskahveille", LEADERS),
        ("makupaloja libopista", "Makupaloja Libopista"),
        ("työpajoja", "Työpaja"),
        ("musiikkikahveja", "Musiikkikahvit"),
        ("klinikalla", "Klinikka"),
        ("pelisaunoihin", "Pelisaunat"),
    ],
)
def test_one_series(names: SeriesNames, text: str, series: str) -> None:
    (match,) = matches(names, text)
    assert match.target.series == (series,)
    assert match.target.group == ""


def test_remote_coffees_in_general_are_all_coffees_and_nothing_else(names: SeriesNames) -> None:
    (match,) = matches(names, "etäkahveja")
    assert match.target.group == "etäkahvit"
    assert {"Etäkahvit", "Digivartit", LEADERS, "Musiikkikahvit"} <= set(match.target.series)
    assert not {"Webinaari", "Klinikka", "Pelisaunat", "Opintomatka"} & set(match.target.series)


def test_tip_coffees_are_both(names: SeriesNames) -> None:
    (match,) = matches(names, "vinkkikahvit")
    assert set(match.target.series) == {"Kirjavinkkikahvit", "Lanu-vinkkikahvit"}


def test_a_compound_tells_series_and_topic(names: SeriesNames) -> None:
    (match,) = matches(names, "lautapelikahveista")
    assert match.target.group == "etäkahvit"
    assert match.head == "lautapeli"


@pytest.mark.parametrize("text", ["kahvia", "kahvin", "kahville"])
def test_coffee_in_the_singular_is_a_drink(names: SeriesNames, text: str) -> None:
    assert matches(names, text) == []


def test_english_names(names: SeriesNames) -> None:
    (match,) = matches(names, "the next remote coffees please", "en")
    assert match.target.group == "etäkahvit"
    assert (match.start, match.end) == (2, 4)


@pytest.mark.parametrize(
    ("word", "led"),
    [("johtajat", True), ("esihenkilöille", True), ("managers", True), ("esihenkilöni", False), ("johtaja", False)],
)
def test_series_for_people(word: str, led: bool) -> None:
    names = autumn().calendar.names
    assert bool(names.series.led_by(names.analyzer.word(word))) is led


def test_a_colleague_is_no_audience() -> None:
    names = autumn().calendar.names
    assert names.series.colleague(names.analyzer.word("esihenkilöni"))
    assert not names.series.colleague(names.analyzer.word("esihenkilöt"))


@pytest.mark.parametrize(
    ("text", "colleague"), [("esimies juuri kysyi", True), ("johtaja ehdotti", True), ("johtaja webinaari", False)]
)
def test_who_does_something_is_a_colleague(text: str, colleague: bool) -> None:
    names = autumn().calendar.names
    first, *after = (names.analyzer.word(token) for token in text.split())
    assert names.series.colleague(first, after) is colleague


@pytest.mark.parametrize(
    ("text", "found"),
    [("seuraava pohdintatunti", True), ("ruutuklinikan linkki", True), ("klinikalle", True),
     ("montako tuntia", False), ("kyselytunti", False), ("yksi työpäivä", False)],
)  # fmt: skip
def test_the_end_of_a_name_that_tells_how_long_is_no_name(text: str, found: bool) -> None:
    live = ["Pohdintatunti", "Ruutuklinikka", "Kehittämispäivä"]
    analyzer = base_analyzer().with_live_words(live)
    names = SeriesNames((name, [analyzer.word(name)]) for name in live)
    assert bool(names.find([analyzer.word(token) for token in text.split()], "fi")) is found


@pytest.mark.parametrize(
    ("text", "series"),
    [
        ("laun vinkkikahvit", "Lanu-vinkkikahvit"),
        ("lnau-vinkkikahveille", "Lanu-vinkkikahvit"),
        ("pomjen etäkahvit", LEADERS),
        ("runo-vinkkikahvit", ""),
        ("xyz vinkkikahvit", ""),
    ],
)
def test_the_short_beginning_of_a_long_name_may_be_mistyped(names: SeriesNames, text: str, series: str) -> None:
    assert ([m.target.series[0] for m in matches(names, text) if not m.target.group] or [""]) == [series]
