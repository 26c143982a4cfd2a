"""Words are understood as people write them, and ordinary words are left alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.morphology.lexicon import load_lexicon
from bot.understanding.morphology.voikko import open_dictionary
from bot.understanding.morphology.words import Case

# Hypothesis runs a test many times and wants no fixtures made for each.
_ANY_TOKEN = Analyzer(open_dictionary(), load_lexicon())
ORDINARY = (Path(__file__).parent / "ordinary_words.txt").read_text(encoding="utf-8").split()


def lemma(analyzer: Analyzer, token: str) -> str:
    return analyzer.word(token).readings[0].lemma


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("koirien", "koira"),
        ("etäkahveihin", "etäkahvi"),
        ("Etäkahvit", "etäkahvi"),
        ("tallenteetkohan", "tallenne"),
        ("vertaisoppimismatkoille", "vertaisoppimismatka"),
        ("muistuttaisitko", "muistuttaa"),
        ("Suonenjoelta", "suonenjoki"),
        ("JOROISISSA", "joroinen"),
        ("AVI:lta", "avi"),
        ("Libopistakin", "liboppi"),
        ("lanu-vinkkikahveille", "lanu-vinkkikahvi"),
        ("milloin", "milloin"),
        ("pidetäänkö", "pitää"),
        ("tuleeks", "tulla"),
    ],
)
def test_written(analyzer: Analyzer, form: str, expected: str) -> None:
    word = analyzer.word(form)
    assert word.readings[0].lemma == expected
    assert word.known
    assert not word.corrected


@pytest.mark.parametrize(
    ("said", "written", "expected"),
    [
        ("onks", "onko", "olla"),
        ("oisko", "olisiko", "olla"),
        ("mis", "missä", "mikä"),
        ("viikol", "viikolla", "viikko"),
        ("Kuopios", "kuopiossa", "kuopio"),
        ("tallenteist", "tallenteista", "tallenne"),
        ("ilmottautua", "ilmoittautua", "ilmoittautua"),
        ("digijuttuu", "digijuttua", "digijuttu"),
        ("voisko", "voisiko", "voida"),
        ("viimesin", "viimeisin", "viimeisin"),
        ("kahavilla", "kahvilla", "kahvi"),
        ("alakaa", "alkaa", "alkaa"),
        ("vanahojen", "vanhojen", "vanha"),
        ("tulloo", "tulee", "tulla"),
        ("siinäki", "siinäkin", "se"),
        ("piäsöökö", "pääseekö", "päästä"),
        ("vettää", "vetää", "vetää"),
        ("muistuttoo", "muistuttaa", "muistuttaa"),
        ("minnuu", "minua", "minä"),
        ("iltapäevällä", "iltapäivällä", "iltapäivä"),
        ("muanantaina", "maanantaina", "maanantai"),
        ("tiällä", "täällä", "täällä"),
        ("voesitko", "voisitko", "voida"),
        ("jeänynnä", "jäänyt", "jäänyt"),
        ("kirjastoauttoo", "kirjastoautoa", "kirjastoauto"),
    ],
)
def test_spoken_and_savo(analyzer: Analyzer, said: str, written: str, expected: str) -> None:
    word = analyzer.word(said)
    assert word.readings[0].lemma == expected
    assert word.written == written
    assert word.known


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("etakahveja", "etäkahvi"),
        ("missa", "mikä"),
        ("koulutuspaivat", "koulutuspäivä"),
        ("ystavan", "ystävä"),
        ("siilinjarvella", "siilinjärvi"),
    ],
)
def test_missing_dots(analyzer: Analyzer, typed: str, expected: str) -> None:
    assert lemma(analyzer, typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("tallenteeta", "tallenne"),
        ("muisutukset", "muistutus"),
        ("etäkhavit", "etäkahvi"),
        ("pieksämälellä", "pieksämäki"),
        ("webinaariin", "webinaari"),
        ("vinkkikahvvit", "vinkkikahvi"),
        ("kuvankäsitely", "kuvankäsittely"),
    ],
)
def test_typing_errors(analyzer: Analyzer, typed: str, expected: str) -> None:
    assert lemma(analyzer, typed) == expected


def test_two_errors_are_not_corrected_but_suggested(analyzer: Analyzer) -> None:
    word = analyzer.word("vertaisopimismaka")
    assert not word.known
    assert not word.corrected
    assert "vertaisoppimismatka" in analyzer.word(word.suggested).lemmas


def test_ordinary_words_stay_themselves(analyzer: Analyzer) -> None:
    changed = {w: analyzer.word(w).written for w in ORDINARY if analyzer.word(w).written != w}
    assert len(ORDINARY) > 300
    assert not changed


@pytest.mark.parametrize("word", ["weather", "library", "remind", "Räsänen-Xyz", "qwertyuiop"])
def test_foreign_words_are_not_corrected(analyzer: Analyzer, word: str) -> None:
    assert not analyzer.word(word).corrected


def test_compounds_have_parts_and_keys(analyzer: Analyzer) -> None:
    reading = analyzer.word("etäkahvitallenteista").readings[0]
    assert reading.parts == ("etä", "kahvi", "tallenne")
    assert analyzer.word("QR-koodeja").readings[0].parts == ("qr", "koodi")
    assert analyzer.word("3D-tulostuksesta").readings[0].stems == ("3d", "tulostaa")
    assert analyzer.word("Suomi.fi-palvelusta").readings[0].parts == ("suomi.fi", "palvelu")


def test_places_have_their_case(analyzer: Analyzer) -> None:
    assert analyzer.word("Juvalta").readings[0].case is Case.ABLATIVE
    assert analyzer.word("mikkelissä").readings[0].case is Case.INESSIVE


def test_live_names_are_known_in_every_form(analyzer: Analyzer) -> None:
    for form in ("Räsälän", "räsälältä", "räsälälläkö"):
        assert lemma(analyzer, form) == "räsälä"
    assert lemma(analyzer, "äänittämisestä") == "äänittää"


def test_live_names_do_not_leak(analyzer: Analyzer) -> None:
    other = analyzer.with_live_words(["Zorbala"])
    assert lemma(other, "zorbalan") == "zorbala"
    assert not analyzer.word("zorbalan").known
    assert not other.word("räsälältä").known


def test_a_misspelt_live_name_is_mended(analyzer: Analyzer) -> None:
    assert lemma(analyzer.with_live_words(["Zorbalainen"]), "zorballaisen") == "zorbalainen"


def test_unknown_words_are_themselves(analyzer: Analyzer) -> None:
    word = analyzer.word("Xyzzyk")
    assert not word.known
    assert word.lemmas == {"xyzzyk"}


@given(st.text(max_size=80))
def test_any_token_has_a_reading(text: str) -> None:
    assert _ANY_TOKEN.word(text).readings


PROGRAM = """
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.morphology.lexicon import load_lexicon
from bot.understanding.morphology.voikko import open_dictionary
live = ["Etäkahvit: Lukukoira", "Aino Räsälä"]
analyzer = Analyzer(open_dictionary(), load_lexicon()).with_live_words(live)
words = "etäkahvti tilaa alusta palautteta tulloo kavit etäkhvit kirjavinkikahvti lainattavina räsäln"
for word in words.split():
    print(analyzer.word(word))
"""


def test_the_same_answer_under_any_hash_seed() -> None:
    answers = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(answers) == 1


@pytest.mark.parametrize(
    ("typed", "lemma_", "parts"),
    [
        ("sarjkuvavinkit", "sarjakuvavinkki", ("sarja", "kuva", "vinkki")),
        ("sarjakuvavinkti", "sarjakuvavinkki", ("sarja", "kuva", "vinkki")),
    ],
)
def test_a_compound_with_an_error_in_one_of_its_words(typed: str, lemma_: str, parts: tuple[str, ...]) -> None:
    word = _ANY_TOKEN.with_live_words(["Sarjakuvat"]).word(typed)
    assert word.readings[0].lemma == lemma_
    assert word.readings[0].parts == parts
    assert word.corrected


def test_a_compound_of_two_listed_words_that_no_dictionary_has() -> None:
    word = _ANY_TOKEN.word("mentorointikahveja")
    assert word.known
    assert not word.corrected
    assert word.readings[0].parts == ("mentorointi", "kahvi")


def test_a_listed_word_in_savo_is_no_compound_of_scraps() -> None:
    assert lemma(_ANY_TOKEN, "palaotetta") == "palaute"
    assert lemma(_ANY_TOKEN, "kalakukkoa") != "palaute"


def test_words_of_the_calendar_alone() -> None:
    analyzer = _ANY_TOKEN.with_live_words(["Varaushylly"])
    for token in ("varaushylly", "varaushyly"):
        word = analyzer.listed(token)
        assert word is not None
        assert word.readings[0].lemma == "varaushylly"
    assert analyzer.listed("polkupyörä") is None


def test_names_of_people_are_known_as_such() -> None:
    assert all(_ANY_TOKEN.word(name).readings[0].person for name in ("Pirkolla", "hanna-mari", "Virtasen"))
    assert not any(_ANY_TOKEN.word(word).readings[0].person for word in ("kuopiossa", "kahvit"))
