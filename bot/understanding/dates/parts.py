"""A stretch of tokens that says a time, and small questions to the tokens around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.understanding.dates.entries import Entry, Tag
from bot.understanding.dates.phrase import Phrase, Side
from bot.understanding.dates.tokens import Token

Tokens = Sequence[Token]


@dataclass(frozen=True, slots=True)
class Part:
    """Tokens `first` up to `end` and what they say: a phrase, or all from `phrase` to `until`.

    `side` is set when only what is before, after, ... is meant. `case` is the Finnish case of the head.
    `shy` parts count only in company: weekday letters, a bare "ilta", a number behind a day.
    """

    first: int
    end: int
    phrase: Phrase
    case: str = ""
    until: Phrase | None = None
    side: Side | None = None
    shy: bool = False
    plural: bool = False
    english: bool = False

    def with_(self, **changes: object) -> Part:
        """A copy with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


def at(tokens: Tokens, i: int) -> Token | None:
    """The token at an index, None outside."""
    return tokens[i] if 0 <= i < len(tokens) else None


def is_(tokens: Tokens, i: int, tag: Tag, *values: object) -> bool:
    """Whether there is such a token at an index."""
    return 0 <= i < len(tokens) and tokens[i].is_(tag, *values)


def small(tokens: Tokens, i: int, *values: str) -> bool:
    """Whether there is such a small word at an index."""
    return is_(tokens, i, Tag.SMALL, *values)


def get(tokens: Tokens, i: int, tag: Tag) -> Entry | None:
    """The meaning of that kind of the token at an index."""
    return tokens[i].get(tag) if 0 <= i < len(tokens) else None


def text(tokens: Tokens, i: int) -> str:
    """The word at an index in lower case, empty outside."""
    return tokens[i].text if 0 <= i < len(tokens) else ""


def kind(tokens: Tokens, i: int) -> str:
    """The kind of the token at an index, empty outside."""
    return tokens[i].kind if 0 <= i < len(tokens) else ""


def skip(tokens: Tokens, i: int, *values: str) -> int:
    """The index behind such small words."""
    while small(tokens, i, *values):
        i += 1
    return i


def unknown_word(tokens: Tokens, i: int) -> str:
    """The word at an index if it has nothing to do with time, else an empty text."""
    token = at(tokens, i)
    return token.text if token and token.kind == "word" and not token.entries else ""
