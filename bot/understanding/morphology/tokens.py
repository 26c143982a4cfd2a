"""Splits a text into words, numbers and dates, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      https?://\S+
    | \d+(?:[.,:]\d+)+\.?                                  # 17.2.2027  9.30  1,5
    | \d+\.(?=\s*[-–]?\s*\d|\s+[a-zäö])                    # the 3. of "3. maaliskuuta"
    | \d+(?![^\W_])(?!-[^\W\d_])
    | [^\W_]+(?:['’][^\W_]+)*
      (?:\.(?:fi|com|org|net|eu|io)\b)?
      (?::[^\W\d_]{1,6}\b)?                                # AVI:n
      (?:-[^\W_]+(?:\.(?:fi|com|org|net|eu|io)\b)?(?::[^\W\d_]{1,6}\b)?)*
      -?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number as written, and its character offsets in the text."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The tokens of a text in order; punctuation and spaces are left out."""
    return [Token(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]
