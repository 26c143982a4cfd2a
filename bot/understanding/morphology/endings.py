"""Strips clitics and possessive suffixes: "tallenteetko" -> "tallenteet", "linkillemme" -> "linkille"."""

from __future__ import annotations

from collections.abc import Iterator

# Longest first; each may stand after another ("onkohan", "siihenkinkö").
_CLITICS = (
    "kohan", "köhän", "kaan", "kään", "kkaan", "kkään", "kos", "kös", "kin", "kii", "han", "hän", "hä", "pas",
    "päs", "ko", "kö", "ks", "pa", "pä",
)  # fmt: skip
_POSSESSIVES = ("nsa", "nsä", "mme", "nne", "ni", "si")
_SHORTEST = 3


def bare_forms(word: str) -> Iterator[str]:
    """Forms it may be without its clitics, then without a possessive suffix too; never the word itself."""
    without_clitics = list(_without(word, _CLITICS))
    for form in tuple(without_clitics):
        without_clitics.extend(_without(form, _CLITICS))
    yield from dict.fromkeys(without_clitics)
    for form in (word, *without_clitics):
        for bare in _without(form, _POSSESSIVES):
            yield bare
            # The suffix hides the ending of the genitive and the illative, and the strong grade before it.
            yield bare + "n"
            yield bare + ("na" if set(bare) & set("aou") else "nä")
        if len(form) > 5 and form[-1] == "n" and form[-2] == form[-3]:
            yield form[:-2]


def _without(word: str, endings: tuple[str, ...]) -> Iterator[str]:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST - (ending in ("ko", "kö", "ks", "kohan")):
            yield word[: -len(ending)]
