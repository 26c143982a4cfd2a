"""What of an answer is kept for follow-ups: the calendar's words and the intent, never the person's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.events import Event
from bot.domain.intervals import Interval
from bot.services.answers import Answer
from bot.services.calendar import Calendar
from bot.understanding.calendar_names import host_names
from bot.understanding.earlier import Earlier
from bot.understanding.leaning import WISHES
from bot.understanding.meaning import Intent, Meaning

FROM_CALENDAR = frozenset({Intent.EVENTS, Intent.RECORDING})
ABOUT_ONE = frozenset({Intent.REMINDER, Intent.FEEDBACK})
"""Wishes about an event, which goes on being spoken of."""


def memory_of(conversation: str, person: str) -> str:
    """The key of what was talked of: one for each person in each conversation."""
    return f"{conversation}\0{person}"


def to_remember(answer: Answer, asked: Meaning, calendar: Calendar) -> Earlier | None:
    """What is talked of after the answer to what was asked; None when that is what it was before."""
    meaning = answer.meaning
    if meaning.intent in WISHES:
        return Earlier(Meaning(meaning.language, meaning.intent))
    if meaning.intent not in FROM_CALENDAR and not (meaning.intent in ABOUT_ONE and answer.events):
        return None
    events = answer.events
    return Earlier(
        _impersonal(meaning, calendar),
        tuple(event.id for event in events),
        asked.among if len(events) < len(asked.among) else (),
        _around(events),
        _common_host(events),
    )


def _impersonal(meaning: Meaning, calendar: Calendar) -> Meaning:
    """A meaning to be kept: of a person's words only those that the calendar has too, in their base form."""
    if not meaning.topic and not meaning.times:
        return meaning
    known = (word for word in meaning.topic if calendar.names.topics.knows(word))
    times = tuple(replace(time, text="") for time in meaning.times)
    return replace(meaning, topic=tuple(replace(word, text=word.keys[0]) for word in known), times=times)


def _around(events: Sequence[Event]) -> Interval | None:
    if not events:
        return None
    return Interval(min(event.facts.starts for event in events), max(event.facts.ends for event in events))


def _common_host(events: Sequence[Event]) -> tuple[str, ...]:
    hosts = {event.facts.host for event in events}
    return tuple(host_names(hosts.pop())) if len(hosts) == 1 else ()
