"""One entry of an .ics file, all components of one UID, to its events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import recurring_ical_events
from icalendar import Calendar
from icalendar.cal import Component

from bot.domain.errors import BadInput, Problem
from bot.domain.events import EventDraft
from bot.domain.intervals import Interval, at_helsinki
from bot.files import limits
from bot.files.ics_event import draft_of
from bot.files.ics_values import BROKEN, text_of, time_of

_TOO_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}
_TIMES_OF_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
_SHOWN_OF_TITLE = 60


class Entry:
    """A single event, or a repeating one with its exceptions."""

    def __init__(self, uid: str, components: Sequence[Component]) -> None:
        self._uid = uid
        self._components = components
        self._title = text_of(components[0], "SUMMARY")[:_SHOWN_OF_TITLE]

    @property
    def prefixes(self) -> tuple[str, ...]:
        """How the keys of its occurrences begin, when the file holds the whole of it.

        A single event has them too: it may have been a repeating one before.
        """
        whole = any("RECURRENCE-ID" not in component for component in self._components)
        return (f"{self._uid}/",) if whole else ()

    def drafts(self, window: Interval) -> list[EventDraft]:
        """The event, wherever it is, or the occurrences within the window."""
        if not any(name in one for one in self._components for name in ("RRULE", "RDATE", "RECURRENCE-ID")):
            return [draft_of(max(self._components, key=_sequence), self._uid)]
        for component in self._components:
            self._check_rules(component)
        occurrences = self._expand(window)
        if len(occurrences) > limits.MAX_OCCURRENCES:
            raise self._problem("too_many_occurrences", limit=str(limits.MAX_OCCURRENCES))
        return [draft_of(one, f"{self._uid}/{mark}") for one, mark in _marked(occurrences)]

    def _expand(self, window: Interval) -> list[Component]:
        calendar = Calendar()
        for component in self._components:
            calendar.add_component(component)
        try:
            found: list[Component] = recurring_ical_events.of(calendar).between(window.start, window.end)
        except BROKEN as error:
            raise self._problem("bad_rule") from error
        return found

    def _check_rules(self, component: Component) -> None:
        rules = component.get("RRULE", [])
        for rule in rules if isinstance(rules, list) else [rules]:
            times = 1
            for name in _TIMES_OF_DAY:
                times *= max(1, len(rule.get(name, ())))
            if _TOO_OFTEN.intersection(rule.get("FREQ", ())) or times > limits.MAX_TIMES_A_DAY:
                raise self._problem("repeats_too_often")

    def _problem(self, code: str, **slots: str) -> BadInput:
        return BadInput(Problem(code, slots={"title": self._title, **slots}))


def _sequence(component: Component) -> int:
    text = text_of(component, "SEQUENCE")
    return int(text) if text.isdecimal() else -1


def _marked(occurrences: Sequence[Component]) -> Iterator[tuple[Component, str]]:
    """Occurrences with what tells them apart: the day that the rule gave, and the time if it has several.

    The day alone lasts when the whole series is given another time of day. Those that an exception for
    "this and all later ones" moved all tell that exception's day; of them the later ones use their own.
    """
    taken: set[str] = set()
    for occurrence in occurrences:
        original = time_of(occurrence, "RECURRENCE-ID") or time_of(occurrence, "DTSTART")
        for moment in (original, time_of(occurrence, "DTSTART")):
            for mark in _marks(moment):
                if mark not in taken:
                    break
            else:
                continue
            break
        taken.add(mark)
        yield occurrence, mark
