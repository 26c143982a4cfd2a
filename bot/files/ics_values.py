"""Values of an .ics component, whatever a broken file has put in their place."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from icalendar.cal import Component

from bot.domain.errors import BadInput, Problem
from bot.files.cells import clean_line

# What the parser and the expansion of rules raise for broken files.
BROKEN = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, AssertionError)

_COUNTABLE_YEARS = range(1900, 9000)  # those in which no step to another zone ends outside of time
_SHOWN_OF_TITLE = 60


def text_of(component: Component, name: str) -> str:
    """The property as text, empty when it is missing; of several the first."""
    value = component.get(name, "")
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value).strip()


def title_of(component: Component) -> str:
    """The title, or else the UID, or its beginning, to be shown in a problem."""
    return clean_line(text_of(component, "SUMMARY") or text_of(component, "UID"))[:_SHOWN_OF_TITLE]


def value_of(component: Component, name: str) -> object:
    """The moment, day or length that the property tells, None when it is missing."""
    if name not in component:
        return None
    written: Any = component[name]
    try:
        value: object = written.dt
    except BROKEN as error:
        raise BadInput(Problem("bad_ics_time")) from error
    return value


def time_of(component: Component, name: str) -> datetime | date | None:
    """The property as a moment or a day, None when it is missing; a floating time stays naive."""
    moment = value_of(component, name)
    if moment is None:
        return None
    if not isinstance(moment, date) or moment.year not in _COUNTABLE_YEARS:
        raise BadInput(Problem("bad_ics_time"))
    zone = parameter_of(component, name, "TZID")
    if zone and isinstance(moment, datetime) and moment.tzinfo is None:
        raise BadInput(Problem("unknown_zone", slots={"zone": zone[:_SHOWN_OF_TITLE]}))
    return moment


def parameter_of(component: Component, name: str, parameter: str) -> str:
    """A parameter of the property as text, empty when it is missing."""
    parameters = getattr(component.get(name), "params", None)
    return str(parameters.get(parameter, "")) if isinstance(parameters, dict) else ""
