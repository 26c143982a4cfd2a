"""Conjugates a Finnish verb of the four big types from its infinitive, as far as questions need it.

It gives the persons of present, past and conditional, the passive, the imperative, the third infinitive and
the noun in -minen. Irregular forms ("on", "teki") belong to the lexicon's data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.understanding.morphology.gradation import strengthen, weaken
from bot.understanding.morphology.paradigms import forms

_PERSONS = ("n", "t", "mme", "tte")
_VOWELS = "aeiouyäö"
# "antaa : antoi" but "ottaa : otti"; "tallentaa : tallensi", "löytää : löysi" but "vetää : veti".
_PAST_IN_OI = re.compile(r"[^aeiouyäö]*a[aiu]?[^aeiouyäö]+a")
_PAST_IN_SI = re.compile(r".*(?:[nlr]|yy|öy|uu|ää|öö)t[aä]")


@dataclass(frozen=True, slots=True)
class _Stems:
    """What endings are added to: "anta-", "anna-", "antaa", "antoi", "annoi-", "antaisi", "annet-"."""

    strong: str
    weak: str
    third: str
    past: str
    weak_past: str
    conditional: str
    passive: str
    participle: str
    imperative: str


def conjugate(infinitive: str) -> frozenset[str]:
    """The forms of a verb, in lower case, without clitics."""
    verb = infinitive.lower()
    back = any(letter in "aou" for letter in verb)
    harmony = str.maketrans("AU", "au" if back else "äy")
    stems = _stems_of(verb)
    finite = {form.translate(harmony) for form in _forms(stems)}
    noun = forms(stems.strong + "minen")
    tail = len(stems.strong)
    wrong = "äöy" if back else "aou"
    return frozenset(finite | {verb} | {form for form in noun if not set(form[tail:]) & set(wrong)})


def _forms(stems: _Stems) -> Iterator[str]:
    yield from (stems.third, stems.strong + "vAt", stems.imperative + "kAA", stems.participle, stems.weak)
    yield stems.participle[:-2] + "eet"
    yield stems.past
    yield stems.past + "vAt"
    for person in _PERSONS:
        yield stems.weak + person
        yield stems.weak_past + person
        yield stems.conditional + person
    yield stems.conditional
    yield stems.conditional + "vAt"
    yield from _passive(stems.passive)
    yield from (stems.strong + ending for ending in ("mAAn", "mAssA", "mAstA", "mAllA", "mAttA"))


def _passive(stem: str) -> Iterator[str]:
    """From "annetaan" and "tullaan" without their last vowels: "annet", "tull"."""
    yield stem + "AAn"
    yield stem + "A"
    past = stem + "t" if stem.endswith("t") and stem[-2] in _VOWELS else stem[:-1] + "t"
    yield from (past + ending for ending in ("iin", "U", "Aisiin", "AvA", "AviA"))


def _stems_of(infinitive: str) -> _Stems:
    if infinitive.endswith(("da", "dä")):
        return _type_da(infinitive)
    if infinitive.endswith(("lla", "llä", "nna", "nnä", "rra", "rrä", "sta", "stä")):
        return _type_la(infinitive)
    if infinitive.endswith(("ita", "itä")):
        stem = infinitive[:-2] + "ts"
        return _type_ta(infinitive, stem + "e", stem + "ee", stem + "i", stem + "isi")
    if infinitive.endswith(("ta", "tä")):
        return _contracted(infinitive)
    return _type_a(infinitive)


def _type_a(infinitive: str) -> _Stems:
    """ "antaa", "katsoa", "lukea", "etsiä"."""
    strong = infinitive[:-1]
    weak = weaken(strong)[0]
    base, last = strong[:-1], strong[-1]
    if _PAST_IN_OI.fullmatch(strong):
        past, weak_past = base + "oi", weak[:-1] + "oi"
    elif _PAST_IN_SI.fullmatch(strong):
        past = weak_past = base[:-1] + "si"
    elif last in "aäei":
        past, weak_past = base + "i", weak[:-1] + "i"
    else:
        past, weak_past = strong + "i", weak + "i"
    passive = (weak[:-1] + "e" if last in "aä" else weak) + "t"
    conditional = base + "isi" if last in "ei" else strong + "isi"
    return _Stems(strong, weak, strong + last, past, weak_past, conditional, passive, strong + "nUt", strong)


def _type_da(infinitive: str) -> _Stems:
    """ "saada", "voida", "arvioida"."""
    stem = infinitive[:-2]
    past = stem if stem.endswith("i") else stem[:-1] + "i"
    return _Stems(stem, stem, stem, past, past, past + "si", infinitive[:-1], stem + "nUt", stem)


def _type_la(infinitive: str) -> _Stems:
    """ "tulla", "päästä", "käsitellä", "kuunnella"."""
    bare = infinitive[:-2]
    doubled = "s" if infinitive[-2] == "t" else infinitive[-2]
    graded = strengthen(bare[:-1])[0] + bare[-1] if bare.endswith("el") and len(bare) > 4 else bare
    stem, past = graded + "e", graded + "i"
    return _Stems(stem, stem, stem + "e", past, past, past + "si", infinitive[:-1], f"{bare}{doubled}Ut", bare)


def _contracted(infinitive: str) -> _Stems:
    """ "lainata : lainaa", "haluta : haluaa"."""
    bare = infinitive[:-2]
    graded = bare if bare[-2] == "v" else strengthen(bare)[0]
    stem = graded + infinitive[-1]
    if graded.endswith(("a", "ä")):
        return _type_ta(infinitive, stem, stem, graded + "si", graded + "isi")
    return _type_ta(infinitive, stem, stem + infinitive[-1], graded + "si", stem + "isi")


def _type_ta(infinitive: str, stem: str, third: str, past: str, conditional: str) -> _Stems:
    base = infinitive[:-2]
    return _Stems(stem, stem, third, past, past, conditional, infinitive[:-1], base + "nnUt", infinitive[:-1])
