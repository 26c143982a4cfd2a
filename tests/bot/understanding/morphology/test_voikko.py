"""The contract of a dictionary, run over both backends."""

from __future__ import annotations

import builtins
from typing import Any

import pytest

from bot.understanding.morphology.voikko import (
    Dictionary,
    DictionaryNotFoundError,
    Libvoikko,
    open_dictionary,
)
from bot.understanding.morphology.words import Case, WordClass


@pytest.fixture(scope="module", params=["libvoikko", "pyvoikko"])
def backend(request: pytest.FixtureRequest) -> Dictionary:
    try:
        return open_dictionary(request.param)
    except DictionaryNotFoundError as error:
        pytest.skip(f"{request.param} is not on this machine: {error}")


@pytest.mark.parametrize(
    ("form", "lemma", "case"),
    [
        ("koirien", "koira", Case.GENITIVE),
        ("Kuopiossa", "kuopio", Case.INESSIVE),
        ("talolle", "talo", Case.ALLATIVE),
        ("vettä", "vesi", Case.PARTITIVE),
        ("juoksee", "juosta", None),
        ("minua", "minä", Case.PARTITIVE),
    ],
)
def test_base_form_and_case(backend: Dictionary, form: str, lemma: str, case: Case | None) -> None:
    first = backend.analyze(form)[0]
    assert (first.lemma, first.case) == (lemma, case)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("tekijänoikeus", ("tekijä", "oikeus")),
        ("kuvankäsittely", ("kuva", "käsittely")),
        ("lukutaitotyötä", ("luku", "taito", "työ")),
        ("kirjastoautoista", ("kirjasto", "auto")),
        ("koira", ("koira",)),
    ],
)
def test_compound_parts_are_words_and_not_suffixes(backend: Dictionary, word: str, parts: tuple[str, ...]) -> None:
    first = backend.analyze(word)[0]
    assert first.parts == parts
    assert first.word_class is WordClass.NOUN


@pytest.mark.parametrize(
    "family",
    [
        ("lainaaminen", "lainaus", "lainata", "lainattavina"),
        ("tekstittäminen", "tekstitys", "tekstittää"),
        ("äänittäminen", "äänitys"),
        ("muokkaaminen", "muokata", "muokkaus"),
        ("leikkaaminen", "leikkaus"),
        ("opettaminen", "opetus"),
        ("kuljettaja", "kuljetus"),
        ("saavutettava", "saavutettavuus"),
        ("esteetön", "esteettömyys"),
        ("selkokieli", "selkokielinen"),
    ],
)
def test_derivations_of_one_word_meet(backend: Dictionary, family: tuple[str, ...]) -> None:
    keys = [set(backend.analyze(word)[0].stems) for word in family]
    assert set.intersection(*keys)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("saavutettavuus", "saavuttaa"),
        ("esteetön", "este"),
        ("oikeus", "oikea"),
        ("tekijä", "tehdä"),
        ("kirjallisuus", "kirja"),
    ],
)
def test_words_of_other_subjects_stay_apart(backend: Dictionary, one: str, other: str) -> None:
    assert not set(backend.analyze(one)[0].stems) & set(backend.analyze(other)[0].stems)


def test_unknown_and_odd_words_have_no_reading(backend: Dictionary) -> None:
    for word in ("", "xyzzyk", "a\x00b", "ö" * 500, "ki rja"):
        assert backend.analyze(word) == ()


def test_both_backends_agree() -> None:
    try:
        twins = [open_dictionary("libvoikko"), open_dictionary("pyvoikko")]
    except DictionaryNotFoundError as error:
        pytest.skip(str(error))
    words = "kirsin valinta vapaaehtoisista yläkouluikäisille luettavaa nopeasti tietokoneella on e-kirja"
    for word in words.split(" "):
        assert twins[0].analyze(word) == twins[1].analyze(word), word


def test_an_unknown_backend_is_refused() -> None:
    with pytest.raises(ValueError, match="klingon"):
        open_dictionary("klingon")


def test_without_libvoikko_the_other_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(self: Libvoikko) -> None:
        raise DictionaryNotFoundError("no library")

    monkeypatch.setattr(Libvoikko, "__init__", missing)
    assert open_dictionary().analyze("koirien")[0].lemma == "koira"


def test_pyvoikko_is_loaded_only_when_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    really_import = builtins.__import__

    def guarded(name: str, *args: Any, **kwargs: Any) -> Any:
        assert name != "pyvoikko"
        return really_import(name, *args, **kwargs)

    try:
        open_dictionary("libvoikko")
    except DictionaryNotFoundError as error:
        pytest.skip(str(error))
    monkeypatch.setattr(builtins, "__import__", guarded)
    assert open_dictionary().analyze("kissan")
