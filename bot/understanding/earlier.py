"""What was talked of last, kept for follow-ups: "entä sen linkki?", "entäs tammikuussa?"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.domain.events import Form
from bot.domain.intervals import HELSINKI, Interval
from bot.jsontext import decoded, encoded
from bot.understanding.dates.reading import Grain, TimeReading
from bot.understanding.meaning import Aspect, Direction, Intent, Meaning, TopicWord, Which

LASTS = timedelta(minutes=10)
"""How long a conversation is taken to go on (FINNISH.md's measure of a follow-up)."""

MAX_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Earlier:
    """The last meaning, and the numbers of the events that were shown for it."""

    meaning: Meaning
    shown: tuple[int, ...] = ()

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
        return Earlier(meaning, tuple(data["shown"]))
    except (KeyError, ValueError, TypeError, IndexError):
        return None


def inherit(meaning: Meaning, earlier: Earlier) -> Meaning:
    """A follow-up with what it leaves unsaid taken from the earlier question."""
    before = earlier.meaning
    named = bool(meaning.series or meaning.topic or meaning.hosts or meaning.place)
    backwards = meaning.selector.which is Which.LAST and not meaning.aspects
    if not named and not meaning.times and not backwards:
        return replace(
            meaning,
            series=before.series,
            group=before.group,
            topic=before.topic,
            hosts=before.hosts,
            place=before.place,
            form=before.form if Aspect.FORM not in meaning.aspects else None,
            times=before.times,
            direction=before.direction,
            shown=_meant(meaning, earlier.shown),
        )
    return replace(
        meaning,
        intent=before.intent if meaning.intent is Intent.EVENTS else meaning.intent,
        aspects=meaning.aspects or before.aspects,
        series=meaning.series if named else before.series,
        group=meaning.group if named else before.group,
        topic=meaning.topic if named else before.topic,
        hosts=meaning.hosts if named else before.hosts,
        place=meaning.place if named else before.place,
        form=meaning.form or before.form,
        times=meaning.times or (() if backwards else before.times),
        direction=meaning.direction if meaning.times or backwards else before.direction,
    )


def _meant(meaning: Meaning, shown: tuple[int, ...]) -> tuple[int, ...]:
    """Which of the shown events: "jälkimmäinen", "ensin mainittu", or all of them."""
    if "latter" in meaning.evidence:
        return shown[-1:]
    return shown[:1] if "former" in meaning.evidence else shown


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
