"""One entry of an .ics file, all components of one UID, to its events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

import recurring_ical_events
from icalendar import Calendar
from icalendar.cal import Component

from bot.domain.errors import BadInput, Problem
from bot.domain.events import EventDraft
from bot.domain.intervals import Interval, at_helsinki, midnight
from bot.files import limits
from bot.files.ics_event import draft_of
from bot.files.ics_values import BROKEN, text_of, time_of, title_of

_TOO_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}
_TIMES_OF_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
_REPEATING = ("RRULE", "RDATE", "RECURRENCE-ID")


class Entry:
    """A single event, or a repeating one with its exceptions."""

    def __init__(self, uid: str, components: Sequence[Component]) -> None:
        self._uid = uid
        self._components = components

    @property
    def prefixes(self) -> tuple[str, ...]:
        """How the keys of its occurrences begin, when the file holds the whole of it.

        A single event has them too: it may have been a repeating one before.
        """
        whole = any("RECURRENCE-ID" not in component for component in self._components)
        return (f"{self._uid}/",) if whole else ()

    def drafts(self, window: Interval) -> list[EventDraft]:
        """The event, wherever it is, or the occurrences within the window; BadInput tells the title."""
        try:
            if any(name in component for component in self._components for name in _REPEATING):
                return self._occurrences(window)
            return [draft_of(max(self._components, key=_sequence), self._uid)]
        except BadInput as error:
            title = {"title": title_of(self._components[0])}
            raise BadInput(*(replace(problem, slots=title | problem.slots) for problem in error.problems)) from error

    def _occurrences(self, window: Interval) -> list[EventDraft]:
        calendar = Calendar()
        for component in self._components:
            _check_rules(component)
            calendar.add_component(component)
        try:
            found: list[Component] = recurring_ical_events.of(calendar).between(window.start, window.end)
        except BROKEN as error:
            raise BadInput(Problem("bad_rule")) from error
        if len(found) > limits.MAX_OCCURRENCES:
            raise BadInput(Problem("too_many_occurrences", slots={"limit": str(limits.MAX_OCCURRENCES)}))
        return [draft_of(one, f"{self._uid}/{mark}") for one, mark in _marked(found)]


def _check_rules(component: Component) -> None:
    rules = component.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        if not isinstance(rule, dict):
            raise BadInput(Problem("bad_rule"))
        times = 1
        for name in _TIMES_OF_DAY:
            times *= max(1, len(rule.get(name, ())))
        if _TOO_OFTEN.intersection(rule.get("FREQ", ())) or times > limits.MAX_TIMES_A_DAY:
            raise BadInput(Problem("repeats_too_often"))


def _sequence(component: Component) -> int:
    try:
        return int(text_of(component, "SEQUENCE"))
    except ValueError:  # no number, or one of thousands of digits
        return -1


def _marked(occurrences: Sequence[Component]) -> Iterator[tuple[Component, str]]:
    """Occurrences with what tells them apart in their entry.

    That is the day which the rule gave, so that it lasts when the whole series gets another time of
    day; with the time of day added when the day is taken. Occurrences that an exception for "this and
    all later ones" moved all tell that exception's day: the later ones go by their own.
    """
    taken: set[str] = set()
    for occurrence in sorted(occurrences, key=_start):
        start = _start(occurrence)
        given = time_of(occurrence, "RECURRENCE-ID")
        for moment in (start if given is None else _moment(given), start):
            free = {f"{moment:%Y-%m-%d}", f"{moment:%Y-%m-%dT%H%M}"} - taken
            if free:
                mark = min(free)
                taken.add(mark)
                yield occurrence, mark
                break


def _start(occurrence: Component) -> datetime:
    start = time_of(occurrence, "DTSTART")
    if start is None:
        raise BadInput(Problem("no_start"))
    return _moment(start)


def _moment(value: datetime | date) -> datetime:
    return at_helsinki(value if isinstance(value, datetime) else midnight(value))
