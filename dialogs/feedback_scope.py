"""What feedback is asked for: a term or a series by its name; anything else means an event."""

from __future__ import annotations

import re
from datetime import date

from bot.domain.terms import Term
from bot.services.calendar import Calendar
from bot.understanding.meaning import Meaning, Selector

# "kevät 2027", "kevään 2027", "syksyltä", "autumn 2026"; a season alone is the latest that has begun.
_TERM = re.compile(r"(?:kevä\w*|spring|(?P<autumn>syks\w*|autumn|fall))(?:\s+(?P<year>2\d{3}))?", re.IGNORECASE)
_PLURAL = re.compile(r"(?:t|s|[aeouyäö]i(?:sta|stä|den|tten|en|lta|ltä|hin)|[aeouyäö]j(?:a|ä|en))\Z", re.IGNORECASE)
"""Ends of plurals; the singular of a series' name is one event."""


def term_named(words: str, today: date) -> Term | None:
    """The term that words name, None when they name none."""
    said = _TERM.fullmatch(words)
    if said is None:
        return None
    autumn = said["autumn"] is not None
    if said["year"]:
        return Term(int(said["year"]), autumn)
    this = Term(today.year, autumn)
    return this if this.first <= today else Term(today.year - 1, autumn)


def series_named(words: str, meaning: Meaning, calendar: Calendar) -> str:
    """The series that words name and nothing more; empty when they mean an event.

    Its name as the calendar has it, or in the plural ("digivarteista"), is the series'; "digivartista" is one event.
    """
    name = next((one for one in calendar.by_series if one and one.casefold() == words.casefold()), "")
    if name:
        return name
    more = meaning.times or meaning.topic or meaning.hosts or meaning.place or meaning.shown
    alone = len(meaning.series) == 1 and not more and meaning.selector == Selector()
    return meaning.series[0] if alone and _PLURAL.search(words) else ""
