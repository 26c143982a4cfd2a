"""Which event the words after a command mean, by the bot's own understanding."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.domain.events import Event
from bot.domain.intervals import Interval
from bot.services.answers import answer
from bot.services.calendar import Calendar
from bot.understanding.earlier import Earlier
from bot.understanding.interpreter import interpret
from bot.understanding.meaning import Direction, Intent, Meaning, Selector

LISTED = 8
_IT = frozenset({"se", "sitä", "sen", "tämä", "tätä", "tämän", "tuo", "tuota", "it", "this", "that"})


def meant_events(
    words: str, calendar: Calendar, earlier: Earlier | None, now: datetime, language: str, *, past: bool
) -> list[Event]:
    """The events that may be meant, the likeliest first; without words, those that were spoken of or the nearest.

    With `past` those that were held are meant, the latest first.
    """
    if not words or words.casefold().strip(" .!") in _IT:
        shown = calendar.those(earlier.shown) if earlier else []
        return shown or _nearest(calendar, now, past=past)
    meaning = interpret(words, now, calendar.names, earlier, language)
    if meaning.intent in (Intent.OTHER, Intent.FEEDBACK) and not names_anything(meaning):
        return []
    # Only which event is meant matters here, not what would be asked of it.
    direction = Direction.PAST if past else meaning.direction
    meaning = replace(meaning, intent=Intent.EVENTS, aspects=frozenset(), direction=direction)
    if meaning.series and meaning.selector == Selector() and meaning.group:
        meaning = replace(meaning, evidence=(*meaning.evidence, "all_of_them"))
    found = list(answer(meaning, calendar, now).events)
    return found[::-1] if past else found


def names_anything(meaning: Meaning) -> bool:
    """Whether a meaning says anything of which events are meant."""
    named = meaning.series or meaning.topic or meaning.times or meaning.hosts or meaning.place or meaning.shown
    return bool(named) or meaning.selector != Selector()


def _nearest(calendar: Calendar, now: datetime, *, past: bool) -> list[Event]:
    if past:
        span = calendar.span(Interval(None, now))
        return list(calendar.events[max(span.start, span.stop - LISTED) : span.stop][::-1])
    span = calendar.span(Interval(now))
    return [event for event in calendar.events[span.start :] if not event.over(now)][:LISTED]
