"""English words as far as names and topics need them."""

from __future__ import annotations


def singular(word: str) -> str:
    """A word without its plural or possessive ending: "leaders'" and "leader's" are "leader"."""
    word = word.removesuffix("'s").removesuffix("'")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
