"""Both languages say the same things, and nothing that the code asks for is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.texts import LANGUAGES, texts_of

ROOT = Path(__file__).parents[3]
SLOT = re.compile(r"{(\w+)}")
ASKED = re.compile(r"""texts(?:\.count)?\(\s*(?:key if key else )?"([a-z_]+(?:\.[a-z_0-9]+)+)\"""")


def test_the_languages_have_the_same_keys_and_slots() -> None:
    finnish, english = (texts_of(language).sentences for language in LANGUAGES)
    assert finnish.keys() == english.keys()
    for key, sentence in finnish.items():
        assert set(SLOT.findall(sentence)) == set(SLOT.findall(english[key])), key


def test_every_key_that_the_code_names_exists() -> None:
    code = [path for folder in ("bot", "dialogs") for path in (ROOT / folder).rglob("*.py")] + [ROOT / "app.py"]
    asked = {key for path in code for key in ASKED.findall(path.read_text(encoding="utf-8"))}
    assert len(asked) > 60
    known = texts_of("fi").sentences
    missing = {key for key in asked if key not in known and f"{key}.one" not in known}
    assert missing == set()


def test_one_and_many_are_said_apart() -> None:
    texts = texts_of("fi")
    assert texts.count("answer.found", 1) == "Löysin yhden tilaisuuden."
    assert texts.count("answer.found", 7) == "Löysin 7 tilaisuutta."


def test_a_language_that_is_not_spoken_becomes_finnish() -> None:
    assert texts_of("sv").language == "fi"


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        texts_of("fi")("no.such.key")
