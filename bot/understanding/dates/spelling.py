"""Typing errors in words of time: one edit, the same first letter, and never an ordinary word."""

from __future__ import annotations

from collections.abc import Iterable

SHORTEST = 6
"""Letters a word must have to be corrected; in shorter ones one edit makes another word too easily."""


class Corrector:
    """Finds the one known word that is one insertion, deletion, substitution or swap away.

    `ordinary` are words of the language that look like a typing error and are none. Known words are
    found by what remains of them without one letter, so a look-up costs a few dictionary accesses.
    """

    def __init__(self, known: Iterable[str], ordinary: Iterable[str]) -> None:
        self._ordinary = frozenset(ordinary)
        self._known: dict[str, str] = {}
        for word in sorted(known):
            for key in _shortened(word):
                self._known.setdefault(key, word)

    def correct(self, word: str) -> str:
        """The known word that is meant, or nothing."""
        if len(word) < SHORTEST or word in self._ordinary:
            return ""
        found = (self._known.get(key) for key in _shortened(word))
        return next((known for known in found if known and known[0] == word[0] and near(word, known)), "")


def _shortened(word: str) -> list[str]:
    return [word, *(word[:i] + word[i + 1 :] for i in range(1, len(word)))]


def near(word: str, other: str) -> bool:
    """Whether two words differ by one edit at most, two neighbouring letters swapped being one."""
    if abs(len(word) - len(other)) > 1:
        return False
    head = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), None)
    if head is None:
        return True
    rest, other_rest = word[head:], other[head:]
    if len(word) != len(other):
        longer, shorter = (rest, other_rest) if len(word) > len(other) else (other_rest, rest)
        return longer[1:] == shorter
    return rest[1:] == other_rest[1:] or (rest[1::-1] == other_rest[:2] and rest[2:] == other_rest[2:])
