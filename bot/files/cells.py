"""Texts of cells to values; each function raises BadInput, whose problem lacks its place."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from urllib.parse import urlsplit

from bot.domain.errors import BadInput, Problem
from bot.domain.events import Form, Status
from bot.files import limits
from bot.files.moments import bad_value, read_day

FORMS = {"etä": Form.REMOTE, "lähi": Form.ON_SITE, "hybridi": Form.HYBRID}
STATUSES = {"": Status.PLANNED, "peruttu": Status.CANCELLED, "siirretty": Status.MOVED}
PERMANENT = "pysyvä"

# Controls, characters that turn the direction of writing, other invisible marks, halves of pairs.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]"
)


def clean_text(text: str) -> str:
    """The text without control characters and outer space, in composed form (NFC); keeps line ends."""
    even = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return unicodedata.normalize("NFC", _UNSEEN.sub("", even)).strip()


def clean_line(text: str) -> str:
    """The same on one line."""
    return clean_text(re.sub(r"\s*[\r\n]\s*", " ", text))


def read_required(text: str) -> str:
    """A line of text that must be there."""
    line = clean_line(text)
    if not line:
        raise BadInput(Problem("required_missing"))
    return line


def read_link(text: str) -> str:
    """A web address, or nothing."""
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError as error:
        raise bad_value("bad_link", text) from error
    if parts.scheme not in ("http", "https") or not host or re.search(r"[\s<>\"]", text):
        raise bad_value("bad_link", text)
    return text


def read_form(text: str) -> Form:
    """How people take part; remotely when nothing is said."""
    try:
        return FORMS[text.casefold()] if text else Form.REMOTE
    except KeyError as error:
        raise bad_value("bad_form", text) from error


def read_status(text: str) -> Status:
    """Whether it takes place; as planned when nothing is said."""
    try:
        return STATUSES[text.casefold()]
    except KeyError as error:
        raise bad_value("bad_status", text) from error


def read_seats(text: str) -> int | None:
    """A whole number above zero, or nothing."""
    if not text:
        return None
    if not re.fullmatch("[0-9]{1,6}", text) or not 0 < int(text) <= limits.MAX_SEATS:
        raise bad_value("bad_seats", text)
    return int(text)


def read_optional_day(text: str) -> date | None:
    """A day, or nothing."""
    return read_day(text) if text else None


def read_recording_end(text: str) -> date | None:
    """The last day of a recording, None when it is permanent; it must be said."""
    if not text:
        raise BadInput(Problem("recording_until_missing"))
    return None if text.casefold() == PERMANENT else read_day(text)
