"""Addresses at which the calendar is followed elsewhere: everybody's, and a person's own with a key in it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

FILE, KEY, SERIES, LANGUAGE = "kalenteri.ics", "avain", "sarja", "lang"
"""The file below the bot's own address, and what its query is made of."""

_KEY_BYTES = 24
_KEY = re.compile(r"[A-Za-z0-9_-]{32}")


def new_key() -> str:
    """A key that nobody can guess: 192 random bits."""
    return secrets.token_urlsafe(_KEY_BYTES)


def can_be_key(text: str) -> bool:
    """Whether a text has the form of a key."""
    return _KEY.fullmatch(text) is not None


def query_of(language: str, series: Sequence[str] = (), key: str = "") -> str:
    """What follows the file's name: the key, the series that are wanted (all when none are), the language."""
    told = [(KEY, key)] if key else []
    return urlencode([*told, *((SERIES, name) for name in series), (LANGUAGE, language)])


@dataclass(frozen=True, slots=True)
class CalendarAddresses:
    """Makes addresses below the bot's own, `root`; that is empty when it has none."""

    root: str = ""

    def address(self, language: str, series: Sequence[str] = (), key: str = "") -> str:
        """The whole address of the file."""
        return f"{self.root.rstrip('/')}/{FILE}?{query_of(language, series, key)}"


NO_CALENDAR_ADDRESSES = CalendarAddresses()
"""For a bot that has no address of its own."""
