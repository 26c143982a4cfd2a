"""Texts of a form's fields to values; each function raises BadInput, whose problem lacks its place."""

from __future__ import annotations

import re
from datetime import date, time

from bot.domain.errors import BadInput, Problem
from bot.domain.event_forms import LIMITED, PERMANENT
from bot.domain.events import Form
from bot.domain.written import is_web_address

FIRST_YEAR, LAST_YEAR = 2000, 2100
MAX_SEATS = 100_000

_SHOWN_OF_VALUE = 60


def _bad(code: str, value: str) -> BadInput:
    return BadInput(Problem(code, slots={"value": value[:_SHOWN_OF_VALUE]}))


def read_required(text: str) -> str:
    if not text:
        raise BadInput(Problem("required_missing"))
    return text


def read_required_day(text: str) -> date:
    day = read_optional_day(read_required(text))
    assert day is not None
    return day


def read_optional_day(text: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise _bad("bad_date", text) from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _bad("bad_year", text)
    return day


def read_clock(text: str) -> time | None:
    if not text:
        return None
    found = re.fullmatch(r"(\d{1,2})[:.](\d{2})(?:[:.]00)?", text, re.ASCII)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise _bad("bad_clock", text)
    return time(int(found[1]), int(found[2]))


def read_form(text: str) -> Form:
    try:
        return Form(text) if text else Form.REMOTE
    except ValueError as error:
        raise _bad("bad_choice", text) from error


def read_validity(text: str) -> str:
    if read_required(text) not in (PERMANENT, LIMITED):
        raise _bad("bad_choice", text)
    return text


def read_link(text: str) -> str:
    if text and not (is_web_address(text) and text.casefold().startswith("https://")):
        raise _bad("bad_https", text)
    return text


def read_seats(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch("[0-9]{1,6}", text) or not 0 < int(text) <= MAX_SEATS:
        raise _bad("bad_seats", text)
    return int(text)
