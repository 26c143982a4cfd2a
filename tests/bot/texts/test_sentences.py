"""Both languages say the same things, and nothing that the code asks for is missing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.texts import LANGUAGES, texts_of
from bot.understanding.meaning import Intent

ROOT = Path(__file__).parents[3]
SLOT = re.compile(r"{(\w+)}")
ASKED = re.compile(r"""texts(?:\.count)?\(\s*(?:key if key else )?"([a-z_]+(?:\.[a-z_0-9]+)+)\"""")


def test_the_languages_have_the_same_keys_and_slots() -> None:
    finnish, english = (texts_of(language).sentences for language in LANGUAGES)
    assert finnish.keys() == english.keys()
    for key, sentence in finnish.items():
        assert set(SLOT.findall(sentence)) == set(SLOT.findall(english[key])), key


def code() -> list[str]:
    paths = [path for folder in ("bot", "dialogs") for path in (ROOT / folder).rglob("*.py")] + [ROOT / "app.py"]
    return [path.read_text(encoding="utf-8") for path in paths]


def test_every_key_that_the_code_names_exists() -> None:
    asked = {key for text in code() for key in ASKED.findall(text)}
    assert len(asked) > 60
    known = texts_of("fi").sentences
    missing = {key for key in asked if key not in known and f"{key}.one" not in known}
    assert missing == set()


def names(text: str) -> Iterator[str]:
    """The texts of a module as patterns: what is put into one is anything, once a key's section has been named."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.escape(node.value)
        elif isinstance(node, ast.JoinedStr):
            parts = [re.escape(str(one.value)) if isinstance(one, ast.Constant) else ".*" for one in node.values]
            if re.match(r"\w+\\\.", parts[0]):
                yield "".join(parts)


def test_no_key_is_left_that_the_code_has_no_use_for() -> None:
    # What is counted, and the label, the error and the like of a form's field, are named without their ends.
    end = r"(\.(one|many|zero)|_(title|label|error|how))?"
    known = re.compile(f"({'|'.join({one for text in code() for one in names(text)})}){end}")
    of_intents = {f"{intent}.{part}" for intent in Intent for part in ("title", "how")}
    assert [key for key in texts_of("fi").sentences if not known.fullmatch(key) and key not in of_intents] == []


def test_one_and_many_are_said_apart() -> None:
    texts = texts_of("fi")
    assert texts.count("answer.found", 1) == "Löysin yhden tilaisuuden."
    assert texts.count("answer.found", 7) == "Löysin 7 tilaisuutta."


def test_a_language_that_is_not_spoken_becomes_finnish() -> None:
    assert texts_of("sv").language == "fi"


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(KeyError):
        texts_of("fi")("no.such.key")
