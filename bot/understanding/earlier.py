"""What was talked of last, kept for follow-ups: "entä sen linkki?", "entäs tammikuussa?"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bot.domain.events import Form
from bot.domain.intervals import HELSINKI, Interval
from bot.jsontext import decoded, encoded
from bot.understanding.dates.reading import Grain, TimeReading
from bot.understanding.meaning import Aspect, Direction, Intent, Meaning, TopicWord

LASTS = timedelta(minutes=10)
"""How long a conversation is taken to go on (FINNISH.md's measure of a follow-up)."""

MAX_SHOWN = 60
"""Events of a list that can be spoken of afterwards: as many as a search gives."""


@dataclass(frozen=True, slots=True)
class Since:
    """A time that was talked of, and how coarsely."""

    interval: Interval
    grain: Grain

    @property
    def first(self) -> date:
        """Its first day."""
        assert self.interval.start is not None
        return self.interval.start.date()

    @property
    def last(self) -> date:
        """Its last day."""
        assert self.interval.end is not None
        return max(self.first, (self.interval.end - timedelta(seconds=1)).date())


@dataclass(frozen=True, slots=True)
class Earlier:
    """The last meaning, and the numbers of the events that were shown for it.

    `among` is the longer list that they were chosen from, if they were. `around` is the time from the first
    shown event to the last one, `hosts` who holds them if it is one person.
    """

    meaning: Meaning
    shown: tuple[int, ...] = ()
    among: tuple[int, ...] = ()
    around: Interval | None = None
    hosts: tuple[str, ...] = ()

    @property
    def listed(self) -> tuple[int, ...]:
        """The events of which one may be chosen."""
        return self.among or self.shown

    def since(self, unit: Grain | None) -> Since | None:
        """The time that was talked of, from which one counts on: the asked one, else that of the shown events.

        A `unit` of days counts from the event when all that was shown is on one day.
        """
        shown = Since(self.around, Grain.DAY) if self.around else None
        if shown and unit is Grain.DAY and shown.first == shown.last:
            return shown
        asked = (Since(time.interval, time.grain) for time in reversed(self.meaning.times))
        return next((time for time in asked if time.interval.start and time.interval.end), shown)

    def to_json(self) -> str:
        """As a text to keep. It holds what was asked about in the calendar's words, never the person's own."""
        m = self.meaning
        data = {
            "language": m.language,
            "intent": m.intent,
            "aspects": sorted(m.aspects),
            "series": m.series,
            "group": m.group,
            "topic": m.topic,
            "hosts": m.hosts,
            "place": m.place,
            "form": m.form,
            "times": [_time_to_json(reading) for reading in m.times],
            "direction": m.direction,
            "shown": self.shown[:MAX_SHOWN],
            "among": self.among[:MAX_SHOWN],
            "around": _interval_to_json(self.around) if self.around else None,
            "people": self.hosts,
        }
        return encoded(data).decode()


def from_json(text: str) -> Earlier | None:
    """What `to_json` wrote, or None when it is of another version of the bot."""
    try:
        data = decoded(text)
        meaning = Meaning(
            data["language"],
            Intent(data["intent"]),
            frozenset(Aspect(aspect) for aspect in data["aspects"]),
            tuple(data["series"]),
            data["group"],
            tuple(_topic_from_json(word) for word in data["topic"]),
            tuple(data["hosts"]),
            data["place"],
            Form(data["form"]) if data["form"] else None,
            tuple(_time_from_json(reading) for reading in data["times"]),
            Direction(data["direction"]),
        )
        return Earlier(
            meaning,
            _numbers(data["shown"]),
            _numbers(data["among"]),
            _interval_from_json(data["around"]) if data["around"] else None,
            tuple(data["people"]),
        )
    except (KeyError, ValueError, TypeError, IndexError):
        return None


def _numbers(data: Sequence[Any]) -> tuple[int, ...]:
    return tuple(int(number) for number in data)


def _topic_from_json(word: dict[str, Any]) -> TopicWord:
    values: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in word.items()}
    return TopicWord(**values)


def _time_to_json(reading: TimeReading) -> dict[str, Any]:
    return {
        "text": reading.text,
        "interval": _interval_to_json(reading.interval),
        "grain": reading.grain,
        "alternatives": [_interval_to_json(other) for other in reading.alternatives],
        "ambiguous": reading.ambiguous,
        "past": reading.past,
        "daily": reading.daily,
        "weekdays": reading.weekdays,
    }


def _time_from_json(data: dict[str, Any]) -> TimeReading:
    return TimeReading(
        0,
        0,
        data["text"],
        _interval_from_json(data["interval"]),
        Grain(data["grain"]),
        tuple(_interval_from_json(other) for other in data["alternatives"]),
        data["ambiguous"],
        data["past"],
        tuple(data["daily"]) if data["daily"] else None,
        tuple(data["weekdays"]),
    )


def _interval_to_json(interval: Interval) -> list[str | None]:
    return [end.replace(tzinfo=None).isoformat() if end else None for end in (interval.start, interval.end)]


def _interval_from_json(ends: list[str | None]) -> Interval:
    return Interval(*(datetime.fromisoformat(end).replace(tzinfo=HELSINKI) if end else None for end in ends))
