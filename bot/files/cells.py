"""Texts of cells to values; each function raises BadInput, whose problem lacks its place."""

from __future__ import annotations

import re
from datetime import date

from bot.domain.errors import BadInput, Problem
from bot.domain.events import Form, Status
from bot.domain.written import clean_line as clean_line
from bot.domain.written import clean_text as clean_text
from bot.domain.written import is_web_address
from bot.files import limits
from bot.files.moments import bad_value, read_day

FORMS = {"etä": Form.REMOTE, "lähi": Form.ON_SITE, "hybridi": Form.HYBRID}
STATUSES = {"": Status.PLANNED, "peruttu": Status.CANCELLED, "siirretty": Status.MOVED}
PERMANENT = "pysyvä"


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
    if not is_web_address(text):
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
