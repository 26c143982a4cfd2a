"""What tells of persons is taken out of a question before it is kept: names, addresses, numbers, links."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.understanding.morphology.analyzer import Analyzer
from bot.understanding.morphology.tokens import tokens
from bot.understanding.morphology.words import Word

MASK = "[…]"

_PATTERNS = (
    re.compile(r"\S+@\S+"),  # addresses of mail, and mentions
    re.compile(r"(?:https?://|www\.)\S+", re.I),
    re.compile(r"\b\d{6}[-+A-FU-Y]\d{3}[0-9A-Z]\b", re.I),  # a Finnish identity number
    re.compile(r"\+?\d(?:[\s()./-]{0,2}\d){4,}"),  # of a telephone, a card, an account
)


def masked(text: str, analyzer: Analyzer, names: Collection[str]) -> str:
    """The text with a mark in place of what tells of persons.

    A name is a word of `names` in any of its forms, or one that the dictionary has as a person's and nothing else.
    Written with a capital within a sentence it is also one that may mean something else ("Helmi").
    """
    known = {part.casefold() for name in names for part in re.split(r"[\s-]+", name) if len(part) > 1}
    kept = []
    end = 0
    for token in tokens(text):
        inside = token.start > 0 and text[: token.start].rstrip()[-1:] not in (".", "!", "?", "")
        kept.append(text[end : token.start])
        capital = inside and token.text[:1].isupper()
        kept.append(MASK if _is_name(analyzer.word(token.text), known, capital=capital) else token.text)
        end = token.end
    found = "".join([*kept, text[end:]])
    for pattern in _PATTERNS:
        found = pattern.sub(MASK, found)
    return re.sub(rf"{re.escape(MASK)}(?:[\s,]*{re.escape(MASK)})+", MASK, found)


def _is_name(word: Word, known: Collection[str], *, capital: bool) -> bool:
    if word.surface in known or not word.lemmas.isdisjoint(known):
        return True
    persons = [reading.person for reading in word.readings]
    return word.known and (all(persons) or (capital and any(persons)))
