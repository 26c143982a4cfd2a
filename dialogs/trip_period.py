"""Which year, or half of one, words mean after a command about all trips."""

from __future__ import annotations

import re
from datetime import date

from bot.domain.trip_period import Period
from bot.services.report_access import YEARS
from dialogs.feedback_scope import term_named

_YEAR = re.compile(r"(?:(?:vuosi|vuoden|vuonna|vuodelta|year|in|of)\s+)?([0-9]{4})", re.IGNORECASE)
_YEARS_AGO = re.compile(
    r"(?:this year|tä(?:nä vuonna|ltä vuodelta|mä vuosi))|(?P<last>last year|viime (?:vuonna|vuodelta|vuosi))",
    re.IGNORECASE,
)


def period_named(words: str, today: date) -> Period | None:
    """The period that words name, without any this year; None when they say something else, as a question does."""
    said = " ".join(words.split()).rstrip(" .!")
    if not said:
        return Period(today.year)
    if ago := _YEARS_AGO.fullmatch(said):
        return Period(today.year - (ago["last"] is not None))
    term, year = term_named(said, today), _YEAR.fullmatch(said)
    found = Period(term.year, term) if term else Period(int(year[1])) if year else None
    return found if found and found.year in YEARS else None
