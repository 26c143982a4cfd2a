"""Which event an announcement shows: what a command's words mean, and what its form offers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from bot.domain.events import Event
from bot.domain.intervals import Interval
from bot.services.calendar import Calendar
from bot.services.event_announcements import can_be_announced
from bot.understanding.calendar_names import words_of
from bot.understanding.interpreter import interpret
from bot.understanding.morphology.words import Case, Word, WordClass
from dialogs.event_choice import meant_events, names_anything

OFFERED = 15
"""Coming events to choose from in the form."""

_MOST_WORDS = 8
_ABOUT = frozenset({"about", "on", "of"})


def named_events(words: str, calendar: Calendar, now: datetime, language: str) -> list[Event]:
    """The coming events that the words after the command name, the likeliest first; none when they are a text.

    They name one when they say what the announcement is about: "digivartista", "about the next digivartti".
    """
    said = words_of(words, calendar.names.analyzer)
    if not 0 < len(said) <= _MOST_WORDS or "\n" in words or not _says_about(said):
        return []
    if not names_anything(interpret(words, now, calendar.names, None, language)):
        return []
    meant = meant_events(words, calendar, None, now, language, past=False)
    return [event for event in meant if can_be_announced(event, now)]


def offered_events(calendar: Calendar, now: datetime, also: Sequence[Event | None]) -> list[Event]:
    """The nearest coming events, and others besides, in the order of their starts."""
    ahead = calendar.events[calendar.span(Interval(now)).start :]
    nearest = islice((event for event in ahead if can_be_announced(event, now)), OFFERED)
    offered = {event.id: event for event in (*nearest, *filter(None, also))}
    return sorted(offered.values(), key=lambda event: (event.facts.starts, event.id))


def _says_about(words: Sequence[Word]) -> bool:
    if words[0].surface in _ABOUT and len(words) > 1:
        return True
    acts = any(word.readings[0].word_class is WordClass.VERB for word in words)
    return not acts and any(reading.case is Case.ELATIVE for reading in words[-1].readings)
