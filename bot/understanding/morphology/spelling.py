"""Finds the known form that is one typing error away; two errors only for asking "tarkoititko"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

_HEAD = 3
_SHORTEST = 5
_LONGEST = 40
_VOWELS = frozenset("aeiouyäö")


class SpellingIndex:
    """Known forms by their first and last letters: one error leaves the one or the other end untouched."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._by_head: dict[tuple[str, int], list[str]] = {}
        self._by_tail: dict[tuple[str, str, int], list[str]] = {}
        for form in forms:
            length = len(form)
            if _SHORTEST <= length <= _LONGEST:
                self._by_head.setdefault((form[:_HEAD], length), []).append(form)
                self._by_tail.setdefault((form[0], form[-_HEAD:], length), []).append(form)

    def one_error(self, word: str) -> tuple[str, ...]:
        """Forms with the same first letter one edit away (a swap is one edit), the likeliest first."""
        near = self._near(word, 1)
        return tuple(sorted(near, key=lambda form: (oddity(word, form), form)))

    def suggestion(self, word: str) -> str:
        """A form one edit away, else two, that begins or ends with the same letters; empty if none."""
        near = self.one_error(word) or sorted(self._near(word, 2))
        return near[0] if near else ""

    def _near(self, word: str, edits: int) -> set[str]:
        candidates = self._candidates(word, edits)
        found = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=edits, limit=None)
        return {form for form, distance, _ in found if distance == edits}

    def _candidates(self, word: str, edits: int) -> Sequence[str]:
        found: list[str] = []
        for length in range(len(word) - edits, len(word) + edits + 1):
            found += self._by_head.get((word[:_HEAD], length), ())
            found += self._by_tail.get((word[0], word[-_HEAD:], length), ())
        return found


def oddity(typed: str, meant: str) -> int:
    """How odd an error is: a doubled or single letter, a swap and missing dots are the usual ones."""
    if len(typed) == len(meant):
        return 0 if sorted(typed) == sorted(meant) or _same_without_dots(typed, meant) else 2
    longer, shorter = (typed, meant) if len(typed) > len(meant) else (meant, typed)
    for position in range(1, len(longer)):
        if longer[:position] + longer[position + 1 :] == shorter and longer[position] == longer[position - 1]:
            return 0
    return 1


def _same_without_dots(typed: str, meant: str) -> bool:
    dots = str.maketrans("äöå", "aoa")
    return typed.translate(dots) == meant.translate(dots)
