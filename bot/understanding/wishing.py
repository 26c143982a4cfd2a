"""What a sentence about topic wishes says: the wish itself without the words around it, or that one asks for all."""

from __future__ import annotations

import re
from functools import cache

from bot.understanding.concepts import load_toml


def asks_for_wishes(text: str) -> bool:
    """Whether one asks what has been wished."""
    return any(pattern.search(_even(text)) for pattern in _patterns("list"))


def wished(text: str) -> str:
    """The topic that a sentence wishes, or nothing; the sentence itself when the two cannot be told apart."""
    even = _even(text)
    found = next((match for pattern in _patterns("lead") if (match := pattern.search(even))), None)
    if found is None:
        return even
    topic = even[found.end() :].strip(" .?!,")
    return topic[:1].upper() + topic[1:]


def _even(text: str) -> str:
    return " ".join(text.split())


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    patterns = load_toml("wishing.toml")[name]
    assert isinstance(patterns, list)
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
