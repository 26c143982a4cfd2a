"""Search for events whose cards a person puts into any conversation, also with a word that is still being written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice

from bot.domain.conversation import Hits, Sought
from bot.domain.events import Event
from bot.domain.intervals import Interval
from bot.services.answers import answer
from bot.services.calendar import Calendar
from bot.texts import language_of, texts_of
from bot.understanding.interpreter import interpret
from dialogs.cards.shared import hit_of

HALF_WRITTEN_BACK = timedelta(days=365)
"""How far back titles are looked through for words that are no whole words yet."""


def search(calendar: Calendar, sought: Sought) -> Hits:
    """The events that are meant, the coming ones when nothing has been written yet."""
    language, events = language_of(sought.locale), _coming(calendar, sought)
    if words := sought.words.strip():
        meaning = interpret(words, sought.at, calendar.names, None, language)
        found = answer(meaning, calendar, sought.at).events
        language, events = meaning.language, iter(found) if found else _titled(calendar, sought)
    texts = texts_of(language)
    wanted = islice(events, sought.skip, sought.skip + sought.count)
    hits = tuple(hit_of(texts, event, sought.at) for event in wanted)
    return Hits(hits, "" if hits or sought.skip else texts("search.none"))


def _coming(calendar: Calendar, sought: Sought) -> Iterator[Event]:
    events = _between(calendar, Interval(sought.at))
    return (event for event in events if not event.cancelled)


def _titled(calendar: Calendar, sought: Sought) -> Iterator[Event]:
    """Events whose titles hold all that was written: first what is to come, then the latest."""
    parts = sought.words.casefold().split()
    yield from _holding(parts, _between(calendar, Interval(sought.at)))
    past = Interval(sought.at - HALF_WRITTEN_BACK, sought.at)
    yield from _holding(parts, (one for one in _between(calendar, past, latest=True) if one.over(sought.at)))


def _between(calendar: Calendar, interval: Interval, *, latest: bool = False) -> Iterator[Event]:
    return (calendar.events[position] for position in calendar.positions(interval, (), latest=latest))


def _holding(parts: list[str], events: Iterable[Event]) -> Iterator[Event]:
    for event in events:
        title = event.facts.title.casefold()
        if all(part in title for part in parts):
            yield event
