"""Nouns and their verbs by rule: "opetus" may come from "opettaa", "leikkaus" from "leikata", "tulostin" too."""

from __future__ import annotations

from bot.understanding.morphology.gradation import weaken
from bot.understanding.morphology.words import Word

# The noun's ending, and the endings of verbs it may come from; those after a doubled vowel never do.
_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("nnus", ("ntaa",)),
    ("nnys", ("ntää",)),
    ("tus", ("ttaa", "taa")),
    ("tys", ("ttää", "tää")),
    ("aus", ("ata",)),
    ("äys", ("ätä",)),
    ("stin", ("staa", "stää")),
    ("ointi", ("oida",)),
    ("öinti", ("öidä",)),
)


def verbs_of(noun: str) -> tuple[str, ...]:
    """Verbs that a noun in -us, -ys, -nti or -stin may be derived from; a dictionary must say which exist."""
    for ending, endings in _ENDINGS:
        root = noun.removesuffix(ending)
        if root != noun and len(root) >= 2:
            weak = weaken(root + ending[0])[0][:-1] if ending in ("aus", "äys") else root
            return tuple(weak + verb for verb in endings)
    return ()


def adjective_roots(word: Word) -> list[str]:
    """How adjectives begin a compound: "paikallinen" is "paikallis-", and "uhkaava" comes of "uhka"."""
    roots = []
    for lemma in word.lemmas:
        if lemma.endswith("nen"):
            roots.append(lemma.removesuffix("nen") + "s")
        elif lemma.endswith(("aava", "äävä")):
            roots.append(lemma[:-3])
    return sorted(roots)


def verb_of_unknown(word: str) -> str:
    """The verb of a noun in -minen, or the likeliest of one in -tus, that no dictionary has."""
    if word.endswith("minen") and len(word) > 7:
        stem = word.removesuffix("minen")
        return stem + ("a" if set(stem) & set("aou") else "ä")
    verbs = verbs_of(word) if word.endswith(("tus", "tys", "ointi")) and len(word) > 5 else ()
    return verbs[0] if verbs else word
