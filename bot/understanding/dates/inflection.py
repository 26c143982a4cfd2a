"""Forms of a Finnish noun of time from its stems: written, spoken, and typed without ä and ö."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_VOWELS = "aeiouyäö"
_PLAIN = str.maketrans("äöå", "aoa")
_WEAK_ENDINGS = {
    "n": "gen",
    "ssA": "ine",
    "stA": "ela",
    "llA": "ade",
    "ltA": "abl",
    "lle": "all",
    "ksi": "tra",
}
# What is left of an ending in speech, or when one letter of a pair is not typed.
_CLIPPED = {
    "ssA": ("s", "sA"),
    "stA": ("st",),
    "llA": ("l", "lA"),
    "ltA": ("lt",),
    "lle": ("le",),
    "ksi": ("ks",),
    "nA": ("n", "nnA"),
}


@dataclass(frozen=True, slots=True)
class Form:
    """One inflected form and its case; `plural` is told apart since it may mean a habit."""

    text: str
    case: str
    plural: bool = False


def plain(word: str) -> str:
    """The word as typed on a keyboard without ä and ö."""
    return word.translate(_PLAIN)


def forms_of(noun: Mapping[str, object]) -> Iterator[Form]:
    """All forms of a noun given by its stems as the data files have them, the written ones first."""
    nom = str(noun["nom"])
    strong, part, ill, plural = _defaults(nom, noun)
    weak = str(noun.get("weak", strong))
    yield Form(nom, "nom")
    yield Form(part, "par")
    yield Form(ill, "ill")
    yield from _endings(weak, _WEAK_ENDINGS, plural=False)
    yield from _endings(strong, {"nA": "ess"}, plural=False)
    yield Form(weak + "t", "nom", True)
    weak_plural = plural if "plural" in noun else _plural_stem(weak)
    yield from _plural_forms(str(noun.get("weak_plural", weak_plural)), plural)
    if nom.endswith("tai"):
        yield from _weekday_forms(nom)


def _defaults(nom: str, noun: Mapping[str, object]) -> tuple[str, str, str, str]:
    """Strong stem, partitive, illative and plural stem, by the rule of the word's ending where not given."""
    if nom.endswith("nen"):
        strong, part = nom[:-3] + "se", nom[:-3] + harmonic("stA", nom)
    elif nom.endswith("tai"):
        strong, part = nom, nom + "ta"
    else:
        strong = str(noun.get("strong", nom))
        part = strong + harmonic("A", strong)
    ill = nom + "hin" if nom.endswith("tai") else strong + strong[-1] + "n"
    return (
        strong,
        str(noun.get("part", part)),
        str(noun.get("ill", ill)),
        str(noun.get("plural", _plural_stem(strong))),
    )


def _plural_stem(strong: str) -> str:
    if strong.endswith("ai"):
        return strong
    if strong[-1] in "eäi":
        return strong[:-1] + "i"
    return strong[:-1] + "oi" if strong.endswith("a") else strong + "i"


def harmonic(ending: str, word: str) -> str:
    """The ending with A as a or ä, whichever goes with the word's last vowel that tells."""
    for letter in reversed(word):
        if letter in "aou":
            return ending.replace("A", "a")
        if letter in "äöy":
            return ending.replace("A", "ä")
    return ending.replace("A", "ä")


def _endings(stem: str, endings: Mapping[str, str], plural: bool) -> Iterator[Form]:
    for ending, case in endings.items():
        yield Form(stem + harmonic(ending, stem), case, plural)
        for clipped in _CLIPPED.get(ending, ()):
            yield Form(stem + harmonic(clipped, stem), case, plural)


def _plural_forms(weak: str, strong: str) -> Iterator[Form]:
    weak_endings = {ending: case for ending, case in _WEAK_ENDINGS.items() if ending != "n"}
    yield from _endings(weak, weak_endings, plural=True)
    yield from _endings(strong, {"nA": "ess"}, plural=True)
    yield Form(strong + ("hin" if strong[-2] in _VOWELS else "in"), "ill", True)
    if strong[-2] in "ou":
        yield Form(strong[:-1] + harmonic("jA", strong), "par", True)
        yield Form(strong[:-1] + "jen", "gen", True)
    elif strong[-2] in "aäyö":
        yield Form(strong + harmonic("tA", strong), "par", True)
        yield Form(strong + "den", "gen", True)
    else:
        yield Form(strong + harmonic("A", strong), "par", True)
        yield Form(strong + "en", "gen", True)
    yield Form(strong + "sin", "ins", True)


def _weekday_forms(nom: str) -> Iterator[Form]:
    """Forms of the -tai words that eastern speech has: "tiistaena", "tiistaiks"."""
    eastern = nom[:-2] + "ae"
    yield Form(eastern + "na", "ess")
    yield Form(eastern + "n", "gen")
    yield Form(eastern + "sin", "ins", True)
    yield Form(nom[:-1] + "na", "ess")  # "tiistana", a clipped diphthong
    yield Form(nom + "ten", "gen", True)
    yield Form(nom + "tten", "gen", True)
