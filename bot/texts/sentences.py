"""The text files, read once, and sentences made of them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LANGUAGES = ("fi", "en")


def language_of(locale: str) -> str:
    """The language in which somebody of a locale such as "en-GB" is spoken to: English, or else Finnish."""
    return "en" if locale.lower().startswith("en") else "fi"


@dataclass(frozen=True, slots=True)
class Texts:
    """The sentences of one language, by keys such as "answer.nothing"."""

    language: str
    sentences: dict[str, str]

    def __call__(self, key: str, /, **slots: object) -> str:
        """The sentence of a key with its slots filled; an unknown key or slot is a KeyError."""
        return self.sentences[key].format(**slots)

    def count(self, key: str, number: int, /, **slots: object) -> str:
        """The sentence for one (`key.one`) or for several (`key.many`), with the slot {n}."""
        return self(f"{key}.{'one' if number == 1 else 'many'}", n=number, **slots)


@cache
def texts_of(language: str) -> Texts:
    """The texts of a language; Finnish for one that the bot does not speak."""
    chosen = language if language in LANGUAGES else LANGUAGES[0]
    sentences: dict[str, str] = {}
    for path in sorted(Path(__file__).parent.glob(f"{chosen}*.toml")):
        with path.open("rb") as file:
            sentences.update(_flat(tomllib.load(file)))
    return Texts(chosen, sentences)


def _flat(table: dict[str, object], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            flat.update(_flat(value, f"{prefix}{key}."))
        else:
            flat[prefix + key] = str(value)
    return flat
