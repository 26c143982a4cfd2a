"""A closed set of words with all their forms, to look up as written or without the dots of ä and ö."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.understanding.morphology.spelling import SpellingIndex
from bot.understanding.morphology.words import Case, Reading

# A word and its forms with their cases, None where a form has none.
Entry = tuple[Reading, Mapping[str, Case] | Mapping[str, None]]

_DOTLESS = str.maketrans("äöå", "aoa")


def dotless(word: str) -> str:
    """The word as typed on a keyboard without ä and ö."""
    return word.translate(_DOTLESS)


class Vocabulary:
    """Words by their forms. A form may belong to several words; they keep the order they were given in."""

    def __init__(self, words: Iterable[Entry]) -> None:
        self._forms: dict[str, tuple[tuple[Reading, Case | None], ...]] = {}
        for reading, forms in words:
            for form, case in forms.items():
                self._forms[form] = (*self._forms.get(form, ()), (reading, case))
        self._dotless = {dotless(form): form for form in reversed(self._forms) if not form.isascii()}
        self.spelling = SpellingIndex(self._forms)

    def __len__(self) -> int:
        return len(self._forms)

    def __contains__(self, form: str) -> bool:
        return form in self._forms

    def find(self, form: str) -> tuple[Reading, ...]:
        """The readings of a form exactly as written; empty when it has none."""
        found = self._forms.get(form, ())
        return tuple(dict.fromkeys(replace(reading, case=case) for reading, case in found))

    def with_dots(self, form: str) -> str:
        """The form that differs only in dots that were left out; empty when there is none."""
        met = self._dotless.get(dotless(form), "")
        return met if _only_dots_missing(form, met) else ""

    def lemmas(self, form: str) -> frozenset[str]:
        """The base forms of an exact form."""
        return frozenset(reading.lemma for reading, _ in self._forms.get(form, ()))


def _only_dots_missing(typed: str, meant: str) -> bool:
    return bool(meant) and all(a in (b, dotless(b)) for a, b in zip(typed, meant, strict=True))
