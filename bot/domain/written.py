"""What people wrote, as it comes back of a form or a file: texts made even, days, and options that were chosen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from datetime import date
from urllib.parse import urlsplit

# Controls, characters that turn the direction of writing, other invisible marks, halves of pairs.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]"
)
# Letters and symbols by their kind, of which nothing is seen.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")

_READ = 4
"""How many times its length of a field is looked at: no evening makes more of it."""

_LONGEST_OPTION = 64


def clean_text(text: str) -> str:
    """The text without control characters and outer space, in composed form (NFC); keeps line ends.

    It is empty when nothing of it can be seen.
    """
    even = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    cleaned = unicodedata.normalize("NFC", _UNSEEN.sub("", even)).strip()
    return cleaned if any(_is_seen(character) for character in cleaned) else ""


def _is_seen(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNPS" and character not in _BLANK


def clean_line(text: str) -> str:
    """The same on one line."""
    return clean_text(re.sub(r"\s*[\r\n]\s*", " ", text))


def line_of(value: object, most: int) -> str:
    """What came back of a field that takes so many characters, as one even line; empty when it is no text.

    A longer text is cut just behind that, so that it is still seen to be too long, and costs no more than that.
    """
    return clean_line(value[: _READ * most])[: most + 1] if isinstance(value, str) else ""


def day_of(value: object) -> date | None:
    """What came back of a field for a day, None when it is none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def several_of(value: object, options: Collection[str]) -> tuple[str, ...]:
    """The options among those that came back in one text, in their own order; what is no option is left out."""
    chosen = set(value[: _LONGEST_OPTION * len(options)].split(",")) if isinstance(value, str) else set()
    return tuple(one for one in options if one in chosen)


def is_web_address(text: str) -> bool:
    """Whether a text is the whole address of a page."""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and not re.search(r"[\s<>\"]", text)
