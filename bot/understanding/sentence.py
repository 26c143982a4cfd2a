"""A text made ready for reading: its language, and its words without introductions and signatures."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from bot.understanding.concepts import load_toml
from bot.understanding.dates.finnish import month_names
from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.morphology.tokens import Token, tokens
from bot.understanding.morphology.words import Word, finite

MAX_TEXT = 600
"""Characters that are read; a question is shorter, and a pasted newsletter is no question."""

_INTRODUCTION = re.compile(
    r"\b(?:täällä|tässä|terv(?:eisin|\.)?|t\.|nimeni on|this is|my name is|i am)\s+"
    r"[A-ZÅÄÖ][\w-]+(?:\s+[A-ZÅÄÖ][\w-]+)*(?:\s+(?:from|in|at|in the)\s+[A-ZÅÄÖ]\w+)?",
)
_HERE = r"(?:meillä|täällä|meiltä|meidän)\b"
_ORIGIN = re.compile(rf"\b(?P<kept>(?:{_HERE}\s+)+)(?!{_HERE})[A-ZÅÄÖ]\w+(?:lla|llä|ssa|ssä|lta|ltä|sta|stä)\b", re.I)
_WRITER = re.compile(
    r"\b(?:[Oo]len|[Oo]on|[Oo]lemme|[Oo]llaan|[Tt]yöskentelen)\s+(?:"
    r"(?:(?!tulossa|menossa|kiinnostunut)[^\s,.?!]+\s+){0,3}[A-ZÅÄÖ]\w+(?:lla|llä|ssa|ssä)|[A-ZÅÄÖ]\w+(?:lta|ltä))\b"
)
"""Where the writer is: "olen uusi työntekijä Vesannolla"."""

_NO_END = "".join(f"(?<!(?i:{month}k))" for month in month_names())
"""The full stop of a month's short name: "jouluk. ohjelma"."""

_SENTENCE_END = re.compile(rf"(?<=[^\W\d_]){_NO_END}[.!?]+\s+(?=\w)|(?<=\d)[.!?]+\s+(?=[A-ZÅÄÖ])|(?<=\?)\s+")
POINTING = frozenset(
    {"tätä", "tästä", "tähän", "näitä", "näistä", "näihin", "sitä", "siitä", "siihen", "niitä", "niistä", "niihin"}
    | {"tällaista", "tällaisesta", "tällaisia", "tällaisista", "tällaiseen", "tällaisiin", "sellaisesta", "sellaisista"}
    | {"tämmöistä", "tämmösestä", "semmosesta", "semmosista", "tämmösistä", "this", "these", "that", "those", "it"}
)
"""Words by which a question takes up what was told before it."""

_ASKING = ("ko", "kö", "kohan", "köhän", "ks")
_QUESTION_WORDS = frozenset(
    {"mikä", "kuka", "milloin", "koska", "miten", "kuinka", "montako", "moneltako", "jos", "kun"}
)
_NOT_TELLING = frozenset(
    {"on", "me", "he", "no", "so", "as", "to", "at", "it", "am", "be", "t", "s", "d", "a", "an", "i", "some"}
)


@dataclass(frozen=True)
class Sentence:
    """A text, its tokens with their places in it, and their analyses in the same order."""

    text: str
    language: str
    tokens: tuple[Token, ...]
    words: tuple[Word, ...]

    @cached_property
    def background(self) -> frozenset[int]:
        """Word positions of the sentences before or after the one that asks; none when only one does not."""
        if "?" not in self.text:
            return frozenset()
        begins = [0, *(match.end() for match in _SENTENCE_END.finditer(self.text))]
        ends = [*begins[1:], len(self.text)]
        asking = [self.text[begin:end].rstrip().endswith("?") for begin, end in zip(begins, ends, strict=True)]
        told = self._told_first(begins[-1]) if asking[-1] else 0
        return frozenset(
            i
            for i, token in enumerate(self.tokens)
            if token.start < told or not asking[bisect_right(begins, token.start) - 1]
        )

    def _told_first(self, start: int) -> int:
        """Where the clause that asks begins, when one before it tells what it points at; else 0.

        "Nuoret notkuvat aulassa, käsitelläänkö tätä missään?"
        """
        comma = self.text.rfind(",", start)
        pairs = [(token, word) for token, word in zip(self.tokens, self.words, strict=True) if token.start >= start]
        told = [word for token, word in pairs if token.start < comma]
        asking = [word for token, word in pairs if token.start > comma]
        if not told or not asking or not asking[0].surface.endswith(_ASKING):
            return 0
        tells = any(map(finite, told)) and not any(map(_asks, told))
        return comma if tells or any(word.surface in POINTING for word in asking) else 0


def _asks(word: Word) -> bool:
    return word.surface.endswith(_ASKING) or not word.lemmas.isdisjoint(_QUESTION_WORDS)


def prepare(text: str, analyzer: Analyzer, default_language: str) -> Sentence:
    """Tidy a text and analyse its words."""
    tidy = tidied(text)
    found = tuple(tokens(tidy))
    words = tuple(analyzer.word(token.text) for token in found)
    return Sentence(tidy, language_of(words, default_language), found, words)


def tidied(text: str) -> str:
    """The part of a text that is read, with what tells only of the writer blanked out."""
    tidy = " ".join(unicodedata.normalize("NFC", text[: 4 * MAX_TEXT]).split())[:MAX_TEXT]
    for pattern in (_INTRODUCTION, _ORIGIN, _WRITER):
        tidy = pattern.sub(_blanked, tidy)
    return tidy


def _blanked(match: re.Match[str]) -> str:
    """Spaces for what was found; "meillä" before a place stays, for it says whose that is."""
    kept = match.groupdict().get("kept") or ""
    return kept.ljust(len(match.group()))


def language_of(words: Sequence[Word], default: str) -> str:
    """ "en" when the words are rather English than Finnish; the default when nothing tells."""
    listed = _english_words()
    english = finnish = 0
    for word in words:
        if word.surface in listed:
            english += 1
        elif word.known and word.surface.isalpha() and word.surface not in _NOT_TELLING:
            finnish += 1
    if not english and not finnish:
        return default
    return "en" if english > 0 and english >= finnish else "fi"


@cache
def _english_words() -> frozenset[str]:
    words: set[str] = set()
    for by_language in load_toml("concepts.toml").values():
        assert isinstance(by_language, dict)
        words.update(word for entry in by_language["en"] for word in entry.split())
    finnish: set[str] = set()
    for by_language in load_toml("concepts.toml").values():
        assert isinstance(by_language, dict)
        finnish.update(word for entry in by_language["fi"] for word in entry.split())
    return frozenset(words - finnish - _NOT_TELLING)
