"""What a question means by a town: where something is held, or what it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.services.calendar import Calendar
from bot.services.selection import Search
from bot.understanding.meaning import Meaning, TopicWord


def placed(meaning: Meaning, calendar: Calendar, now: datetime) -> Meaning:
    """The meaning with its town as a topic when nothing it names is held there, but something tells of it.

    "Rautavaaran virtuaalimatka" goes there without being held there, and "pysähtyykö opintomatkan bussi
    Mikkelissä" is told in a description. A town by itself says only where.
    """
    if not meaning.place or not names_something(meaning) or Search(meaning, calendar, now).run()[0]:
        return meaning
    spoken_of = any(meaning.place in word.keys for word in meaning.topic)
    town = () if spoken_of else (TopicWord(meaning.place, (meaning.place,), cued=True),)
    about = replace(meaning, place="", topic=(*meaning.topic, *town))
    return about if Search(about, calendar, now).run()[0] else meaning


def names_something(meaning: Meaning) -> bool:
    """Whether more is said of what is asked for than where and when."""
    return bool(meaning.topic or (meaning.series and not meaning.group))
