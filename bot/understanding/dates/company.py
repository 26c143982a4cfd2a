"""Shy parts, such as the weekday letters "to" and "ke", count only in the right company."""

from __future__ import annotations

from bot.understanding.dates.finnish import read
from bot.understanding.dates.parts import Part, Tokens, kind, small, text

_DATA = read("finnish.toml")["coffee"]
COFFEE: tuple[str, ...] = tuple(_DATA["contains"])
"""What nouns of events contain: "etäkahvit", "ohjelma"."""
_LEADING: frozenset[str] = frozenset(_DATA["leading"])


def accepted(tokens: Tokens, parts: list[Part]) -> list[Part]:
    """The parts without the shy ones that nothing near them makes a time."""
    if not any(part.shy for part in parts):
        return parts
    alone = _alone(tokens, parts)
    found: list[Part] = []
    for part in parts:
        if not part.shy or alone or _welcome(tokens, part, found):
            found.append(part)
    return found


def _alone(tokens: Tokens, parts: list[Part]) -> bool:
    """Whether the text holds nothing but the parts, joining words and words that lead a question."""
    covered = {i for part in parts for i in range(part.first, part.end)}
    if any(part.phrase.clock or part.phrase.nth or part.case == "par" for part in parts if part.shy):
        return False
    return all(
        i in covered
        or token.kind in ("mark", "dash")
        or token.text in _LEADING
        or small(tokens, i, "and", "or", "glue")
        for i, token in enumerate(tokens)
    ) and not any(kind(tokens, part.end) == "dash" and part.until is None for part in parts)


def _welcome(tokens: Tokens, part: Part, before: list[Part]) -> bool:
    if part.phrase.weekday is None or part.phrase.nth is not None:
        return False
    if before and before[-1].phrase.weekday is not None and before[-1].end == part.first - 1:
        return small(tokens, part.first - 1, "and", "or") or text(tokens, part.first - 1) == ","
    word = text(tokens, part.first - 1)
    series = kind(tokens, part.first - 1) == "masked" or any(stem in word for stem in COFFEE)
    if kind(tokens, part.end) == "dash" or not series:
        return False
    return not (word == "to" or text(tokens, part.end) in ("go", "do", "be"))
