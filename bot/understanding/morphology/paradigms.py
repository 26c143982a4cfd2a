"""Inflects a Finnish nominal from its nominative: every case, singular and plural, with gradation.

It may give a weak or strong variant too many ("Katin", "Kadin"), never one too few of a common type. Clitics
and possessive suffixes are not generated: endings.py strips them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from types import MappingProxyType

from bot.understanding.morphology.nominal_types import Stems, stems_of
from bot.understanding.morphology.words import Case

_SINGULAR_WEAK = (
    ("n", Case.GENITIVE),
    ("ssA", Case.INESSIVE),
    ("stA", Case.ELATIVE),
    ("llA", Case.ADESSIVE),
    ("ltA", Case.ABLATIVE),
    ("lle", Case.ALLATIVE),
    ("ksi", Case.TRANSLATIVE),
)
_PLURAL_WEAK = _SINGULAR_WEAK[1:]


def forms(nominative: str) -> frozenset[str]:
    """All case forms of a nominal, singular and plural, in lower case; of a compound by its last part."""
    return frozenset(inflect(nominative))


@lru_cache(maxsize=4096)
def inflect(nominative: str) -> Mapping[str, Case]:
    """The same forms with the case of each; where two cases look alike, the commoner one."""
    word = nominative.lower()
    found: dict[str, Case] = {word: Case.NOMINATIVE}
    for harmony in _harmonies(word):
        for form, case in _endings(stems_of(word)):
            found.setdefault(form.replace("A", harmony[0]).replace("O", harmony[1]), case)
    return MappingProxyType(found)


def _harmonies(word: str) -> tuple[str, ...]:
    """Back or front vowels in the endings; both when the last part of a compound may be neutral."""
    back = max(word.rfind(vowel) for vowel in "aouå")
    front = max(word.rfind(vowel) for vowel in "äöy")
    if back < 0:
        return ("äö",)
    if front > back:
        return ("äö",)
    neutral_tail = sum(letter in "ei" for letter in word[back:])
    return ("ao", "äö") if neutral_tail >= 2 else ("ao",)


def _endings(stems: Stems) -> Iterator[tuple[str, Case]]:
    yield from ((stem + "t", Case.NOMINATIVE) for stem in stems.weak)
    yield from ((form, Case.PARTITIVE) for form in stems.partitive)
    for stem in stems.weak:
        yield from ((stem + ending, case) for ending, case in _SINGULAR_WEAK)
    yield from ((form, Case.ILLATIVE) for form in chain.from_iterable(map(_illative, stems.strong)))
    yield from ((stem + "nA", Case.ESSIVE) for stem in stems.strong)
    yield from ((form, Case.GENITIVE) for form in stems.plural_genitive)
    yield from ((form, Case.PARTITIVE) for form in stems.plural_partitive)
    for stem in stems.plural_weak:
        yield from ((stem + ending, case) for ending, case in _PLURAL_WEAK)
    yield from ((form, Case.ILLATIVE) for form in chain.from_iterable(map(_plural_illative, stems.plural_strong)))
    yield from ((stem + "nA", Case.ESSIVE) for stem in stems.plural_strong)
    yield from ((stem + "ttA", Case.OTHER) for stem in stems.weak)


def _illative(stem: str) -> Iterable[str]:
    """ "taloon", "maahan", "tallenteeseen", "torstaihin"."""
    last = stem[-1]
    if len(stem) > 1 and stem[-2] == last:
        return (f"{stem}h{last}n", f"{stem}seen")
    if stem[-2:] in ("ie", "uo", "yö", "ai", "äi", "oi", "öi", "ui", "yi", "ei", "au", "äy", "ou", "eu"):
        return (f"{stem}h{last}n", f"{stem}{last}n")
    return (f"{stem}{last}n",)


def _plural_illative(stem: str) -> Iterable[str]:
    """ "kahveihin", "koiriin", "tallenteisiin"."""
    if stem[-2:-1] in ("a", "e", "i", "o", "u", "y", "ä", "ö"):
        return (f"{stem}hin", f"{stem}siin")
    return (f"{stem}in",)
