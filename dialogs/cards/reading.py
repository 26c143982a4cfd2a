"""How the bot read a question, said back in one line so that a misreading shows."""

from __future__ import annotations

from datetime import datetime

from bot.domain.intervals import Interval
from bot.texts import Texts
from bot.texts.moments import said_interval
from bot.understanding.dates.reading import TimeReading
from bot.understanding.meaning import Meaning
from dialogs.cards.elements import plain


def reading(texts: Texts, meaning: Meaning, now: datetime) -> str:
    """The time, series, topic, host and place as they were understood; empty when none was."""
    parts = [said_interval(texts, interval, now) for time in meaning.times for interval in _said(time)]
    if meaning.group:
        parts.append(meaning.group)
    elif meaning.series:
        parts.append(", ".join(meaning.series))
    parts += [word.text for word in meaning.topic if word.text]
    parts += meaning.hosts
    if meaning.place:
        parts.append(meaning.place.capitalize())
    if meaning.form:
        parts.append(texts(f"event.form.{meaning.form}"))
    return plain(" · ".join(dict.fromkeys(parts)))


def _said(time: TimeReading) -> tuple[Interval, ...]:
    return (time.interval, *time.alternatives) if time.ambiguous else (time.interval,)
