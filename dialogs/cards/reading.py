"""How the bot read a question, said back in one line so that a misreading shows."""

from __future__ import annotations

from datetime import datetime

from bot.texts import Texts
from bot.texts.moments import said_interval
from bot.understanding.dates.reading import TimeReading
from bot.understanding.meaning import Meaning
from dialogs.cards.elements import plain


def reading(texts: Texts, meaning: Meaning, now: datetime) -> str:
    """The time, series, topic, host and place as they were understood; empty when none was."""
    parts = [said for time in meaning.times for said in _times(texts, time, now)]
    if meaning.group:
        parts.append(meaning.group)
    elif meaning.series:
        parts.append(", ".join(meaning.series))
    parts += [word.text if meaning.language == "en" else word.keys[0] for word in meaning.topic]
    parts += meaning.hosts
    if meaning.place:
        parts.append(meaning.place.capitalize())
    if meaning.form:
        parts.append(texts(f"event.form.{meaning.form}"))
    return plain(" · ".join(dict.fromkeys(parts)))


def _times(texts: Texts, time: TimeReading, now: datetime) -> list[str]:
    """A time said back; in the person's own words where it is limited to weekdays or hours.

    What was talked of before (its place in the text is 0) is said besides those words.
    """
    if time.text and (time.weekdays or time.daily):
        before = [] if time.end else [said_interval(texts, time.interval, now)]
        return [*before, f"”{time.text}”"]
    intervals = (time.interval, *time.alternatives) if time.ambiguous else (time.interval,)
    return [said_interval(texts, interval, now) for interval in intervals]
