"""Values of an .ics component, whatever a broken file has put in their place."""

from __future__ import annotations

from datetime import date, datetime

from icalendar.cal import Component

from bot.domain.errors import BadInput, Problem

# What the parser and the expansion of rules raise for broken files.
BROKEN = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, AssertionError)


def text_of(component: Component, name: str) -> str:
    """The property as text, empty when it is missing; of several the first."""
    value = component.get(name, "")
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value).strip()


def time_of(component: Component, name: str) -> datetime | date | None:
    """The property as a moment or a day, None when it is missing; a floating time stays naive."""
    value = component.get(name)
    moment = getattr(value, "dt", None)
    if value is None or moment is None:
        return None
    if not isinstance(moment, date):
        raise BadInput(Problem("bad_ics_time"))
    zone = getattr(value, "params", {}).get("TZID")
    if zone and isinstance(moment, datetime) and moment.tzinfo is None:
        raise BadInput(Problem("unknown_zone", slots={"zone": str(zone)[:60]}))
    return moment
