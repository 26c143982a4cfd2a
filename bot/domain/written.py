"""Texts that people wrote, made even: without what cannot be seen, in one form."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

# Controls, characters that turn the direction of writing, other invisible marks, halves of pairs.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]"
)
# Letters and symbols by their kind, of which nothing is seen.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


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


def is_web_address(text: str) -> bool:
    """Whether a text is the whole address of a page."""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and not re.search(r"[\s<>\"]", text)
