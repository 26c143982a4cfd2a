"""Commands: fixed words at the beginning of a message, whatever follows them; most are the AKE team's."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.domain.roles import Deed

_DATA = Path(__file__).with_suffix(".toml")
_WORD = re.compile(r"\s*([\w-]+)")


@dataclass(frozen=True, slots=True)
class Command:
    """A command that was said: its name, what it takes to give it, and the words after it.

    Without a `deed` anybody may give it. `language` is that of its words, where they tell.
    """

    name: str
    deed: Deed | None
    rest: str
    language: str = ""


def command_of(text: str) -> Command | None:
    """The command that a message begins with, if any; of several that fit, the longest."""
    first = _WORD.match(text)
    for way in _ways().get(first[1].casefold(), ()) if first else ():
        said = way.pattern.match(text)
        if said:
            return Command(way.name, way.deed, said["rest"], way.language)
    return None


@dataclass(frozen=True, slots=True)
class _Way:
    pattern: re.Pattern[str]
    name: str
    deed: Deed | None
    language: str


@cache
def _ways() -> dict[str, list[_Way]]:
    """All ways to give each command by their first words, the longest first."""
    with _DATA.open("rb") as file:
        data = tomllib.load(file)
    found = [
        (words, name, language)
        for name, entry in data.items()
        for key, language in (("words", ""), ("fi", "fi"), ("en", "en"))
        for words in entry.get(key, ())
    ]
    ways: dict[str, list[_Way]] = {}
    for words, name, language in sorted(found, key=lambda way: (-len(way[0]), way)):
        deed = Deed(data[name]["deed"]) if "deed" in data[name] else None
        first = _WORD.match(words)
        assert first is not None
        said = r"\s+".join(re.escape(word) for word in words.split())
        pattern = re.compile(rf"\s*{said}(?![\w-])[\s:,.]*(?P<rest>.*?)\s*\Z", re.IGNORECASE | re.DOTALL)
        ways.setdefault(first[1].casefold(), []).append(_Way(pattern, name, deed, language))
    return ways
