"""Consonant gradation: the k, p and t before the last vowels of a stem, strong and weak."""

from __future__ import annotations

_VOWELS = frozenset("aeiouyäöå")

# Longest first. Several results: old words have the first, new words and names often the second.
_WEAK: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("kk", ("k",)),
    ("pp", ("p",)),
    ("tt", ("t",)),
    ("nk", ("ng", "nk")),
    ("nt", ("nn", "nt")),
    ("mp", ("mm", "mp")),
    ("lt", ("ll", "lt")),
    ("rt", ("rr", "rt")),
    ("ht", ("hd", "ht")),
    ("hk", ("h", "hk")),
    ("lk", ("l", "lj", "lk")),
    ("rk", ("r", "rj", "rk")),
    ("lp", ("lv", "lp")),
    ("rp", ("rv", "rp")),
    ("sk", ("sk",)),
    ("sp", ("sp",)),
    ("st", ("st",)),
    ("tk", ("tk",)),
    ("k", ("", "k")),
    ("p", ("v", "p")),
    ("t", ("d", "t")),
)
_STRONG: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ng", ("nk", "ng")),
    ("nn", ("nt", "nn")),
    ("mm", ("mp", "mm")),
    ("ll", ("lt", "ll")),
    ("rr", ("rt", "rr")),
    ("hd", ("ht", "hd")),
    ("lv", ("lp", "lv")),
    ("rv", ("rp", "rv")),
    ("kk", ("kk",)),
    ("pp", ("pp",)),
    ("tt", ("tt",)),
    ("st", ("st",)),
    ("sk", ("sk",)),
    ("k", ("kk", "k")),
    ("p", ("pp", "p")),
    ("t", ("tt", "t")),
    ("d", ("t", "d")),
    ("v", ("p", "v")),
    ("", ("", "k")),
)


def weaken(stem: str) -> tuple[str, ...]:
    """The weak grades of a stem that ends in a vowel, the likeliest first: "linkki" -> "linki"."""
    return _grade(stem, _WEAK)


def strengthen(stem: str) -> tuple[str, ...]:
    """The strong grades of a stem that ends in a vowel, the likeliest first: "tallenne" -> "tallente"."""
    return _grade(stem, _STRONG)


def _grade(stem: str, table: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[str, ...]:
    head = stem.rstrip("aeiouyäöå")
    vowels = stem[len(head) :]
    if len(vowels) > 1:
        # A k that has gone leaves two vowels together ("koe" : "kokee"); nothing else grades there.
        return (stem, f"{head}{vowels[0]}k{vowels[1:]}") if table is _STRONG and len(vowels) == 2 else (stem,)
    for cluster, grades in table:
        if cluster and head.endswith(cluster):
            rest = head[: len(head) - len(cluster)]
            if not rest:
                break
            return tuple(rest + grade + vowels for grade in grades)
    return (stem,)
