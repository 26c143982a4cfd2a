"""A series of dates in the form of a new event: prefilled from a sentence, and its dates before they are saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.domain.errors import Problem
from bot.domain.event_forms import Field
from bot.domain.events import EventDraft
from bot.domain.intervals import at_helsinki
from bot.domain.recurrence import MOST_DATES, dates
from bot.services.calendar import Calendar
from bot.services.event_care import clashes, key_on
from bot.services.holidays import is_holiday
from bot.understanding.interpreter import interpret
from bot.understanding.recurring import Recurring, find_repetition
from dialogs.cards.event_dates import FIELD, DateChoice

_USUAL = timedelta(minutes=30)
"""How long an event lasts of which only the start is told."""


def prefilled(words: str, calendar: Calendar, now: datetime, language: str) -> dict[Field, str]:
    """What the words after "lisää tapahtuma" tell: a series, a day, times, how it repeats."""
    if not words:
        return {}
    meaning = interpret(words, now, calendar.names, None, language)
    told: dict[Field, str] = {}
    series = [name for name in meaning.series if not meaning.group or name.casefold() in words.casefold()]
    if series:
        told[Field.SERIES] = series[0]
    recurring = find_repetition(words, now)
    if recurring is not None:
        return told | _repeating(recurring, words, now)
    starts = next((time.interval.start for time in meaning.times if time.interval.start), None)
    if starts is None:
        return told
    told[Field.DAY] = starts.date().isoformat()
    if (starts.hour, starts.minute) != (0, 0):
        ends = meaning.times[0].interval.end
        long = ends is not None and timedelta(minutes=5) <= ends - starts <= timedelta(hours=12)
        last = ends if ends is not None and long else starts + _USUAL
        told |= {Field.START: f"{starts:%H:%M}", Field.END: f"{last:%H:%M}"}
    return told


def _repeating(recurring: Recurring, words: str, now: datetime) -> dict[Field, str]:
    first = (dates(recurring.repetition, now.date()) or [now.date()])[0]
    told = {Field.DAY: first.isoformat(), Field.REPEAT: _without(words, recurring.unknown)}
    if recurring.clocks:
        start, *others = recurring.clocks
        end = others[0] if others else (datetime.combine(first, start) + _USUAL).time()
        told |= {Field.START: f"{start:%H:%M}", Field.END: f"{end:%H:%M}"}
    return told


def _without(words: str, unknown: Sequence[str]) -> str:
    """The sentence without what it tells of other things."""
    return " ".join(word for word in words.split() if word.casefold().strip(".,:;!") not in unknown)


def series_days(text: str, facts: EventDraft, now: datetime) -> list[date] | Problem:
    """The dates of a series whose first event is this, or what is wrong with how it repeats."""
    found = find_repetition(text, now)
    if found is None or found.unknown:
        return Problem("bad_repetition", slots={"value": text})
    if not found.repetition.ends:
        return Problem("repetition_endless")
    if (facts.ends - timedelta(microseconds=1)).date() != facts.starts.date():
        return Problem("repeats_many_days")
    days = dates(found.repetition, facts.starts.date())
    if len(days) > MOST_DATES:
        return Problem("too_many_dates", slots={"limit": str(MOST_DATES)})
    return days or Problem("no_dates")


def drafts_of(facts: EventDraft, days: Sequence[date]) -> list[EventDraft]:
    """The events of a series: the same facts on each of the days, at the same time of the clock."""
    return [_on(facts, day) for day in days]


def choices_of(facts: EventDraft, days: Sequence[date], calendar: Calendar) -> list[DateChoice]:
    """The dates to choose from: public holidays are not chosen beforehand."""
    found = []
    for draft in drafts_of(facts, days):
        day = draft.starts.date()
        others = clashes(draft, calendar)
        holiday = is_holiday(day)
        found.append(DateChoice(day, not holiday, holiday, others[0].facts.title if others else ""))
    return found


def chosen_days(data: Mapping[str, Any], days: Sequence[date]) -> list[date]:
    """The dates that came back as chosen, of those that were offered."""
    value = data.get(FIELD)
    told = set(value.split(",")) if isinstance(value, str) else set()
    return [day for day in days if day.isoformat() in told]


def _on(facts: EventDraft, day: date) -> EventDraft:
    by = timedelta(days=(day - facts.starts.date()).days)
    # On the wall clock: nine o'clock stays nine when the summer time ends.
    starts, ends = (at_helsinki((one.replace(tzinfo=None)) + by) for one in (facts.starts, facts.ends))
    return replace(facts, key=key_on(facts.key, day), starts=starts, ends=ends)
